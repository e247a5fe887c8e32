import {within} from '../span.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {timings} from '../timings.ts';
import type {Leadership} from './leadership.ts';
import type {Membership} from './membership.ts';

/** Makes managers of workers and workers of managers: the wish is in the spec, the deed comes a moment later. */
export const createRoles = (
  state: SwarmState,
  leadership: Leadership,
  membership: Membership,
): {changed(node: NodeRecord): void} => {
  const settle = (node: NodeRecord) => {
    if (node.role === 'manager' && node.manager === null) {
      node.manager = {isLeader: false, reachability: node.isAlive ? 'reachable' : 'unreachable'};
    } else if (node.role === 'worker' && node.manager !== null) {
      node.manager = null;
    } else return;
    state.touch(node);
    const attributes = {name: node.facts.hostname};
    state.publish({type: 'node', action: 'update', id: node.id, attributes, nodeId: null});
    leadership.review();
    membership.review();
  };
  return {
    changed(node) {
      const delayMs = node.role === 'manager' ? within(state.random, timings.promote) : timings.demote;
      state.later(delayMs, () => leadership.whenLed(() => settle(node)));
    },
  };
};
