import {expect, test} from 'vitest';
import {createLiveList} from '../../../source/app/create-live-list.tsx';
import {tasksPane} from '../../../source/panes/tasks/tasks-pane.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aService, aTask} from '../../builders/objects.ts';

const services = 50;

/** Two tasks a service, on two nodes. */
const aShop = () =>
  aCluster()
    .withManagers(2)
    .with({
      services: Array.from({length: services}, (_, index) =>
        aService({id: serviceId(`s${index}`), name: `web-${index}`}),
      ),
      tasks: Array.from({length: 2 * services}, (_, index) =>
        aTask({
          id: taskId(`t${index}`),
          serviceId: serviceId(`s${index >> 1}`),
          slot: (index % 2) + 1,
          nodeId: nodeId(`n${(index % 2) + 1}`),
        }),
      ),
    })
    .store();

function tasksOf(kind: 'service' | 'node', id: string) {
  const store = aShop();
  let read = 0;
  const list = createLiveList({
    pane: {
      ...tasksPane,
      inScope(...asked) {
        read += 1;
        return tasksPane.inScope(...asked);
      },
    },
    store,
    scope: {kind, id, name: id},
    filter: '',
    faultsOnly: false,
    sort: tasksPane.defaultSort,
    columns: [],
  });
  return {list, read: () => read};
}

test('the tasks of a service are found without looking at those of others', () => {
  const {list, read} = tasksOf('service', 's7');
  expect([list.keyAt(0), list.keyAt(1), list.count]).toEqual(['t14', 't15', 2]);
  expect(read()).toBeLessThanOrEqual(2 * list.count);
});

test('the tasks of a node are all of them', () => {
  const {list} = tasksOf('node', 'n2');
  expect(list.count).toBe(services);
});
