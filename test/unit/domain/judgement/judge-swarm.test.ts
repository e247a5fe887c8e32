import {describe, expect, it} from 'vitest';
import {judgeEngine, judgeSwarm} from '../../../../source/domain/judgement/judge-swarm.ts';
import {quorumOf} from '../../../../source/domain/quorum.ts';
import {nodeId} from '../../../builders/ids.ts';
import {aManager} from '../../../builders/objects.ts';

const managers = (all: number, reachable: number) =>
  Array.from({length: all}, (_, index) =>
    aManager(
      {id: nodeId(`m${index}`), hostname: `manager-${index}`},
      {leader: index === 0 && reachable > 0, reachability: index < reachable ? 'reachable' : 'unreachable'},
    ),
  );
const findings = (
  all: number,
  reachable: number,
  versions: readonly [string, number][] = [['28.5.2', all]],
) => judgeSwarm({quorum: quorumOf(managers(all, reachable)), engineVersions: new Map(versions)});

describe('findings on the swarm', () => {
  it.each<[string, number, number, readonly string[]]>([
    ['nothing about three managers that are all there', 3, 3, []],
    ['nothing about a single manager', 1, 1, []],
    ['that none of three may be lost any more', 3, 2, ['swarm:swarm:no-margin warning']],
    ['that the quorum is lost', 3, 1, ['swarm:swarm:no-quorum critical']],
    ['a hint at an even number', 2, 2, ['swarm:swarm:even-managers hint']],
    ['a hint at an even number that has a margin', 4, 4, ['swarm:swarm:even-managers hint']],
  ])('say %s', (_, all, reachable, expected) => {
    const told = findings(all, reachable).map(({key, level, isHint}) => `${key} ${isHint ? 'hint' : level}`);
    expect(told).toEqual(expected);
  });

  it('say that no leader is known while there are enough managers', () => {
    const quorum = quorumOf([aManager(), aManager({id: nodeId('n2')}), aManager({id: nodeId('n3')})]);
    expect(judgeSwarm({quorum, engineVersions: new Map()})).toMatchObject([
      {key: 'swarm:swarm:no-leader', level: 'unknown'},
    ]);
  });

  it('hint at engines of several versions, newest first', () => {
    expect(
      findings(3, 3, [
        ['28.5.2', 2],
        ['29.1.0', 1],
      ]),
    ).toMatchObject([{isHint: true, title: '2 engine versions', reason: '29.1.0 on 1, 28.5.2 on 2'}]);
  });

  it('hold a worker for no fault, and a lost quorum, a lock or an expired certificate for one', () => {
    expect(judgeEngine('node-1', {kind: 'worker'})).toEqual([]);
    expect(judgeEngine('node-1', {kind: 'inactive'})).toEqual([]);
    for (const kind of ['no-quorum', 'locked', 'certificate-expired', 'error'] as const) {
      expect(judgeEngine('node-1', {kind, reason: 'why'})).toMatchObject([
        {key: `engine:engine:${kind}`, level: 'critical', reason: 'why', object: {name: 'node-1'}},
      ]);
    }
  });
});
