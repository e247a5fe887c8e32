import type {NodeState} from '../../../domain/model/index.ts';
import {within} from '../span.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {timings} from '../timings.ts';
import type {Leadership} from './leadership.ts';

/** Keeps the state of nodes by whether the leader hears them. */
export interface Membership {
  /** To be called after machines, links or roles have changed, and after the leadership was reviewed. */
  review(): void;
  onState(listener: (node: NodeRecord) => void): void;
}

const leadershipChange = 'Node moved to "unknown" state due to leadership change in cluster';

export const createMembership = (state: SwarmState, leadership: Leadership): Membership => {
  const listeners: ((node: NodeRecord) => void)[] = [];
  /** One change of state at most waits for each node. */
  const waiting = new Map<string, () => void>();

  const set = (node: NodeRecord, next: NodeState, message: string) => {
    const before = node.state;
    if (before === next && node.message === message) return;
    node.state = next;
    node.message = message;
    state.touch(node);
    if (before !== next) {
      const attributes = {name: node.facts.hostname, 'state.new': next, 'state.old': before};
      state.publish({type: 'node', action: 'update', id: node.id, attributes, nodeId: null});
    }
    state.follow(() => {
      for (const listener of listeners) listener(node);
    });
  };

  const plan = (node: NodeRecord, delayMs: number, run: () => void) => {
    waiting.get(node.id)?.();
    const cancel = state.later(delayMs, () => {
      waiting.delete(node.id);
      leadership.whenLed(run);
    });
    waiting.set(node.id, cancel);
  };

  const register = (node: NodeRecord) => {
    if (!leadership.canHear(node) || !node.isMember) return;
    node.isRegistered = true;
    set(node, 'ready', '');
  };

  const lose = (node: NodeRecord, message: string) => {
    if (leadership.canHear(node) && node.isMember) return;
    node.isRegistered = false;
    set(node, 'down', message);
  };

  const reviewNode = (node: NodeRecord) => {
    const isHeard = leadership.canHear(node) && node.isMember;
    if (isHeard && !node.isRegistered) {
      if (!waiting.has(node.id) || node.state === 'down') {
        plan(node, within(state.random, node.manager === null ? timings.nodeBack : timings.managerBack), () =>
          register(node),
        );
      }
      return;
    }
    if (isHeard || !node.isRegistered) return;
    node.isRegistered = false;
    const isManager = node.manager !== null;
    if (isManager && leadership.isLed()) set(node, 'unknown', '');
    plan(node, within(state.random, isManager ? timings.managerDown : timings.heartbeatLost), () =>
      lose(node, isManager ? 'heartbeat failure for node in "unknown" state' : 'heartbeat failure'),
    );
  };

  leadership.onElected(() => {
    for (const node of state.nodes.values()) {
      if (node.state === 'down') {
        if (leadership.canHear(node)) reviewNode(node);
        continue;
      }
      node.isRegistered = false;
      set(node, 'unknown', leadershipChange);
      if (leadership.canHear(node) && node.isMember) {
        plan(node, within(state.random, timings.register), () => register(node));
      } else {
        plan(node, within(state.random, timings.managerDown), () =>
          lose(node, 'heartbeat failure for node in "unknown" state'),
        );
      }
    }
  });

  return {
    review() {
      // Without a leader nobody counts heartbeats; the next one begins with all nodes unknown.
      if (!leadership.isLed()) return;
      for (const node of state.nodes.values()) reviewNode(node);
    },
    onState: listener => listeners.push(listener),
  };
};
