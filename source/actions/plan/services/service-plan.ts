import type {Service} from '../../../domain/model/index.ts';
import {isJob} from '../../../domain/task-lifecycle.ts';
import type {Intent} from '../../intent.ts';
import type {Plan, PlanState, Refusal} from '../plan.ts';

/** A service intent, the service it is about, and the state that the plan is made from. */
export interface ServicePlanning<Kind extends Intent['kind']> {
  readonly intent: Extract<Intent, {kind: Kind}>;
  readonly service: Service;
  readonly state: PlanState;
}

export type PlanService<Kind extends Intent['kind']> = (planning: ServicePlanning<Kind>) => Plan | Refusal;

/** The parts that every plan for a service has. */
export const servicePlan = (
  {intent, service, state}: {readonly intent: Intent; readonly service: Service; readonly state: PlanState},
  part: Omit<Plan, 'kind' | 'intent' | 'object' | 'version'>,
): Plan => ({
  kind: 'plan',
  intent,
  object: {kind: 'service', id: service.id, name: service.name},
  version: state.object.version,
  ...part,
});

/** Any update of a job, even of its labels, runs it again. */
export const jobWarning = (service: Service): readonly {name: string; level: 'warning'; reason: string}[] =>
  isJob(service)
    ? [
        {
          name: 'job',
          level: 'warning',
          reason: 'any change of a job starts a new iteration: its tasks run again',
        },
      ]
    : [];
