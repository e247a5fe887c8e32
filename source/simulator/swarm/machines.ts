import type {TaskRunner} from './agent/task-runner.ts';
import type {Leadership} from './raft/leadership.ts';
import type {Membership} from './raft/membership.ts';
import {within} from './span.ts';
import type {NodeRecord} from './state/records.ts';
import type {SwarmState} from './state/swarm-state.ts';
import {timings} from './timings.ts';

/** The machines below the swarm and the links between them: what no API tells of, but faults are made of. */
export interface Machines {
  powerOff(node: NodeRecord): void;
  powerOn(node: NodeRecord): void;
  /** These hear each other and nobody else. */
  cutOff(nodes: readonly NodeRecord[]): void;
  heal(): void;
  skew(nodes: readonly NodeRecord[], byMs: number): void;
  skewMs(node: NodeRecord): number;
  onListening(node: NodeRecord, listener: (isListening: boolean) => void): () => void;
}

export const createMachines = (
  state: SwarmState,
  leadership: Leadership,
  membership: Membership,
  runner: TaskRunner,
): Machines => {
  const listening = new Map<NodeRecord, Set<(isListening: boolean) => void>>();
  const skews = new Map<NodeRecord, number>();
  let groups = 0;

  const review = () => {
    leadership.review();
    membership.review();
  };
  const tell = (node: NodeRecord) => {
    for (const listener of listening.get(node) ?? []) listener(node.isAlive);
  };

  return {
    powerOff(node) {
      if (!node.isAlive) return;
      node.isAlive = false;
      runner.powerOff(node);
      review();
      tell(node);
    },
    powerOn(node) {
      if (node.isAlive) return;
      node.isAlive = true;
      tell(node);
      // A manager takes its part in Raft again only when it has caught up.
      const delayMs = node.manager === null ? 0 : within(state.random, timings.managerBack);
      state.later(delayMs, review);
    },
    cutOff(nodes) {
      groups += 1;
      for (const node of nodes) node.group = groups;
      review();
    },
    heal() {
      for (const node of state.nodes.values()) node.group = 0;
      review();
    },
    skew(nodes, byMs) {
      for (const node of nodes) skews.set(node, byMs);
    },
    skewMs: node => skews.get(node) ?? 0,
    onListening(node, listener) {
      const listeners = listening.get(node) ?? new Set();
      listening.set(node, listeners);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
