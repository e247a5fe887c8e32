import {describe, expect, it} from 'vitest';
import {createAlarm} from '../../../../source/domain/judgement/alarm.ts';
import {judgeEngine, judgeSwarm} from '../../../../source/domain/judgement/judge-swarm.ts';
import type {SwarmMembership} from '../../../../source/domain/model/index.ts';
import {quorumOf} from '../../../../source/domain/quorum.ts';
import {nodeId} from '../../../builders/ids.ts';
import {aManager, anEngineInfo, minuteMs, nowMs} from '../../../builders/objects.ts';

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

const dayMs = 24 * 60 * minuteMs;
const judgedAs = (membership: SwarmMembership) =>
  judgeEngine(anEngineInfo({name: 'node-1', membership}), createAlarm(nowMs));

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
    expect(judgedAs({kind: 'worker'})).toEqual([]);
    expect(judgedAs({kind: 'inactive'})).toEqual([]);
    for (const kind of ['no-quorum', 'locked', 'certificate-expired', 'error'] as const) {
      expect(judgedAs({kind, reason: 'why'})).toMatchObject([
        {key: `engine:engine:${kind}`, level: 'critical', reason: 'why', object: {name: 'node-1'}},
      ]);
    }
  });

  it.each([
    ['says nothing of an authority that lasts', 31, []],
    ['warns a month before the authority of the swarm runs out', 20, ['authority-expiry warning']],
    ['is critical in the last days', 2, ['authority-expiry critical']],
    ['is critical when it has run out', -1, ['authority-expiry critical']],
  ] as const)('%s', (_, days, expected) => {
    const info = anEngineInfo({certificates: [{kind: 'authority', expiresAtMs: nowMs + days * dayMs}]});
    const findings = judgeEngine(info, createAlarm(nowMs));
    expect(findings.map(({key, level}) => `${key.split(':').at(-1)} ${level}`)).toEqual(expected);
    expect(findings.every(({object}) => object.kind === 'swarm')).toBe(true);
  });

  it('tell of the certificates of the connection by what each of them is', () => {
    const expiresAtMs = nowMs + dayMs;
    const info = anEngineInfo({
      certificates: [
        {kind: 'client', expiresAtMs},
        {kind: 'server', expiresAtMs},
      ],
    });
    expect(judgeEngine(info, createAlarm(nowMs)).map(({key}) => key)).toEqual([
      'engine:engine:client-certificate',
      'engine:engine:server-certificate',
    ]);
  });

  it('have a certificate judged again when it comes near its end', () => {
    const alarm = createAlarm(nowMs);
    judgeEngine(anEngineInfo({certificates: [{kind: 'server', expiresAtMs: nowMs + 90 * dayMs}]}), alarm);
    expect(alarm.nextMs).toBe(nowMs + 60 * dayMs);
  });
});
