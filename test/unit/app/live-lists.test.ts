import {expect, test} from 'vitest';
import {createLiveLists} from '../../../source/app/live-lists.ts';
import {checkSettings} from '../../../source/config/read-settings.ts';
import {createListPanes} from '../../../source/panes/registry.ts';
import {freshList} from '../../../source/store/session.ts';
import {aCluster} from '../../builders/cluster.ts';
import {serviceId} from '../../builders/ids.ts';
import {anEvent, aService, nowMs} from '../../builders/objects.ts';

const many = 5_000;

function aSwarm() {
  const names = Array.from({length: many}, (_, index) => `web-${index}`);
  const store = aCluster()
    .withManagers(1)
    .with({services: names.map(name => aService({id: serviceId(name), name}))})
    .store();
  const turns: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  let told = 0;
  const lists = createLiveLists({
    store,
    panes: createListPanes(
      () => [],
      () => [],
    ),
    settings: () => checkSettings('settings.json', '{}').settings,
    nextTurn: work => void turns.push(work),
    after: (_, call) => void waiting.push(call),
    onMore() {
      told += 1;
    },
  });
  const get = (part: Partial<typeof freshList>) =>
    lists.get('main', {kind: 'list', pane: 'services', scope: null}, {...freshList, ...part});
  return {store, lists, get, turns, waiting, told: () => told};
}

test('a long list is taken in by parts, one a turn, and tells of each', () => {
  const {get, turns, told} = aSwarm();
  const list = get({});
  expect(list.isWhole).toBe(false);
  expect(list.count).toBeLessThan(many);
  let ran = 0;
  for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
    turn();
    ran += 1;
    expect(told()).toBe(ran);
  }
  expect(ran).toBeGreaterThan(1);
  expect([list.isWhole, list.count, list.nameAt(many - 1)]).toEqual([true, many, `web-${many - 1}`]);
});

test('the selected row is in a long list from the first part on', () => {
  const {get} = aSwarm();
  const list = get({selectedKey: 'web-4711'});
  expect(list.isWhole).toBe(false);
  expect(list.nameAt(list.indexOf('web-4711'))).toBe('web-4711');
});

test('what changes while a long list is taken in is in it', () => {
  const {store, lists, get, turns} = aSwarm();
  const list = get({});
  const changes = [
    {kind: 'put', table: 'services', values: [aService({id: serviceId('web-4900'), name: 'aaa'})]},
    {kind: 'remove', table: 'services', ids: ['web-4901', 'web-3']},
  ] as const;
  lists.apply(store.applyChanges(changes, nowMs));
  for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn();
  expect([list.count, list.nameAt(0), list.indexOf('web-4901'), list.indexOf('web-3')]).toEqual([
    many - 2,
    'aaa',
    -1,
    -1,
  ]);
});

test('nothing more is taken in of a list that is closed', () => {
  const {lists, get, turns, told} = aSwarm();
  const list = get({});
  lists.clear();
  for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn();
  expect([list.isWhole, told()]).toEqual([false, 0]);
});

test('a list of events follows a storm by steps, the first event at once and none left out', () => {
  const {store, lists, waiting, told} = aSwarm();
  const events = lists.get('events', {kind: 'list', pane: 'events', scope: null}, freshList);
  const happen = (id: string) =>
    lists.apply(store.applyChanges([{kind: 'events', events: [anEvent({id, timeMs: nowMs})]}], nowMs));
  expect(['a', 'b', 'c'].map(happen)).toEqual([true, false, false]);
  expect([events.count, waiting.length]).toEqual([1, 1]);
  waiting.shift()?.();
  expect([events.count, told()]).toEqual([3, 1]);
  // The pause after the last of them ends with nothing to tell, and the next one is told at once again.
  waiting.shift()?.();
  expect([told(), waiting.length]).toEqual([1, 0]);
  expect(happen('d')).toBe(true);
  expect(events.count).toBe(4);
});

test('a list that others write to is read anew alone: no other one has to be taken in again for it', () => {
  const {lists, get} = aSwarm();
  const journal = () => lists.get('side', {kind: 'list', pane: 'journal', scope: null}, freshList);
  const before = [get({}), journal()];
  lists.forget('journal');
  expect(get({})).toBe(before[0]);
  expect(journal()).not.toBe(before[1]);
});
