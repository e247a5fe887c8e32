import type {Node, NodeAvailability} from '../../../domain/model/index.ts';
import {drainChecks, type Move, movesFrom} from '../../plan/nodes/drain-plan.ts';
import {nodeName} from '../../plan/nodes/node-plan.ts';
import {type Check, type PlanStore, refuse} from '../../plan/plan.ts';
import {aboutMs, counted} from '../../plan/services/service-facts.ts';
import type {Step} from '../../plan/step.ts';
import {action, type PlanProcedure, type ProcedureStep, worstOf} from '../procedure.ts';
import {type Lone, loneServices, replicasInWords} from './doubles.ts';
import {elsewhereStep, servicesOn} from './elsewhere.ts';

/** A task on an overlay network waits two seconds before it stops, so that others hear of it. */
const stopMs = 3_500;

/** Plans to empty a node such that what runs nowhere else is doubled first. */
export const planDrainSafely: PlanProcedure<'drain-safely'> = (goal, {store}) => {
  const node = store.table('nodes').get(goal.node);
  if (node === undefined) return refuse(`drain ${goal.node} safely`, 'there is no such node');
  const title = `drain ${node.hostname} safely`;
  if (node.availability === 'drain') return refuse(title, `${node.hostname} is drained already`);
  if (node.state !== 'ready')
    return refuse(
      title,
      `${node.hostname} is ${node.state}: what ran there cannot be doubled first`,
      `fail it over instead: medianest failover node ${node.hostname}`,
    );
  const part = drainSteps(node, store);
  const steps = [...part.steps, elsewhereStep(node, servicesOn(node, store))];
  return {
    kind: 'procedure',
    goal,
    title,
    object: {kind: 'node', id: node.id, name: node.hostname},
    ...part,
    steps,
    risk: worstOf(steps),
    undo: undrained(node),
  };
};

/** Gives a node that gets drained its availability back; null where it was drained before. */
export const undrained = ({id, hostname, availability}: Node): Step | null =>
  availability === 'drain'
    ? null
    : {
        kind: 'update-node',
        id,
        name: hostname,
        changes: [{path: ['Availability'], before: 'drain', after: availability}],
      };

/** The steps that empty a node that is ready, and what is to be said of them. */
export function drainSteps(node: Node, store: PlanStore) {
  const moves = movesFrom(node, store);
  const lone = loneServices(node, store);
  const doubles = lone.filter(each => each.kind === 'double');
  const isPaused = doubles.length > 0 && node.availability === 'active';
  const name = nodeName(node, store);
  const startMs = doubles.reduce((sum, each) => sum + each.startMs, 0);
  return {
    steps: [
      ...(isPaused ? [pausing(node)] : []),
      ...doubles.map(up),
      action(
        `drain ${node.hostname}`,
        {kind: 'set-availability', node: node.id, availability: 'drain'},
        'disruptive',
      ),
      ...doubles.map(down),
      ...(isPaused ? [reactivation(node)] : []),
    ],
    effects: moves.length === 0 ? ['it has no tasks'] : moves.map(move => effectOf(move, lone)),
    checks: [...checksOf(node, store, moves, lone), ...rollbackChecks(doubles)],
    expectedMs: stopMs + 2 * startMs + doubles.length * 5_000,
    commands: [
      ...(isPaused ? [`docker node update --availability pause ${name}`] : []),
      ...doubles.map(({service, replicas}) => `docker service scale ${service.name}=${replicas + 1}`),
      `docker node update --availability drain ${name}`,
      ...doubles.map(({service, replicas}) => `docker service scale ${service.name}=${replicas}`),
    ],
  };
}

type Double = Extract<Lone, {kind: 'double'}>;

/** A paused node gets no new task: so the second replica starts elsewhere. */
const pausing = ({id, hostname}: Node): ProcedureStep =>
  action(`pause ${hostname}, so that nothing new starts there`, availability(id, 'pause'), 'safe');

/** Where it was not drained after all, it is to be as before. */
const reactivation = ({id, hostname}: Node): ProcedureStep =>
  action(`activate ${hostname} again`, availability(id, 'active'), 'safe', {
    when: 'rescue',
    unneeded: store => {
      const now = store.table('nodes').get(id)?.availability;
      return now === 'pause' ? null : `${hostname} is ${now ?? 'gone'}`;
    },
  });

const availability = (node: string, wanted: NodeAvailability) =>
  ({kind: 'set-availability', node, availability: wanted}) as const;

const up = ({service, replicas}: Double): ProcedureStep =>
  action(
    `scale ${service.name} to ${replicas + 1} and wait until all run`,
    {kind: 'scale', service: service.id, replicas: {to: replicas + 1}},
    'safe',
  );

/** What others have scaled meanwhile is theirs. */
const down = ({service, replicas}: Double): ProcedureStep =>
  action(
    `scale ${service.name} back to ${replicas}`,
    {kind: 'scale', service: service.id, replicas: {to: replicas}},
    'disruptive',
    {
      when: 'always',
      unneeded: store => {
        const mode = store.table('services').get(service.id)?.mode;
        if (mode?.kind !== 'replicated') return `${service.name} is gone`;
        if (mode.replicas === replicas) return `it has ${counted(replicas, 'replica')}`;
        return mode.replicas === replicas + 1 ? null : `someone else has scaled it to ${mode.replicas}`;
      },
    },
  );

function effectOf(move: Move, lone: readonly Lone[]): string {
  const found = lone.find(({service}) => service.id === move.task.serviceId);
  if (found?.kind !== 'double') return move.words;
  const targets = move.to.map(({hostname}) => hostname).join(' or ');
  return `${move.name} moves to ${targets}; one more replica runs elsewhere before it stops`;
}

function checksOf(
  node: Node,
  store: PlanStore,
  moves: readonly Move[],
  lone: readonly Lone[],
): readonly Check[] {
  return [
    ...drainChecks(node, moves, store),
    ...lone.map(
      (each): Check =>
        each.kind === 'double'
          ? {
              name: 'outage',
              level: 'ok',
              reason: `${each.service.name} has ${replicasInWords(each.replicas)} here: it is doubled first (${aboutMs(each.startMs)})`,
            }
          : {name: 'outage', level: 'warning', reason: `${each.reason}; it is down while it moves`},
    ),
  ];
}

/** The engine keeps one previous spec, and a scaling takes its place. */
const rollbackChecks = (doubles: readonly Double[]): readonly Check[] =>
  doubles.length === 0
    ? []
    : [
        {
          name: 'rollback',
          level: 'ok',
          reason: `as with every update, a later rollback of ${doubles.map(({service}) => service.name).join(', ')} goes back to before this scaling`,
        },
      ];
