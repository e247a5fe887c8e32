import {allNodes} from '../plan/nodes/node-plan.ts';
import type {PlanStore} from '../plan/plan.ts';

/** A procedure that is called for, why, and the command that begins it. */
export interface FailoverCall {
  readonly kind: 'replace-manager' | 'fail-over-node';
  readonly node: string;
  readonly reason: string;
  readonly command: string;
}

/** What is wrong with nodes now that a procedure would put right: lost managers before dead workers. */
export function callsForFailover(store: PlanStore): readonly FailoverCall[] {
  const nodes = allNodes(store);
  const lost = nodes.filter(({manager}) => manager !== null && manager.reachability !== 'reachable');
  const tolerance = Math.max(0, store.quorum?.tolerance ?? 0);
  const dead = nodes.filter(node => node.state === 'down' && node.availability !== 'drain');
  return [
    ...lost.map(
      ({id, hostname}): FailoverCall => ({
        kind: 'replace-manager',
        node: id,
        reason: `the manager ${hostname} cannot be reached; ${tolerance} more may fail`,
        command: `medianest failover manager ${hostname}`,
      }),
    ),
    ...dead.map(
      ({id, hostname}): FailoverCall => ({
        kind: 'fail-over-node',
        node: id,
        reason: `${hostname} is down, and takes tasks again as soon as it comes back`,
        command: `medianest failover node ${hostname}`,
      }),
    ),
  ];
}
