import type {ObjectRef, Place} from '../panes/pane.ts';
import {currentPlace, type SessionState} from '../store/session.ts';
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

/** Room that side panes need; below it they fold away and the main pane has the whole screen. */
const splitNeeds = {width: 110, height: 30};
const mainShare = 0.6;

/**
 * What is on the screen: the main pane, and beside it, where there is room, what is known of the selected object and
 * the list that says most about it.
 */
export const panelsOnScreen = (
  state: SessionState<Place>,
  selected: ObjectRef | null,
  area: {readonly width: number; readonly height: number},
): readonly PanelOnScreen[] => {
  const main = currentPlace(state);
  const {width, height} = area;
  const isList = main.kind === 'list';
  const hasRoom = width >= splitNeeds.width && height >= splitNeeds.height;
  const places = state.split && isList && hasRoom ? [main, ...sidePlaces(main, selected)] : [main];
  const focus = Math.min(state.focus, places.length - 1);
  const [first, ...side] = places;
  if (first === undefined) return [];
  if (state.zoomed || side.length === 0) {
    const shown = state.zoomed ? (places[focus] ?? first) : first;
    return [{key: keyAt(places.indexOf(shown), shown), place: shown, x: 0, y: 0, width, height}];
  }
  const mainHeight = Math.round(height * mainShare);
  const leftWidth = side.length > 1 ? Math.round(width / 2) : width;
  return [
    {key: placeKey(first), place: first, x: 0, y: 0, width, height: mainHeight},
    ...side.map((place, index) => ({
      key: keyAt(index + 1, place),
      place,
      x: index === 0 ? 0 : leftWidth,
      y: mainHeight,
      width: index === 0 ? leftWidth : width - leftWidth,
      height: height - mainHeight,
    })),
  ];
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
