import {explainService} from '../domain/diagnosis/explain-service.ts';
import type {Explanation} from '../domain/diagnosis/explanation.ts';
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
    healthOf: task => store.containerOfTask(task.id)?.health ?? 'none',
  });

/** Tasks whose health checks are worth reading and whose container is on the connected engine. */
export const tasksToAsk = ({failing, unhealthy}: Explanation, store: ClusterStore): readonly Task[] =>
  [...unhealthy, ...failing.flatMap(({attempts}) => attempts.slice(0, 1).map(({task}) => task))].filter(
    task => store.containerOfTask(task.id) !== undefined,
  );
