import {counted, liveTasks} from './service-facts.ts';
import {type PlanService, servicePlan} from './service-plan.ts';

/** Plans to remove a service. Its spec is not kept: it often holds passwords. */
export const planRemoveService: PlanService<'remove-service'> = planning => {
  const {service, state} = planning;
  const tasks = liveTasks(state.store, service.id).length;
  const {name, id, ports, volumes} = service;
  const published = ports
    .filter(port => port.published > 0)
    .map(port => `${port.published}/${port.protocol}`);
  return servicePlan(planning, {
    title: `remove ${name}`,
    steps: [{kind: 'remove-service', id, name}],
    effects: [
      `${counted(tasks, 'task')} will stop, and their history is gone`,
      ...(published.length === 0 ? [] : [`${published.join(', ')} will not answer any more`]),
      'its networks, secrets and configs stay',
      ...(volumes.length === 0 ? [] : [`data in ${volumes.join(', ')} stays on the nodes`]),
    ],
    checks: [
      {
        name: 'undo',
        level: 'warning',
        reason:
          'it cannot be undone from here; keep the spec first (medianest describe service, or the stack file)',
      },
    ],
    risk: 'destructive',
    tasks,
    expectedMs: null,
    commands: [`docker service rm ${name}`],
    undo: null,
    verify: ({store}) => {
      if (store.freshness('services').kind !== 'live')
        return {kind: 'pending', detail: 'the connection is lost'};
      if (store.table('services').get(id) !== undefined) return {kind: 'pending', detail: 'being removed'};
      const left = liveTasks(store, id).length;
      return left > 0
        ? {kind: 'pending', detail: `${counted(left, 'task')} still stopping`}
        : {kind: 'done', detail: 'it is gone'};
    },
    settleMs: 0,
  });
};
