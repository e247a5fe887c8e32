import type {NodeState} from '../../../domain/model/index.ts';
import {within} from '../span.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {type Span, timings} from '../timings.ts';
import type {Leadership} from './leadership.ts';

/** Keeps the state of nodes by whether the leader hears them. */
export interface Membership {
  /** To be called after machines, links or roles have changed, and after the leadership was reviewed. */
  review(): void;
  onState(listener: (node: NodeRecord) => void): void;
}

interface Plan {
  readonly kind: 'register' | 'lose';
  readonly cancel: () => void;
}

const leadershipChange = 'Node moved to "unknown" state due to leadership change in cluster';

export const createMembership = (state: SwarmState, leadership: Leadership): Membership => {
  const listeners: ((node: NodeRecord) => void)[] = [];
  /** One change of state at most waits for each node. */
  const waiting = new Map<string, Plan>();

  const set = (node: NodeRecord, next: NodeState, message: string) => {
    const before = node.state;
    if (before === next && node.message === message) return;
    node.state = next;
    node.message = message;
    state.touch(node);
    if (before === next) return;
    const attributes = {name: node.facts.hostname, 'state.new': next, 'state.old': before};
    state.publish({type: 'node', action: 'update', id: node.id, attributes, nodeId: null});
  };

  const tell = (node: NodeRecord) =>
    state.follow(() => {
      for (const listener of listeners) listener(node);
    });

  const plan = (node: NodeRecord, kind: Plan['kind'], delayMs: number, run: () => void) => {
    waiting.get(node.id)?.cancel();
    const cancel = state.later(delayMs, () => {
      waiting.delete(node.id);
      leadership.whenLed(run);
    });
    waiting.set(node.id, {kind, cancel});
  };

  const register = (node: NodeRecord) => {
    if (!isHeard(node)) return;
    node.isRegistered = true;
    set(node, 'ready', '');
    tell(node);
  };

  const planToLose = (node: NodeRecord) => {
    // A manager is missed by Raft first, and as a node only later.
    const wasUnknown = node.state === 'unknown' || node.manager !== null;
    const delayMs = within(state.random, wasUnknown ? timings.managerDown : timings.heartbeatLost);
    plan(node, 'lose', delayMs, () => {
      if (isHeard(node)) return;
      set(node, 'down', wasUnknown ? 'heartbeat failure for node in "unknown" state' : 'heartbeat failure');
      tell(node);
    });
  };

  const planToRegister = (node: NodeRecord, span: Span) =>
    plan(node, 'register', within(state.random, span), () => register(node));

  const isHeard = (node: NodeRecord) => leadership.canHear(node) && node.isMember;

  const reviewNode = (node: NodeRecord) => {
    const planned = waiting.get(node.id)?.kind;
    if (isHeard(node)) {
      if (node.isRegistered || planned === 'register') return;
      return planToRegister(node, node.manager === null ? timings.nodeBack : timings.managerBack);
    }
    const wasRegistered = node.isRegistered;
    node.isRegistered = false;
    if (node.state === 'down' || planned === 'lose') return;
    if (wasRegistered && node.manager !== null) set(node, 'unknown', '');
    planToLose(node);
  };

  leadership.onElected(() => {
    for (const node of state.nodes.values()) {
      node.isRegistered = false;
      if (node.state === 'down') {
        reviewNode(node);
        continue;
      }
      set(node, 'unknown', leadershipChange);
      tell(node);
      if (isHeard(node)) planToRegister(node, timings.register);
      else planToLose(node);
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
