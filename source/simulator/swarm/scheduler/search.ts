import type {NodeRecord, TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {chooseNode} from './choose-node.ts';
import {createTally, failingFilter} from './filters.ts';

/** Looks for nodes for tasks of one template, one after the other. */
export interface Search {
  nodeFor(task: TaskRecord): NodeRecord | null;
  /** Why the last one found none. */
  reason(): string;
}

export const createSearch = (state: SwarmState): Search => {
  /** Nodes that fitted the task before; null before the first look. */
  let fitting: readonly NodeRecord[] | null = null;
  let reason: string | null = null;

  const lookAtAll = (task: TaskRecord): readonly NodeRecord[] => {
    const found: NodeRecord[] = [];
    const tally = createTally();
    for (const node of state.nodes.values()) {
      const filter = failingFilter(task.template, node, task.service.id);
      if (filter === -1) found.push(node);
      else tally.count(filter);
    }
    if (found.length === 0) {
      const reasons = tally.explain();
      reason = reasons === '' ? 'no suitable node' : `no suitable node (${reasons})`;
    }
    return found;
  };

  return {
    nodeFor(task) {
      // A node can only fill up meanwhile: when none fits one task, none fits the next.
      if (reason !== null) return null;
      const still = (fitting ?? []).filter(
        node => failingFilter(task.template, node, task.service.id) === -1,
      );
      fitting = still.length > 0 ? still : lookAtAll(task);
      return chooseNode(task, fitting, state.clock.nowMs());
    },
    reason: () => reason ?? 'no suitable node',
  };
};
