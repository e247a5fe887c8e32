import type {NodeRecord, TaskRecord} from '../state/records.ts';

const failuresLimit = 5;
const failuresWindowMs = 5 * 60_000;

/** Five failures of a service within five minutes make a node its last choice. */
const hasFailedOften = (node: NodeRecord, serviceId: string, nowMs: number): boolean => {
  const times = node.room.failures.get(serviceId);
  if (times === undefined) return false;
  return times.filter(timeMs => nowMs - timeMs < failuresWindowMs).length >= failuresLimit;
};

export const countFailure = (node: NodeRecord, serviceId: string, nowMs: number): void => {
  const times = node.room.failures.get(serviceId) ?? [];
  node.room.failures.set(serviceId, [...times.slice(1 - failuresLimit), nowMs]);
};

/** Spread: the node with the fewest tasks of the service, then with the fewest tasks at all. */
export const chooseNode = (
  task: TaskRecord,
  fitting: readonly NodeRecord[],
  nowMs: number,
): NodeRecord | null => {
  const serviceId = task.service.id;
  const group = leastOfSpread(task, fitting);
  let best: NodeRecord | null = null;
  let bestScore: readonly number[] = [];
  for (const node of group) {
    const score = [
      hasFailedOften(node, serviceId, nowMs) ? 1 : 0,
      node.room.activeByService.get(serviceId) ?? 0,
      node.room.active,
    ];
    if (best !== null && !isLess(score, bestScore)) continue;
    best = node;
    bestScore = score;
  }
  return best;
};

const isLess = (a: readonly number[], b: readonly number[]): boolean => {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

/** Walks down the preferences: of each, the value whose nodes have the fewest tasks of the service. */
const leastOfSpread = (task: TaskRecord, fitting: readonly NodeRecord[]): readonly NodeRecord[] => {
  let group = fitting;
  for (const key of task.template.spreadOver) {
    const branches = new Map<string, {count: number; readonly nodes: NodeRecord[]}>();
    for (const node of group) {
      const value = spreadValue(key, node);
      const branch = branches.get(value) ?? {count: 0, nodes: []};
      branch.count += node.room.activeByService.get(task.service.id) ?? 0;
      branch.nodes.push(node);
      branches.set(value, branch);
    }
    const least = [...branches.values()].reduce<{count: number; readonly nodes: NodeRecord[]} | null>(
      (best, branch) => (best === null || branch.count < best.count ? branch : best),
      null,
    );
    group = least?.nodes ?? [];
  }
  return group;
};

/** Nodes without the label are one branch of their own. */
const spreadValue = (key: string, node: NodeRecord): string => {
  if (key.startsWith('node.labels.')) return node.labels[key.slice('node.labels.'.length)] ?? '';
  if (key.startsWith('engine.labels.')) {
    return node.facts.engineLabels[key.slice('engine.labels.'.length)] ?? '';
  }
  return '';
};
