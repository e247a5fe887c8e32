import {describe, expect, it} from 'vitest';
import {createAlarm} from '../../../../source/domain/judgement/alarm.ts';
import {judgeNode} from '../../../../source/domain/judgement/judge-node.ts';
import type {NodeFacts} from '../../../../source/domain/judgement/rules/node-rules.ts';
import type {Node} from '../../../../source/domain/model/index.ts';
import type {Level} from '../../../../source/domain/verdict.ts';
import {nodeId} from '../../../builders/ids.ts';
import {aManager, aNode, minuteMs, nowMs} from '../../../builders/objects.ts';

const registering = 'Node moved to "unknown" state due to leadership change in cluster';
const factsOf = (node: Node, part: Partial<NodeFacts> = {}): NodeFacts => ({
  node,
  namesakes: [],
  pressure: null,
  diskFault: null,
  alarm: createAlarm(nowMs),
  ...part,
});
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
    const {health, findings} = judgeNode(factsOf(node, {namesakes}));
    expect(health.level).toBe(level);
    expect(findings.map(finding => finding.key)).toEqual(kinds.map(kind => `node:${node.id}:${kind}`));
  });

  it('gives the engine’s word as the reason', () => {
    const {health} = judgeNode(factsOf(aNode({state: 'down', message: 'heartbeat failure'})));
    expect(health.reasons).toEqual(['down: heartbeat failure']);
  });

  it('tells of a drained manager without finding fault', () => {
    expect(judgeNode(factsOf(aManager({availability: 'drain'}))).health.reasons).toEqual(['drained']);
  });

  it.each<[string, Partial<NodeFacts>, readonly string[]]>([
    ['says nothing of a node that has room', {pressure: {memoryPercent: 60, diskPercent: 70}}, []],
    [
      'warns of a node that is short of memory',
      {pressure: {memoryPercent: 92, diskPercent: null}},
      ['short-of-memory warning'],
    ],
    [
      'is critical when the kernel will have to kill',
      {pressure: {memoryPercent: 98, diskPercent: null}},
      ['short-of-memory critical'],
    ],
    [
      'warns of a disk that fills up',
      {pressure: {memoryPercent: null, diskPercent: 88}},
      ['disk-full warning'],
    ],
    [
      'is critical when a task found no disk space, measured or not',
      {diskFault: {text: 'no space left on device', atMs: nowMs - minuteMs}},
      ['disk-full critical'],
    ],
    [
      'forgets a full disk that no task has met for a quarter of an hour',
      {diskFault: {text: 'no space left on device', atMs: nowMs - 16 * minuteMs}},
      [],
    ],
  ])('%s', (_, part, expected) => {
    const {findings} = judgeNode(factsOf(aNode(), part));
    expect(findings.map(({key, level}) => `${key.split(':').at(-1)} ${level}`)).toEqual(expected);
  });

  it('says nothing of what was measured before a node went down', () => {
    const facts = factsOf(aNode({state: 'down'}), {pressure: {memoryPercent: 99, diskPercent: 99}});
    expect(judgeNode(facts).findings.map(({key}) => key)).toEqual(['node:n1:down']);
  });

  it('asks to be judged again when a full disk ceases to be news', () => {
    const alarm = createAlarm(nowMs);
    judgeNode(factsOf(aNode(), {diskFault: {text: 'no space left on device', atMs: nowMs}, alarm}));
    expect(alarm.nextMs).toBe(nowMs + 15 * minuteMs);
  });
});
