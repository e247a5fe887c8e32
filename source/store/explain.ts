import {explainService} from '../domain/diagnosis/explain-service.ts';
import type {Explanation} from '../domain/diagnosis/explanation.ts';
import type {HealthOutput} from '../domain/diagnosis/why-lines.ts';
import type {Service, Task} from '../domain/model/index.ts';
import type {ClusterStore} from './cluster-store.ts';
import {swarmView} from './swarm-view.ts';

/** Explains a service, or one task of it, by what the store knows. */
export const explain = (store: ClusterStore, service: Service, about: Task | null): Explanation =>
  explainService({
    service,
    tasks: [...store.taskIdsOfService(service.id)].flatMap(id => store.table('tasks').get(id) ?? []),
    about,
    view: swarmView(store),
    healthOf: task =>
      store.containerOfTask(task.id)?.health ?? store.factsOfTask(task.id)?.health?.health ?? 'none',
    factsOf: task => store.factsOfTask(task.id),
  });

/** Tasks whose health checks are worth reading and whose container is on the connected engine. */
export const tasksToAsk = ({failing, unhealthy}: Explanation, store: ClusterStore): readonly Task[] =>
  [...unhealthy, ...failing.flatMap(({attempts}) => attempts.slice(0, 1).map(({task}) => task))].filter(
    task => store.containerOfTask(task.id) !== undefined,
  );

/** What agents told of the health checks of these tasks. */
export const reportedOutput = ({failing, unhealthy}: Explanation, store: ClusterStore): HealthOutput =>
  new Map(
    [...unhealthy, ...failing.flatMap(({attempts}) => attempts.slice(0, 1).map(({task}) => task))].flatMap(
      ({id}) => {
        const check = store.factsOfTask(id)?.health;
        if (check?.health !== 'unhealthy' || check.output === null) return [];
        const code = check.exitCode === null ? '' : `exit ${check.exitCode}: `;
        return [[id, [`${code}${check.output.split('\n').at(-1) ?? ''}`]] as const];
      },
    ),
  );
