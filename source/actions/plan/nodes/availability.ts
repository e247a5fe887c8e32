import type {Node, NodeAvailability} from '../../../domain/model/index.ts';
import {hasEnded, taskName} from '../../../domain/task-lifecycle.ts';
import {changeAt, inverted} from '../../spec/spec-change.ts';
import {type Plan, type PlanStore, refuse, type Verification} from '../plan.ts';
import {counted, startTimeMs} from '../services/service-facts.ts';
import {drainChecks, type Move, movesFrom} from './drain-plan.ts';
import {type NodePlanning, nodeName, nodePlan, type PlanNode, stateCheck, verifyNode} from './node-plan.ts';

const titles: Readonly<Record<NodeAvailability, string>> = {
  active: 'activate',
  pause: 'pause',
  drain: 'drain',
};
/** A task on an overlay network waits two seconds before it stops, so that others hear of it. */
const stopMs = 3_500;

/** Plans whether a node takes tasks, keeps those that it has, or gives them all away. */
export const planAvailability: PlanNode<'set-availability'> = planning => {
  const {intent, node, state} = planning;
  const {availability} = intent;
  const title = `${titles[availability]} ${node.hostname}`;
  if (node.availability === availability) return refuse(title, `${node.hostname} is ${availability} already`);
  const changes = [changeAt(state.object.spec, ['Availability'], availability)];
  const step = {kind: 'update-node', id: node.id, name: node.hostname} as const;
  return nodePlan(planning, {
    title,
    steps: [{...step, changes}],
    checks: [stateCheck(node)],
    commands: [`docker node update --availability ${availability} ${nodeName(node, state.store)}`],
    undo: {...step, changes: inverted(changes)},
    ...(availability === 'drain' ? draining(planning) : staying(planning)),
  });
};

type Part = Pick<Plan, 'effects' | 'risk' | 'tasks' | 'expectedMs' | 'verify'> &
  Partial<Pick<Plan, 'checks'>>;

function staying({intent: {availability}, node}: NodePlanning<'set-availability'>): Part {
  const effects =
    availability === 'pause'
      ? ['its tasks go on; it gets no new ones, also not to replace one that fails']
      : ['it gets tasks again; none moves back by itself (restart a service to spread it anew)'];
  return {
    effects,
    risk: 'safe',
    tasks: 0,
    expectedMs: 1_000,
    verify: verifyNode(node.id, now =>
      now.availability === availability
        ? {kind: 'done', detail: `${now.hostname} is ${availability}`}
        : {kind: 'failed', detail: `${now.hostname} was set to ${now.availability} by someone else`},
    ),
  };
}

function draining({node, state: {store}}: NodePlanning<'set-availability'>): Part {
  const moves = movesFrom(node, store);
  const rollouts = rolloutsOn(moves, store);
  const whole = wholeServices(moves, store);
  return {
    effects: moves.length === 0 ? ['it has no tasks'] : moves.map(({words}) => words),
    checks: [
      stateCheck(node),
      ...drainChecks(node, moves, store),
      ...rollouts.map(name => ({
        name: 'rollout',
        level: 'warning' as const,
        reason: `${name} is being rolled out; the drain counts as a failure there and may pause it or roll it back`,
      })),
    ],
    risk: moves.length === 0 ? 'safe' : 'disruptive',
    tasks: moves.length,
    expectedMs: moves.length === 0 ? 1_000 : stopMs + longestStart(moves, store),
    verify: verifyNode(node.id, (now, later) => isEmptied(now, moves, whole, later)),
  };
}

/** Empty, and what left is either running elsewhere or known to be stuck. */
function isEmptied(
  node: Node,
  moves: readonly Move[],
  whole: readonly string[],
  store: PlanStore,
): Verification {
  if (node.availability !== 'drain')
    return {kind: 'failed', detail: `${node.hostname} was set to ${node.availability} by someone else`};
  if (store.freshness('tasks').kind !== 'live') return {kind: 'pending', detail: 'the connection is lost'};
  const left = [...store.taskIdsOfNode(node.id)]
    .flatMap(id => store.table('tasks').get(id) ?? [])
    .filter(task => !hasEnded(task));
  if (left.length > 0 && node.state !== 'down') {
    const names = left
      .slice(0, 3)
      .map(task => taskName(task, store.table('services').get(task.serviceId)?.name ?? ''));
    return {
      kind: 'pending',
      detail: `${counted(left.length, 'task')} left: ${names.join(', ')}${left.length > 3 ? ' …' : ''}`,
    };
  }
  const waiting = whole.flatMap(id => {
    const row = store.derived('services').get(id);
    if (row === undefined || row.replicas.running >= row.replicas.desired) return [];
    return [`${row.service.name} ${row.replicas.running}/${row.replicas.desired}`];
  });
  if (waiting.length > 0)
    return {kind: 'pending', detail: `empty; still starting elsewhere: ${waiting.join(', ')}`};
  const stuck = moves.filter(({isStuck}) => isStuck).map(({name}) => name);
  return {
    kind: 'done',
    detail:
      stuck.length === 0 ? 'empty; everything runs elsewhere' : `empty; without a node: ${stuck.join(', ')}`,
  };
}

/** Services that were whole before the drain, and so are to be whole after it. What was broken does not hold it up. */
const wholeServices = (moves: readonly Move[], store: PlanStore): readonly string[] =>
  [...new Set(moves.filter(({to}) => to.length > 0).map(({task}) => task.serviceId))].filter(id => {
    const replicas = store.derived('services').get(id)?.replicas;
    return replicas !== undefined && replicas.running >= replicas.desired;
  });

const servicesOf = (moves: readonly Move[], store: PlanStore) =>
  [...new Set(moves.map(({task}) => task.serviceId))].flatMap(id => store.table('services').get(id) ?? []);

const rolloutsOn = (moves: readonly Move[], store: PlanStore): readonly string[] =>
  servicesOf(moves, store)
    .filter(({update}) => update?.state === 'updating' || update?.state === 'rollback_started')
    .map(({name}) => name);

const longestStart = (moves: readonly Move[], store: PlanStore): number =>
  Math.max(0, ...servicesOf(moves, store).map(service => startTimeMs(store, service)));
