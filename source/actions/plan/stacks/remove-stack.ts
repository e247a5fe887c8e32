import type {WholeKind} from '../../../engine/object-writes.ts';
import type {IntentOf} from '../../intent.ts';
import {objectNamed, objectsOf} from '../objects/object-facts.ts';
import {type Goal, type Plan, type PlanState, type PlanStore, type Refusal, refuse} from '../plan.ts';
import {counted, liveTasks} from '../services/service-facts.ts';
import type {Step} from '../step.ts';

const wholeKinds: readonly WholeKind[] = ['secret', 'config', 'network'];

/** Plans to remove all that carries a stack's label; volumes stay, as they do with docker. */
export function planRemoveStack(intent: IntentOf<'remove-stack'>, {store}: PlanState): Plan | Refusal {
  const {id: stack} = intent;
  const title = `remove stack ${stack}`;
  const services = [...store.serviceIdsOfStack(stack)].flatMap(id => store.table('services').get(id) ?? []);
  const others = wholeKinds.flatMap(kind => ownOf(kind, stack, store));
  if (services.length + others.length === 0) return refuse(title, `there is no stack "${stack}"`);
  const used = others.flatMap(({kind, id, name}) =>
    [...store.usedBy(kind, id)]
      .flatMap(service => store.table('services').get(service) ?? [])
      .filter(service => service.stack !== stack)
      .map(service => `its ${kind} ${name} is in use by ${service.name}, which is no part of it`),
  );
  if (used.length > 0) return refuse(title, ...used);
  const ids = services.map(({id}) => id);
  const tasks = ids.reduce((sum, id) => sum + liveTasks(store, id).length, 0);
  const volumes = store.idsOfStack('volume', stack).size;
  const steps: readonly Step[] = [
    ...services.map((service): Step => ({kind: 'remove-service', id: service.id, name: service.name})),
    ...others.map(({kind, id, name}): Step => ({kind: `remove-${kind}`, id, name})),
  ];
  return {
    kind: 'plan',
    intent,
    title,
    object: objectNamed('stack', stack, stack),
    version: 0,
    steps,
    // The engine gives a network up only when no task of the last service is left on it.
    stages: steps.map((_, index) => ({
      goal: index === services.length - 1 && others.length > 0 ? tasksGone(ids) : null,
      back: null,
    })),
    effects: [
      `${counted(services.length, 'service')} with ${counted(tasks, 'task')} will stop, and their history is gone`,
      ...others.map(({kind, name}) => `the ${kind} ${name} is removed`),
      ...(volumes === 0 ? [] : [`its volumes stay, with their data (${volumes} on the connected node)`]),
    ],
    checks: [{name: 'undo', level: 'warning', reason: `keep it first: medianest stack export ${stack}`}],
    risk: 'destructive',
    tasks,
    expectedMs: 15_000,
    commands: [`docker stack rm ${stack}`],
    undo: null,
    verify: verifyGone(stack),
    settleMs: 0,
  };
}

const verifyGone =
  (stack: string): Goal['verify'] =>
  ({store}) =>
    store.freshness('services').kind === 'live' &&
    store.serviceIdsOfStack(stack).size === 0 &&
    wholeKinds.every(
      kind => store.freshness(`${kind}s`).kind === 'live' && store.idsOfStack(kind, stack).size === 0,
    )
      ? {kind: 'done', detail: 'it is gone'}
      : {kind: 'pending', detail: 'being removed'};

const ownOf = (kind: WholeKind, stack: string, store: PlanStore) =>
  objectsOf(kind, store)
    .filter(({id}) => store.idsOfStack(kind, stack).has(id))
    .map(({id, name}) => ({kind, id, name}));

const tasksGone = (services: readonly string[]): Goal => ({
  verify: ({store}) => {
    const left = services.reduce((sum, id) => sum + liveTasks(store, id).length, 0);
    return left === 0
      ? {kind: 'done', detail: 'its tasks have stopped'}
      : {kind: 'pending', detail: `${counted(left, 'task')} still stopping`};
  },
  settleMs: 0,
  expectedMs: 12_000,
});
