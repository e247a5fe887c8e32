import type {Node, Service} from '../../../domain/model/index.ts';
import {movesFrom} from '../../plan/nodes/drain-plan.ts';
import {nodeName} from '../../plan/nodes/node-plan.ts';
import {type Check, type Goal, type PlanStore, refuse} from '../../plan/plan.ts';
import {counted} from '../../plan/services/service-facts.ts';
import {action, type PlanProcedure, type ProcedureStep, watch, worstOf} from '../procedure.ts';
import {drainSteps, undrained} from './drain-safely.ts';
import {elsewhereStep, restartMs, servicesOn} from './elsewhere.ts';
import {givenUp} from './given-up.ts';

/** Three missed heartbeats of 5 s. */
const givenUpMs = 15_000;

/** Plans to have everything of a node run elsewhere, whether the node still lives or not. */
export const planFailOverNode: PlanProcedure<'fail-over-node'> = (goal, {store}) => {
  const node = store.table('nodes').get(goal.node);
  if (node === undefined) return refuse(`fail ${goal.node} over`, 'there is no such node');
  const title = `fail ${node.hostname} over`;
  const services = servicesOn(node, store);
  const part = isAlive(node) ? alive(node, store) : dead(node, store, services);
  const steps = [...part.steps, elsewhereStep(node, services)];
  return {
    kind: 'procedure',
    goal,
    title,
    object: {kind: 'node', id: node.id, name: node.hostname},
    ...part,
    steps,
    checks: [...part.checks, ...managerCheck(node, store)],
    risk: worstOf(steps),
    undo: undrained(node),
  };
};

const isAlive = ({state}: Node): boolean => state === 'ready';

const alive = (node: Node, store: PlanStore) =>
  node.availability === 'drain'
    ? {steps: [], effects: ['it is drained already'], checks: [], expectedMs: restartMs, commands: []}
    : drainSteps(node, store);

/** A node that is away cannot stop its tasks; once it is given up, they are started elsewhere. */
function dead(node: Node, store: PlanStore, services: readonly Service[]) {
  const {id, hostname} = node;
  const steps: readonly ProcedureStep[] = [
    watch(`see that ${hostname} is given up`, isGivenUp(node), {
      unneeded: now => (now.table('nodes').get(id)?.state === 'down' ? `${hostname} is down` : null),
    }),
    action(
      `drain ${hostname}, so that it takes nothing when it comes back`,
      {kind: 'set-availability', node: id, availability: 'drain'},
      'disruptive',
      {
        unneeded: now =>
          now.table('nodes').get(id)?.availability === 'drain' ? `${hostname} is drained` : null,
      },
    ),
  ];
  const stuck = movesFrom(node, store).filter(({isStuck}) => isStuck);
  const checks: readonly Check[] = [
    {
      name: 'state',
      level: 'warning',
      reason: `${hostname} is ${node.state}: whether its containers still run there cannot be told`,
    },
    stuck.length === 0
      ? {name: 'placement', level: 'ok', reason: 'every task has somewhere to go'}
      : {
          name: 'placement',
          level: 'warning',
          reason: `${counted(stuck.length, 'task')} will find no other node: ${stuck.map(({name}) => name).join(', ')}`,
        },
  ];
  return {
    steps,
    effects: [
      services.length === 0
        ? 'no service has tasks there'
        : `${counted(services.length, 'service')} had tasks there: ${services.map(({name}) => name).join(', ')}`,
      ...stuck.map(({words}) => words),
      'data in volumes of that node stays there',
    ],
    checks,
    expectedMs: (node.state === 'down' ? 0 : givenUpMs) + restartMs,
    commands: [`docker node update --availability drain ${nodeName(node, store)}`],
  };
}

const isGivenUp = (node: Node): Goal =>
  givenUp(node, givenUpMs, ({state}) =>
    state === 'ready'
      ? {kind: 'done', detail: `${node.hostname} is back`}
      : {
          kind: 'pending',
          detail: `${node.hostname} is ${state}; a node is given up 14 to 17 s after its last heartbeat`,
        },
  );

const managerCheck = (node: Node, store: PlanStore): readonly Check[] => {
  if (node.manager === null) return [];
  const left = store.quorum?.tolerance ?? 0;
  return [
    {
      name: 'manager',
      level: 'warning',
      reason:
        node.manager.reachability === 'reachable'
          ? `${node.hostname} is a manager and stays one; ${Math.max(0, left)} may fail`
          : `${node.hostname} is a manager: ${Math.max(0, left)} more may fail; to put a worker in its place: medianest failover manager ${node.hostname}`,
    },
  ];
};
