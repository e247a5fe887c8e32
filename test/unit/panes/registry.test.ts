import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {journalRow} from '../../../source/app/acting/record-lines.ts';
import {listPaneIds, type Scope} from '../../../source/panes/pane.ts';
import {createListPanes, withListPane} from '../../../source/panes/registry.ts';
import {noTimelineRows} from '../../../source/panes/timeline/timeline-pane.ts';
import {lineText, toLine} from '../../../source/ui/line-text.ts';
import {aCluster} from '../../builders/cluster.ts';
import {networkId, nodeId, stackName, taskId} from '../../builders/ids.ts';
import {
  aConfig,
  aContainer,
  aNetwork,
  aNode,
  anEvent,
  aSecret,
  aTask,
  aVolume,
  nowMs,
} from '../../builders/objects.ts';
import {aRecord} from '../../builders/records.ts';
import {anEntry} from '../../builders/timeline.ts';

const panes = createListPanes(
  () => [{name: 'prod', description: '', host: 'ssh://node-1', current: true, problem: null}],
  () => [journalRow(aRecord())],
  () => null,
  null,
  {...noTimelineRows, all: () => [anEntry()], get: () => anEntry()},
);

const shop = {stack: stackName('shop')};
const store = aCluster()
  .withManagers(1)
  .withWorkers(1)
  .withService('web', 2, {...shop, networks: [networkId('net1')]})
  .withService('api', 1)
  .with({
    networks: [aNetwork(shop), aNetwork({id: networkId('net2'), name: 'back'})],
    secrets: [aSecret(shop)],
    configs: [aConfig(shop)],
    volumes: [aVolume(shop)],
    containers: [aContainer()],
  })
  .store();
store.applyChanges([{kind: 'events', events: [anEvent(), anEvent()]}], nowMs);

const namesIn = (id: (typeof listPaneIds)[number], scope: Scope): readonly string[] =>
  withListPane(panes, id, pane =>
    [...pane.rows.all(store)].filter(row => pane.inScope(row, scope, store)).map(pane.name),
  );

describe('the lists', () => {
  it.each(listPaneIds)('%s sorts by a column it has, and by no letter twice', id => {
    withListPane(panes, id, pane => {
      expect(pane.id).toBe(id);
      expect(pane.columns.find(column => column.id === pane.defaultSort.id)?.sortKey).toBeDefined();
      const letters = pane.columns.flatMap(column => column.sortLetter ?? []);
      expect(new Set(letters).size).toBe(letters.length);
      // Shift and g goes to the end of a list.
      expect(letters).not.toContain('g');
      expect(new Set(pane.columns.map(column => column.id)).size).toBe(pane.columns.length);
    });
  });

  it('leaves promote, demote and failover their letters on nodes', () => {
    const letters = panes.nodes.columns.flatMap(column => column.sortLetter ?? []);
    expect(letters.filter(letter => 'pmf'.includes(letter))).toEqual([]);
  });

  it.each(listPaneIds)('%s finds each of its rows again by its key', id => {
    withListPane(panes, id, pane => {
      const rows = [...pane.rows.all(store)];
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map(pane.key)).size).toBe(rows.length);
      for (const row of rows) expect(pane.rows.get(store, pane.key(row))).toEqual(row);
    });
  });

  it.each(listPaneIds)('%s fits its most important columns into 80 cells', id => {
    withListPane(panes, id, pane => {
      const essential = pane.columns.filter(column => column.priority <= 2);
      expect(essential.reduce((sum, column) => sum + column.min + 2, 0)).toBeLessThanOrEqual(76);
    });
  });

  it.each(listPaneIds)('%s says in words why it is empty', id => {
    withListPane(panes, id, pane => {
      const scope: Scope = {kind: 'stack', id: 'shop', name: 'shop'};
      expect(pane.empty({filtered: true, scope: null})).toContain('filter');
      expect(pane.empty({filtered: false, scope})).toContain('stack shop');
      expect(pane.empty({filtered: false, scope: null}).length).toBeGreaterThan(20);
    });
  });

  it('narrows to a stack', () => {
    const scope: Scope = {kind: 'stack', id: 'shop', name: 'shop'};
    expect(namesIn('services', scope)).toEqual(['web']);
    expect(namesIn('tasks', scope)).toEqual(['web.1', 'web.2']);
    expect(namesIn('networks', scope)).toEqual(['front']);
    expect(namesIn('secrets', scope)).toEqual(['password']);
    expect(namesIn('configs', scope)).toEqual(['settings']);
    expect(namesIn('volumes', scope)).toEqual(['data']);
  });

  it('narrows to a node and to what a service uses', () => {
    expect(namesIn('tasks', {kind: 'node', id: 'n2', name: 'node-2'})).toEqual(['web.2']);
    expect(namesIn('services', {kind: 'node', id: 'n2', name: 'node-2'})).toEqual(['web']);
    expect(namesIn('services', {kind: 'network', id: 'net1', name: 'front'})).toEqual(['web']);
    expect(namesIn('networks', {kind: 'service', id: 'web-id', name: 'web'})).toEqual(['front']);
    expect(namesIn('nodes', {kind: 'service', id: 'api-id', name: 'api'})).toEqual(['node-1']);
  });

  it('tells events of the same object and moment only once', () => {
    expect([...panes.events.rows.all(store)]).toHaveLength(1);
  });

  it('makes cells and search texts of any names and messages', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => {
        const odd = aCluster()
          .withNode(aNode({hostname: text, message: text, state: 'down', address: text}))
          .withService('web', 0, {name: text, image: text})
          .with({
            tasks: [aTask({id: taskId('t'), nodeId: nodeId('n1'), error: text, image: text, message: text})],
            containers: [aContainer({name: text, status: text, state: text, ports: [text]})],
          })
          .store();
        for (const id of ['nodes', 'services', 'tasks', 'containers'] as const) {
          withListPane(panes, id, pane => {
            for (const row of pane.rows.all(odd)) {
              for (const column of pane.columns) {
                expect(lineText(toLine(column.cell(row, nowMs)))).toBeTypeOf('string');
              }
              expect(pane.text(row).every(part => typeof part === 'string')).toBe(true);
            }
          });
        }
      }),
      {numRuns: 50},
    );
  });
});
