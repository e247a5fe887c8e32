import type {Service} from '../../../domain/model/index.ts';
import {isJob} from '../../../domain/task-lifecycle.ts';
import {type JsonRecord, numberAt} from '../../spec/json.ts';
import type {SpecChange} from '../../spec/spec-change.ts';
import type {Plan, PlanState} from '../plan.ts';
import {type Replacement, replacementOf} from '../services/replace-tasks.ts';
import {counted, policyIn} from '../services/service-facts.ts';
import {verifyService} from '../services/verify-service.ts';
import {type Upheaval, upheavalOf} from './upheaval.ts';

/** What changes of a service's spec mean for its tasks, whoever wants them. */
export function editParts(
  service: Service,
  changes: readonly SpecChange[],
  after: JsonRecord,
  state: PlanState,
): Replacement & Pick<Plan, 'risk' | 'verify'> {
  const {spec} = state.object;
  const upheaval = upheavalOf(service, changes, after, state.store);
  // Tasks are replaced by the policy that comes with the change.
  const part = replacementBy(upheaval, service, {...state, object: {...state.object, spec: after}});
  const more = replicasIn(after) - replicasIn(spec);
  const {monitorMs} = policyIn(after, 'UpdateConfig');
  const isQuiet = part.tasks === 0 && more === 0 && !isJob(service);
  const ends = part.tasks > 0 ? (['completed'] as const) : (['completed', 'updating'] as const);
  return {
    ...part,
    ...(part.tasks === 0 && more !== 0 ? {expectedMs: monitorMs, settleMs: monitorMs, effects: []} : {}),
    tasks: part.tasks + Math.abs(more),
    effects: more === 0 ? part.effects : [...part.effects, replicasEffect(more)],
    risk: isQuiet || (part.tasks === 0 && more > 0) ? 'safe' : 'disruptive',
    verify: isQuiet
      ? verifyTaken(service)
      : verifyService({id: service.id, replaces: part.tasks > 0 && !isJob(service), ends}),
  };
}

function replacementBy(upheaval: Upheaval, service: Service, state: PlanState): Replacement {
  if (upheaval.kind === 'none') {
    return {tasks: 0, expectedMs: 1_000, effects: ['no task is replaced'], checks: [], settleMs: 0};
  }
  const all = replacementOf(service, state, 'UpdateConfig');
  if (upheaval.kind === 'all') return all;
  const moved = upheaval.tasks.length;
  return {
    ...all,
    tasks: moved,
    effects: [
      `${counted(moved, 'task')} must leave nodes that do not fit any more; the others are not touched`,
    ],
  };
}

/** Where tasks stay, there is nothing to see but that the manager has it. */
export const verifyTaken =
  ({id}: Service, words = 'the manager has it; no task was touched'): Plan['verify'] =>
  ({store, version}) => {
    if (store.freshness('services').kind !== 'live')
      return {kind: 'pending', detail: 'the connection is lost'};
    const now = store.table('services').get(id);
    if (now === undefined) return {kind: 'failed', detail: 'the service was removed meanwhile'};
    return version !== null && now.version >= version
      ? {kind: 'done', detail: words}
      : {kind: 'pending', detail: 'waiting for the manager to tell of the change'};
  };

const replicasIn = (spec: JsonRecord): number => numberAt(spec, 'Mode', 'Replicated', 'Replicas');

const replicasEffect = (by: number): string =>
  `${counted(Math.abs(by), 'task')} will ${by > 0 ? 'start' : 'stop'}: another number of replicas`;
