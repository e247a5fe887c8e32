import type {Task} from '../../../source/domain/model/index.ts';
import type {Change} from '../../../source/store/changes.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aService, aTask} from '../../builders/objects.ts';

export const taskCount = 10_000;

/** Ten tasks a service. */
export const bigTask = (index: number, part: Partial<Task> = {}): Task =>
  aTask({
    id: taskId(`t${index}`),
    serviceId: serviceId(`s${Math.floor(index / 10)}`),
    slot: (index % 10) + 1,
    nodeId: nodeId(`n${(index % 20) + 1}`),
    ...part,
  });

/** Everything a feed would tell of a swarm with 10,000 tasks. */
export const bigCluster = (): readonly Change[] =>
  aCluster()
    .withManagers(3)
    .withWorkers(17)
    .with({
      services: Array.from({length: taskCount / 10}, (_, index) =>
        aService({
          id: serviceId(`s${index}`),
          name: `web-${String(index).padStart(4, '0')}`,
          mode: {kind: 'replicated', replicas: 10},
        }),
      ),
      tasks: Array.from({length: taskCount}, (_, index) => bigTask(index)),
    })
    .changes();
