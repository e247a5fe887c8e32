import {createStore, type StoreApi} from 'zustand/vanilla';

/** How one list is looked at. Selection is by key, so it survives sorting, filtering and refresh. */
export interface ListState {
  readonly selectedKey: string | null;
  /** Where the selection stood, so that its neighbour takes over when the object is gone. */
  readonly selectedIndex: number;
  readonly top: number;
  readonly filter: string;
  /** Null: the pane's own default. */
  readonly sort: {readonly id: string; readonly descending: boolean} | null;
  readonly marks: ReadonlySet<string>;
  readonly faultsOnly: boolean;
  /** Words that name the part of the list that is shown; absent: all of it. */
  readonly narrow?: readonly string[];
  /** Of a tree: keys of branches that are folded where they would be open, or the other way round. */
  readonly toggled?: ReadonlySet<string>;
}

/** How one page of text is looked at. */
export interface TextState {
  readonly top: number;
  readonly left: number;
  readonly wrap: boolean;
  readonly search: string;
  /** Number of the current match, from 0. */
  readonly match: number;
}

export const freshList: ListState = {
  selectedKey: null,
  selectedIndex: 0,
  top: 0,
  filter: '',
  sort: null,
  marks: new Set(),
  faultsOnly: false,
};
export const freshText: TextState = {top: 0, left: 0, wrap: false, search: '', match: 0};

/** What the keys are for right now beside moving about. */
export type Overlay =
  | {readonly kind: 'none'}
  | {readonly kind: 'palette'}
  /** `over`: the page that is searched; absent: the panes. */
  | {readonly kind: 'filter'; readonly before: string; readonly over?: 'help' | 'settings'}
  | {readonly kind: 'help'}
  | {readonly kind: 'settings'}
  | {readonly kind: 'columns'; readonly index: number};

interface Message {
  readonly text: string;
  readonly level: 'info' | 'warning' | 'critical';
}

/** What keys alone write: where we are, what is selected, what is open. `Place` is the panes' own notion of a screen. */
export interface SessionState<Place> {
  /** Breadcrumbs: the last one is on the screen. Never empty. */
  readonly trail: readonly Place[];
  readonly earlier: readonly (readonly Place[])[];
  readonly later: readonly (readonly Place[])[];
  readonly lists: Readonly<Record<string, ListState>>;
  readonly texts: Readonly<Record<string, TextState>>;
  /** Which pane of those on the screen has the keys; 0 is the main one. */
  readonly focus: number;
  readonly split: boolean;
  readonly zoomed: boolean;
  readonly overlay: Overlay;
  readonly message: Message | null;
}

export type Session<Place> = StoreApi<SessionState<Place>>;

const historyLimit = 50;

export const createSession = <Place>(home: Place, split: boolean): Session<Place> =>
  createStore<SessionState<Place>>(() => ({
    trail: [home],
    earlier: [],
    later: [],
    lists: {},
    texts: {},
    focus: 0,
    split,
    zoomed: false,
    overlay: {kind: 'none'},
    message: null,
  }));

export const currentPlace = <Place>(state: SessionState<Place>): Place => {
  const place = state.trail.at(-1);
  if (place === undefined) throw new Error('the trail is never empty');
  return place;
};

const onTrail = <Place>(
  state: SessionState<Place>,
  trail: readonly Place[],
): Partial<SessionState<Place>> => ({
  trail,
  earlier: [...state.earlier, state.trail].slice(-historyLimit),
  later: [],
  focus: 0,
  zoomed: false,
  overlay: {kind: 'none'},
});

/** Opens a place from the present one: one step deeper. */
export const drillInto = <Place>(session: Session<Place>, place: Place): void =>
  session.setState(state => onTrail(state, [...state.trail, place]));

/** Goes to a place as if by name: the trail begins anew. */
export const jumpTo = <Place>(session: Session<Place>, place: Place): void =>
  session.setState(state => onTrail(state, [place]));

/** One step up the trail; false at its top. */
export const stepUp = <Place>(session: Session<Place>): boolean => {
  const state = session.getState();
  if (state.trail.length < 2) return false;
  session.setState(onTrail(state, state.trail.slice(0, -1)));
  return true;
};

/** The view before (or after) the present one, wherever it was. */
export const travel = <Place>(session: Session<Place>, direction: 'earlier' | 'later'): boolean => {
  const state = session.getState();
  const from = state[direction];
  const trail = from.at(-1);
  if (trail === undefined) return false;
  const opposite = direction === 'earlier' ? 'later' : 'earlier';
  session.setState({
    trail,
    [direction]: from.slice(0, -1),
    [opposite]: [...state[opposite], state.trail],
    focus: 0,
    zoomed: false,
    overlay: {kind: 'none'},
  } as Partial<SessionState<Place>>);
  return true;
};

export const updateList = <Place>(
  session: Session<Place>,
  key: string,
  change: (list: ListState) => Partial<ListState>,
): void =>
  session.setState(state => {
    const before = state.lists[key] ?? freshList;
    return {lists: {...state.lists, [key]: {...before, ...change(before)}}};
  });

export const updateText = <Place>(
  session: Session<Place>,
  key: string,
  change: (text: TextState) => Partial<TextState>,
): void =>
  session.setState(state => {
    const before = state.texts[key] ?? freshText;
    return {texts: {...state.texts, [key]: {...before, ...change(before)}}};
  });

/** Forgets every place, as when another swarm is looked at: its objects have other ids. */
export const beginAnew = <Place>(session: Session<Place>, home: Place): void =>
  session.setState({
    trail: [home],
    earlier: [],
    later: [],
    lists: {},
    texts: {},
    focus: 0,
    zoomed: false,
    overlay: {kind: 'none'},
  });

/** The page over everything else, also while it is searched. */
export const pageOver = (overlay: Overlay): 'help' | 'settings' | null => {
  if (overlay.kind === 'filter') return overlay.over ?? null;
  return overlay.kind === 'help' || overlay.kind === 'settings' ? overlay.kind : null;
};
