import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {ListContent} from '../../../source/app/console-model.ts';
import {createLiveList} from '../../../source/app/create-live-list.tsx';
import {createViewTeller} from '../../../source/app/tell-view.ts';
import type {ObjectRef} from '../../../source/panes/pane.ts';
import {tasksPane} from '../../../source/panes/tasks/tasks-pane.ts';
import {freshList} from '../../../source/store/session.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aService, aTask} from '../../builders/objects.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Six tasks of two services on one node, in a list of which four rows are seen. */
function aList(): ListContent {
  const store = aCluster()
    .withManagers(1)
    .with({
      services: ['a', 'b'].map(id => aService({id: serviceId(id), name: id})),
      tasks: Array.from({length: 6}, (_, index) =>
        aTask({
          id: taskId(`t${index}`),
          serviceId: serviceId(index < 5 ? 'a' : 'b'),
          slot: index + 1,
          nodeId: nodeId('n1'),
        }),
      ),
    })
    .store();
  const live = createLiveList({
    pane: tasksPane,
    store,
    scope: null,
    filter: '',
    faultsOnly: false,
    sort: tasksPane.defaultSort,
    columns: [],
  });
  return {
    kind: 'list',
    panel: {key: 'x', place: {kind: 'list', pane: 'tasks', scope: null}, x: 0, y: 0, width: 80, height: 4},
    live,
    state: freshList,
    top: 0,
    selectedIndex: 0,
    selectedKey: 't0',
    selected: null,
    count: 6,
    total: 6,
    isWhole: true,
    rows: [],
    freshness: [],
    nowMs: 0,
  };
}

const store = aCluster().withManagers(1).withService('web', 1).store();

test('what is drawn in charts is looked at: a service by itself, a task by its service, a node', () => {
  const [service] = [...store.table('services').values()];
  const [task] = [...store.table('tasks').values()];
  const objects: readonly ObjectRef[] = [
    {kind: 'node', id: 'n7', name: 'seven'},
    {kind: 'task', id: task?.id ?? '', name: 'web.1'},
    {kind: 'service', id: service?.id ?? '', name: 'web'},
  ];
  const told: unknown[] = [];
  const list = aList();
  const content = {...list, kind: 'chart', panel: {...list.panel, place: {kind: 'metrics', objects}}};
  const view = createViewTeller(
    () => [content as unknown as ReturnType<typeof aList>],
    inView => void told.push(inView),
    store,
  );
  view.changed();
  vi.runAllTimers();
  expect(told).toEqual([{services: [service?.id], nodes: ['n7']}]);
});

test('many changes of the screen are told once, with every object once', () => {
  const told: unknown[] = [];
  const list = aList();
  const view = createViewTeller(
    () => [list],
    inView => void told.push(inView),
    store,
  );
  for (let key = 0; key < 30; key += 1) view.changed();
  expect(told).toEqual([]);
  vi.runAllTimers();
  expect(told).toEqual([{services: ['a'], nodes: ['n1']}]);
  view.changed();
  vi.runAllTimers();
  expect(told).toHaveLength(2);
});

test('nothing is told after the end', () => {
  const told: unknown[] = [];
  const view = createViewTeller(
    () => [],
    inView => void told.push(inView),
    store,
  );
  view.changed();
  view.stop();
  vi.runAllTimers();
  expect([told, vi.getTimerCount()]).toEqual([[], 0]);
});
