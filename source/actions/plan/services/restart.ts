import {numberAt} from '../../spec/json.ts';
import {changeAt} from '../../spec/spec-change.ts';
import {replacementOf} from './replace-tasks.ts';
import {jobWarning, type PlanService, servicePlan} from './service-plan.ts';
import {verifyService} from './verify-service.ts';

const path = ['TaskTemplate', 'ForceUpdate'];

/** Plans to replace every task by one of the same spec. */
export const planRestart: PlanService<'restart'> = planning => {
  const {service, state} = planning;
  const replacement = replacementOf(service, state, 'UpdateConfig');
  const count = numberAt(state.object.spec, ...path);
  return servicePlan(planning, {
    title: `restart ${service.name}`,
    steps: [
      {
        kind: 'update-service',
        id: service.id,
        name: service.name,
        changes: [changeAt(state.object.spec, path, count + 1)],
      },
    ],
    ...replacement,
    checks: [...replacement.checks, ...jobWarning(service)],
    risk: 'disruptive',
    commands: [`docker service update --force ${service.name}`],
    undo: null,
    verify: verifyService({id: service.id, replaces: replacement.tasks > 0, ends: ['completed']}),
  });
};
