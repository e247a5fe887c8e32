import type {ObjectRef, Place} from '../panes/pane.ts';
import {currentPlace, type SessionState} from '../store/session.ts';
import {layoutPanes} from '../ui/layout.ts';
import {placeKey, relatedPlace} from './places.ts';

/** A pane on the screen: what it shows, and its cells, counted from the top left of the area for panes. */
export interface PanelOnScreen {
  readonly key: string;
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Below these sizes a pane is of no use, and side panes fold away. */
const mainLeast = {mainMinWidth: 80, mainMinHeight: 16};
const sideLeast = {side: 'bottom' as const, minWidth: 55, minHeight: 12};

/**
 * What is on the screen: the main pane, and below it, where there is room, what is known of the selected object and
 * the list that says most about it.
 */
export const panelsOnScreen = (
  state: SessionState<Place>,
  selected: ObjectRef | null,
  area: {readonly width: number; readonly height: number},
): readonly PanelOnScreen[] => {
  const main = currentPlace(state);
  const places = state.split && main.kind === 'list' ? [main, ...sidePlaces(main, selected)] : [main];
  const keys = places.map((place, index) => keyAt(index, place));
  const wanted = {
    columns: area.width,
    rows: area.height,
    headerRows: 0,
    footerRows: 0,
    ...mainLeast,
    sides: keys.slice(1).map(id => ({id, ...sideLeast})),
  };
  const open = layoutPanes({...wanted, zoomed: null});
  const shown = [keys[0], ...open.sides.map(({id}) => id)];
  const layout = state.zoomed
    ? layoutPanes({...wanted, zoomed: shown[Math.min(state.focus, shown.length - 1)] ?? null})
    : open;
  const areas = [...(layout.main === null ? [] : [{id: keys[0], area: layout.main}]), ...layout.sides];
  return areas.flatMap(({id, area: {column, row, width, height}}) => {
    const place = places[keys.indexOf(id ?? '')];
    return id === undefined || place === undefined
      ? []
      : [{key: id, place, x: column, y: row, width, height}];
  });
};

/** How many panes there are, whether or not a zoomed one hides the others. */
export const panelCount = (
  state: SessionState<Place>,
  selected: ObjectRef | null,
  area: {readonly width: number; readonly height: number},
): number => panelsOnScreen({...state, zoomed: false}, selected, area).length;

const sidePlaces = (main: Place, selected: ObjectRef | null): readonly Place[] => {
  const related = relatedPlace(selected);
  const detail: Place | null = selected === null ? null : {kind: 'describe', object: selected};
  const isSame = placeKey(related) === placeKey(main);
  return [...(detail === null ? [] : [detail]), ...(isSame ? [] : [related])];
};

/** Side panes remember their scroll apart from the same place in the middle. */
const keyAt = (position: number, place: Place): string =>
  position === 0 ? placeKey(place) : `side:${placeKey(place)}`;
