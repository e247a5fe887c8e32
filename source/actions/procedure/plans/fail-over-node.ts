import type {Node, Service, Task} from '../../../domain/model/index.ts';
import {pendingInWords} from '../../../domain/pending-reasons.ts';
import {hasEnded, isUnplaced, isWanted} from '../../../domain/task-lifecycle.ts';
import {movesFrom} from '../../plan/nodes/drain-plan.ts';
import {nodeName} from '../../plan/nodes/node-plan.ts';
import {type Check, type Goal, type PlanStore, refuse} from '../../plan/plan.ts';
import {counted, liveTasks} from '../../plan/services/service-facts.ts';
import {action, type PlanProcedure, type ProcedureStep, watch, worstOf} from '../procedure.ts';
import {drainSteps} from './drain-safely.ts';

/** Three missed heartbeats of 5 s. */
const givenUpMs = 15_000;
/** The engine's restart delay of 5 s, and a start. */
const restartMs = 15_000;
/** The scheduler looks again whenever something changes; what has no node for so long will not soon have one. */
const patienceForNodeMs = 15_000;

/** Plans to have everything of a node run elsewhere, whether the node still lives or not. */
export const planFailOverNode: PlanProcedure<'fail-over-node'> = (goal, {store}) => {
  const node = store.table('nodes').get(goal.node);
  if (node === undefined) return refuse(`fail ${goal.node} over`, 'there is no such node');
  const title = `fail ${node.hostname} over`;
  const services = servicesOn(node, store);
  const last = watch('see that everything runs elsewhere', elsewhere(node, services));
  const part = isAlive(node) ? alive(node, store) : dead(node, store, services);
  const steps = [...part.steps, last];
  return {
    kind: 'procedure',
    goal,
    title,
    object: {kind: 'node', id: node.id, name: node.hostname},
    ...part,
    steps,
    checks: [...part.checks, ...managerCheck(node, store)],
    risk: worstOf(steps),
    undo:
      node.availability === 'drain'
        ? null
        : {
            kind: 'update-node',
            id: node.id,
            name: node.hostname,
            changes: [{path: ['Availability'], before: 'drain', after: node.availability}],
          },
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

const isGivenUp = ({id, hostname}: Node): Goal => ({
  isSilent: true,
  settleMs: 0,
  expectedMs: givenUpMs,
  verify({store}) {
    if (store.freshness('nodes').kind !== 'live') return {kind: 'pending', detail: 'the connection is lost'};
    const node = store.table('nodes').get(id);
    if (node === undefined) return {kind: 'done', detail: 'it is gone'};
    if (node.state === 'down') return {kind: 'done', detail: `${hostname} is down`};
    if (node.state === 'ready') return {kind: 'done', detail: `${hostname} is back`};
    return {
      kind: 'pending',
      detail: `${hostname} is ${node.state}; a node is given up 14 to 17 s after its last heartbeat`,
    };
  },
});

/** Services that have, or had when it died, tasks there that another node could run. */
const servicesOn = (node: Node, store: PlanStore): readonly Service[] =>
  [...new Set([...store.taskIdsOfNode(node.id)].flatMap(id => runsOn(store.table('tasks').get(id))))]
    .flatMap(id => store.table('services').get(id) ?? [])
    .filter(({mode}) => mode.kind === 'replicated' || mode.kind === 'replicated-job')
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** A dead node's tasks keep their state; those that the engine has given up are wanted no more. */
const runsOn = (task: Task | undefined): readonly string[] =>
  task === undefined || hasEnded(task) ? [] : [task.serviceId];

/** Whole again, or known to be stuck and why. What was not whole before is told, and waited for no longer than the rest. */
const elsewhere = (node: Node, services: readonly Service[]): Goal => ({
  settleMs: 0,
  expectedMs: restartMs,
  verify({store, nowMs, sinceMs}) {
    if (store.freshness('tasks').kind !== 'live') return {kind: 'pending', detail: 'the connection is lost'};
    const short = services.flatMap(({id}) => {
      const row = store.derived('services').get(id);
      const here = liveTasks(store, id).some(({nodeId}) => nodeId === node.id);
      return row === undefined || (row.replicas.running >= row.replicas.desired && !here) ? [] : [row];
    });
    const waiting = short.filter(({service}) => !isStuck(store, service, nowMs - sinceMs));
    if (waiting.length > 0)
      return {
        kind: 'pending',
        detail: `still starting elsewhere: ${waiting
          .map(({service, replicas}) => `${service.name} ${replicas.running}/${replicas.desired}`)
          .join(', ')}`,
      };
    return {
      kind: 'done',
      detail:
        short.length === 0
          ? 'everything runs elsewhere'
          : `without a node: ${short.map(({service}) => `${service.name} (${reasonOf(store, service)})`).join(', ')}`,
    };
  },
});

/** All that is missing has been looking for a node in vain. */
function isStuck(store: PlanStore, service: Service, passedMs: number): boolean {
  const open = liveTasks(store, service.id).filter(({state}) => state !== 'running');
  return (
    passedMs >= patienceForNodeMs &&
    open.length > 0 &&
    open.every(task => isUnplaced(task) && task.error !== '')
  );
}

const reasonOf = (store: PlanStore, {id}: Service): string =>
  pendingInWords(
    liveTasks(store, id).find(task => isWanted(task) && isUnplaced(task) && task.error !== '')?.error ?? '',
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
