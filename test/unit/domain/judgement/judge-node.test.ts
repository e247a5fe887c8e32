import {describe, expect, it} from 'vitest';
import {judgeNode} from '../../../../source/domain/judgement/judge-node.ts';
import type {Node} from '../../../../source/domain/model/index.ts';
import type {Level} from '../../../../source/domain/verdict.ts';
import {nodeId} from '../../../builders/ids.ts';
import {aManager, aNode} from '../../../builders/objects.ts';

const registering = 'Node moved to "unknown" state due to leadership change in cluster';
const twin = (part: Partial<Node> = {}) => aNode({id: nodeId('n9'), ...part});

describe('judgement of a node', () => {
  it.each<[string, Node, readonly Node[], Level, readonly string[]]>([
    ['is fine when it is ready and active', aNode(), [], 'ok', []],
    [
      'is critical when it is down',
      aNode({state: 'down', message: 'heartbeat failure'}),
      [],
      'critical',
      ['down'],
    ],
    [
      'is unknown after a change of the leader, not an outage',
      aNode({state: 'unknown', message: registering}),
      [],
      'unknown',
      ['unknown'],
    ],
    ['is a warning when it is disconnected', aNode({state: 'disconnected'}), [], 'warning', ['disconnected']],
    ['is a warning when a worker is drained', aNode({availability: 'drain'}), [], 'warning', ['drained']],
    [
      'is fine when a manager is drained, as many are for good',
      aManager({availability: 'drain'}),
      [],
      'ok',
      [],
    ],
    ['is a warning when it is paused', aManager({availability: 'pause'}), [], 'warning', ['paused']],
    [
      'is critical when a manager is unreachable',
      aManager({}, {reachability: 'unreachable'}),
      [],
      'critical',
      ['unreachable'],
    ],
    [
      'is a warning when its machine has joined again',
      aNode({state: 'down'}),
      [twin()],
      'warning',
      ['duplicate'],
    ],
    ['is fine for the new entry of that machine', aNode(), [twin({state: 'down'})], 'ok', []],
    [
      'is critical when all entries of a hostname are down',
      aNode({state: 'down'}),
      [twin({state: 'down'})],
      'critical',
      ['down'],
    ],
    ['is a warning when two ready nodes share a hostname', aNode(), [twin()], 'warning', ['duplicate']],
  ])('%s', (_, node, namesakes, level, kinds) => {
    const {health, findings} = judgeNode({node, namesakes});
    expect(health.level).toBe(level);
    expect(findings.map(finding => finding.key)).toEqual(kinds.map(kind => `node:${node.id}:${kind}`));
  });

  it('gives the engine’s word as the reason', () => {
    const {health} = judgeNode({node: aNode({state: 'down', message: 'heartbeat failure'}), namesakes: []});
    expect(health.reasons).toEqual(['down: heartbeat failure']);
  });

  it('tells of a drained manager without finding fault', () => {
    expect(judgeNode({node: aManager({availability: 'drain'}), namesakes: []}).health.reasons).toEqual([
      'drained',
    ]);
  });
});
