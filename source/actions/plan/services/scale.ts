import type {Service, Task} from '../../../domain/model/index.ts';
import {cpusInWords, memoryInWords} from '../../../domain/placement/amounts.ts';
import {judgePlacement} from '../../../domain/placement/judge-placement.ts';
import {swarmView} from '../../../store/swarm-view.ts';
import {changeAt} from '../../spec/spec-change.ts';
import {type Check, type Plan, type PlanStore, refuse} from '../plan.ts';
import {counted, liveTasks, policyIn, startTimeMs} from './service-facts.ts';
import {type PlanService, servicePlan} from './service-plan.ts';
import {verifyService} from './verify-service.ts';

const path = ['Mode', 'Replicated', 'Replicas'];
const mostReplicas = 100_000;

/** Plans more or fewer replicas. */
export const planScale: PlanService<'scale'> = planning => {
  const {intent, service, state} = planning;
  const {mode, name} = service;
  if (mode.kind !== 'replicated')
    return refuse(
      `scale ${name}`,
      `${name} is a ${mode.kind} service: only replicated ones have a number of replicas`,
    );
  const now = mode.replicas;
  const wanted = 'to' in intent.replicas ? intent.replicas.to : now + intent.replicas.by;
  const title = `scale ${name} from ${now} to ${wanted}`;
  if (!Number.isInteger(wanted) || wanted < 0) return refuse(title, 'there is no such number of replicas');
  if (wanted > mostReplicas) return refuse(title, `more than ${mostReplicas} replicas are surely a slip`);
  if (wanted === now) return refuse(title, `${name} has ${counted(now, 'replica')} already`);
  const change = changeAt(state.object.spec, path, wanted);
  const step = {kind: 'update-service', id: service.id, name} as const;
  const startMs = startTimeMs(state.store, service);
  const {monitorMs} = policyIn(state.object.spec, 'UpdateConfig');
  const part: Omit<Plan, 'kind' | 'intent' | 'object' | 'version'> = {
    title,
    steps: [{...step, changes: [change]}],
    effects: wanted > now ? growing(wanted - now) : shrinking(service, wanted, state.store),
    checks: [...roomChecks(service, wanted - now, state.store), updateCheck(service), previousCheck],
    risk: wanted > now ? 'safe' : 'disruptive',
    tasks: Math.abs(wanted - now),
    expectedMs: (wanted > now ? startMs : 0) + monitorMs,
    commands: [`docker service scale ${name}=${wanted}`],
    undo: {...step, changes: [changeAt({Mode: {Replicated: {Replicas: wanted}}}, path, now)]},
    verify: verifyService({id: service.id, replaces: false, ends: ['completed', 'updating']}),
    settleMs: monitorMs,
  };
  return servicePlan(planning, part);
};

const growing = (more: number): readonly string[] => [
  `${counted(more, 'task')} will start; those that run are not touched`,
];

function shrinking({name, id}: Service, wanted: number, store: PlanStore): readonly string[] {
  const live = liveTasks(store, id);
  const stops = Math.max(0, live.length - wanted);
  const words = `${counted(stops, 'task')} will stop: first those that do not run, then those on the fullest nodes`;
  return wanted === 0
    ? [words, `${name} will be down until it is scaled up again`]
    : [words, 'the tasks that are removed leave no history behind'];
}

/** Tells before what the scheduler would tell after. */
function roomChecks(service: Service, more: number, store: PlanStore): readonly Check[] {
  if (more <= 0) return [];
  const fit = roomFor(service, more, store);
  const {reservation} = service;
  const each = [
    ...(reservation.nanoCpus > 0 ? [cpusInWords(reservation.nanoCpus)] : []),
    ...(reservation.memoryBytes > 0 ? [memoryInWords(reservation.memoryBytes)] : []),
  ];
  const reserves = each.length === 0 ? 'it reserves nothing' : `each reserves ${each.join(' and ')}`;
  return [
    fit >= more
      ? {name: 'placement', level: 'ok', reason: `there is room for ${more} more (${reserves})`}
      : {
          name: 'placement',
          level: 'warning',
          reason: `there is room for ${fit} of ${more} more (${reserves}); the rest will stay pending, see: medianest why ${service.name}`,
        },
  ];
}

/** How many more tasks the filters let in, placed one after another. */
function roomFor(service: Service, more: number, store: PlanStore): number {
  const view = swarmView(store);
  const placed: Task[] = [];
  const [pattern] = liveTasks(store, service.id);
  for (let count = 0; count < Math.min(more, 1_000); count += 1) {
    const {open} = judgePlacement(service, {
      ...view,
      *tasksOfNode(id) {
        yield* view.tasksOfNode(id);
        yield* placed.filter(task => task.nodeId === id);
      },
    });
    const [node] = open;
    if (node === undefined) return count;
    // Without any task to take as a pattern nothing is counted against the node: then one look must do.
    if (pattern === undefined) return more;
    placed.push({
      ...pattern,
      nodeId: node.id,
      state: 'running',
      desiredState: 'running',
      reservation: service.reservation,
    });
  }
  return more;
}

const updateCheck = ({update}: Service): Check =>
  update?.state === 'updating' || update?.state === 'rollback_started'
    ? {name: 'rollout', level: 'warning', reason: 'a rollout is going on; new tasks are of the new spec'}
    : {name: 'rollout', level: 'ok', reason: 'no rollout is going on'};

/** The engine keeps one previous spec, and every update takes its place. */
const previousCheck: Check = {
  name: 'rollback',
  level: 'ok',
  reason: 'as with every update, a later rollback of the engine goes back to before this scaling',
};
