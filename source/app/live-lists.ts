import type {Settings} from '../config/settings.ts';
import type {ListPaneId, Place} from '../panes/pane.ts';
import {type ListPanes, withListPane} from '../panes/registry.ts';
import type {ClusterStore, Touched} from '../store/cluster-store.ts';
import type {TouchedMetrics} from '../store/metrics/metrics-store.ts';
import type {ListState} from '../store/session.ts';
import {createLiveList} from './create-live-list.tsx';
import {createEventPace} from './event-pace.ts';
import type {LiveList} from './live-list.ts';
import {savedSort} from './saved-sort.ts';

type ListPlace = Extract<Place, {kind: 'list'}>;

/** The lists on the screen, each kept up to date for as long as it is there. */
export interface LiveLists {
  /** The list of a pane as its state wants it; made anew only when filter, order, columns or scope changed. */
  get(key: string, place: ListPlace, state: ListState): LiveList;
  /** Tells every list what a flush touched; tells whether any of them changed. */
  apply(touched: Touched): boolean;
  /** The same of an intake of figures; tells whether the order of any list hangs on them. */
  applyFigures(touched: TouchedMetrics): boolean;
  /** Closes the lists that were not asked for since the last sweep. */
  sweep(): void;
  /** Closes those of one pane, whose rows are not of the store and have changed. */
  forget(pane: ListPaneId): void;
  /** Closes all of them; they are made anew when they are asked for. */
  clear(): void;
}

interface Entry {
  readonly signature: string;
  readonly list: LiveList;
  isUsed: boolean;
}

export const createLiveLists = (parts: {
  readonly store: ClusterStore;
  readonly panes: ListPanes;
  readonly settings: () => Settings;
  /** Runs work with the event loop's next turn. */
  readonly nextTurn: (work: () => void) => void;
  readonly after: (ms: number, call: () => void) => void;
  /** Called when more was taken in without being asked: of a long list, or events that waited. */
  readonly onMore: () => void;
}): LiveLists => {
  const entries = new Map<string, Entry>();
  let isFilling = false;
  const fill = () => {
    isFilling = false;
    const open = [...entries.values()].map(({list}) => list).filter(list => !list.isWhole);
    for (const list of open) list.fill();
    if (open.length > 0) parts.onMore();
    fillSoon();
  };
  const fillSoon = () => {
    if (isFilling || [...entries.values()].every(({list}) => list.isWhole)) return;
    isFilling = true;
    parts.nextTurn(fill);
  };

  const tell = (touched: Touched): boolean => {
    let isChanged = false;
    for (const {list} of entries.values()) isChanged = list.apply(touched) || isChanged;
    return isChanged;
  };
  const atPace = createEventPace({
    after: parts.after,
    onDue(touched) {
      if (tell(touched)) parts.onMore();
    },
  });
  const hasEvents = () => [...entries.values()].some(({list}) => list.pane === 'events');

  const make = (place: ListPlace, state: ListState): LiveList =>
    withListPane(parts.panes, place.pane, pane =>
      createLiveList({
        pane,
        store: parts.store,
        scope: place.scope,
        filter: state.filter,
        faultsOnly: state.faultsOnly,
        narrow: state.narrow,
        sort: state.sort ?? savedSort(parts.settings(), place.pane) ?? pane.defaultSort,
        columns: parts.settings().panes[place.pane]?.columns ?? [],
        selectedKey: state.selectedKey,
      }),
    );

  return {
    get(key, place, state) {
      const signature = JSON.stringify([place, state.filter, state.faultsOnly, state.narrow, state.sort]);
      const before = entries.get(key);
      if (before?.signature === signature) {
        before.isUsed = true;
        return before.list;
      }
      const list = make(place, state);
      entries.set(key, {signature, list, isUsed: true});
      fillSoon();
      return list;
    },
    apply: touched => tell(hasEvents() ? atPace(touched) : touched),
    applyFigures(touched) {
      let isChanged = false;
      for (const {list} of entries.values()) isChanged = list.applyFigures(touched) || isChanged;
      return isChanged;
    },
    sweep() {
      for (const [key, entry] of entries) {
        if (!entry.isUsed) entries.delete(key);
        entry.isUsed = false;
      }
    },
    forget(pane) {
      for (const [key, {list}] of entries) if (list.pane === pane) entries.delete(key);
    },
    clear() {
      entries.clear();
    },
  };
};
