import type {Node} from '../model/index.ts';
import type {NewEntry, TimelineSeverity} from './entry.ts';
import type {Alike, Happening, Sample, TimelineView} from './happening.ts';
import {nodeName, nodeObject} from './objects.ts';

/** The id of the leader, under the swarm as a whole. */
const leaderKey = 'swarm:leader';

/**
 * What can be said of a node. `unknown` is no state: after each change of the leader all nodes are for some seconds. Raft's
 * view of managers is no part of the node's object, whose times say nothing of it: `seenMs` does.
 */
export const nodeSamples = (node: Node, seenMs: number): readonly Sample[] => {
  const of = (what: string, value: string, atMs = node.updatedAtMs): Sample => ({
    key: `node:${node.id}:${what}`,
    value,
    atMs,
  });
  const {manager} = node;
  return [
    ...(node.state === 'unknown' ? [] : [of('state', node.state)]),
    of('availability', node.availability),
    of('role', node.role),
    ...(manager === null || manager.reachability === 'unknown'
      ? []
      : [of('reachability', manager.reachability, seenMs)]),
    ...(manager?.leader === true ? [{key: leaderKey, value: node.id as string, atMs: seenMs}] : []),
  ];
};

const states: Readonly<Record<string, {readonly severity: TimelineSeverity; readonly words: string}>> = {
  'state=down': {severity: 'critical', words: 'is down'},
  'state=disconnected': {severity: 'critical', words: 'is disconnected'},
  'state=ready': {severity: 'good', words: 'is ready'},
  'availability=drain': {severity: 'warning', words: 'is drained'},
  'availability=pause': {severity: 'warning', words: 'is paused'},
  'availability=active': {severity: 'good', words: 'is active'},
  'role=manager': {severity: 'info', words: 'became a manager'},
  'role=worker': {severity: 'warning', words: 'became a worker'},
  'reachability=unreachable': {severity: 'critical', words: 'is unreachable for the other managers'},
  'reachability=reachable': {severity: 'good', words: 'is reachable for the other managers'},
};

/** What it means that a node came to have another value. */
export const nodeHappening = (
  node: Node,
  sample: Sample,
  before: string | null,
  view: TimelineView,
): Happening => {
  const what = sample.key === leaderKey ? 'leader' : (sample.key.split(':')[2] ?? '');
  const known = states[`${what}=${sample.value}`];
  const {severity, words} =
    what === 'leader' ? {severity: 'warning' as const, words: 'became the leader'} : (known ?? unknownState);
  const alike: Alike = {
    key: `node-${what}-${sample.value}`,
    kind: 'node',
    severity,
    noun: 'nodes',
    verb: words,
  };
  const id = `${sample.key}:${sample.value}:${sample.atMs}`;
  const change = {key: sample.key, before, after: sample.value};
  return {
    alike,
    under: null,
    id,
    atMs: sample.atMs,
    change,
    entry: (): NewEntry => ({
      id,
      timeMs: sample.atMs,
      kind: 'node',
      severity,
      objects: [nodeObject(node)],
      title: `${node.hostname} ${words}`,
      // An event comes before the list that says why.
      detail: detailOf(view.node(node.id) ?? node, what, before, view),
      source: 'list',
      count: 1,
      isLate: false,
      change,
    }),
  };
};

const unknownState = {severity: 'info', words: 'changed'} as const;

const detailOf = (node: Node, what: string, before: string | null, view: TimelineView): string => {
  if (what === 'leader') return before === null ? '' : `before: ${nodeName(before, view)}`;
  if (what === 'state' && node.message !== '') return node.message;
  return before === null ? '' : `before: ${before}`;
};
