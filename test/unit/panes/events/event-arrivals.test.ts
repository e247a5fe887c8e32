import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createLiveList} from '../../../../source/app/create-live-list.tsx';
import type {EngineEvent} from '../../../../source/domain/model/index.ts';
import {eventKey} from '../../../../source/panes/events/event-words.ts';
import {eventsPane} from '../../../../source/panes/events/events-pane.ts';
import type {Scope} from '../../../../source/panes/pane.ts';
import type {ClusterStore} from '../../../../source/store/cluster-store.ts';
import {eventLimit} from '../../../../source/store/event-ring.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {anEvent, nowMs} from '../../../builders/objects.ts';

const listOf = (store: ClusterStore, scope: Scope | null, pane = eventsPane) =>
  createLiveList({
    ...{pane, store, scope, filter: '', faultsOnly: false, columns: []},
    sort: eventsPane.defaultSort,
  });

const keysOf = (list: ReturnType<typeof listOf>): readonly (string | null)[] =>
  Array.from({length: list.count}, (_, index) => list.keyAt(index));

/** Few times, objects and actions, so that many cannot be told apart. */
const someEvents = fc.array(
  fc
    .record({
      timeMs: fc.integer({min: nowMs, max: nowMs + 3}),
      id: fc.constantFrom('a', 'b'),
      action: fc.constantFrom('update', 'create'),
    })
    .map((part): EngineEvent => anEvent({type: 'service', ...part})),
  {minLength: 1, maxLength: 30},
);

const numbered = (count: number, from: number): readonly EngineEvent[] =>
  Array.from({length: count}, (_, index) => anEvent({timeMs: nowMs + from + index, id: `e${from + index}`}));

describe('the list of events', () => {
  it('is what a new list would be, however the events came and went', () => {
    const step = fc.oneof(
      {weight: 4, arbitrary: someEvents.map(events => ({kind: 'events' as const, events}))},
      // So many that all but a few of those before are dropped.
      {
        weight: 2,
        arbitrary: fc
          .integer({min: eventLimit - 20, max: eventLimit + 5})
          .map(count => ({kind: 'events' as const, events: numbered(count, 10)})),
      },
      {weight: 1, arbitrary: fc.constant({kind: 'clear' as const})},
    );
    fc.assert(
      fc.property(fc.array(step, {maxLength: 8}), steps => {
        const store = aCluster().withManagers(1).store();
        const scope: Scope = {kind: 'service', id: 'a', name: 'a'};
        const lists = [listOf(store, null), listOf(store, scope)];
        for (const change of steps) {
          const touched = store.applyChanges([change], nowMs);
          for (const list of lists) list.apply(touched);
          expect(keysOf(lists[0] ?? listOf(store, null))).toEqual(keysOf(listOf(store, null)));
          expect(keysOf(lists[1] ?? listOf(store, scope))).toEqual(keysOf(listOf(store, scope)));
        }
      }),
      {numRuns: 20},
    );
  });

  it('looks at the events that came, however many there are', () => {
    const store = aCluster().withManagers(1).store();
    store.applyChanges([{kind: 'events', events: numbered(eventLimit, 0)}], nowMs);
    let keys = 0;
    const list = listOf(store, null, {
      ...eventsPane,
      key(row) {
        keys += 1;
        return eventKey(row);
      },
    });
    keys = 0;
    list.apply(store.applyChanges([{kind: 'events', events: numbered(3, eventLimit)}], nowMs));
    expect(list.keyAt(0)).toContain(`e${eventLimit + 2} `);
    expect(list.count).toBe(eventLimit);
    expect(keys).toBeLessThanOrEqual(10);
  });
});
