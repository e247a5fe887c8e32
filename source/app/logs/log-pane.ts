import type {Cluster} from '../../cluster/cluster.ts';
import type {LogWindow} from '../../domain/logs/log-window.ts';
import type {LogWish} from '../../domain/logs/log-wish.ts';
import {freshLook} from '../../panes/logs/log-look.ts';
import {rowsOfLine} from '../../panes/logs/log-rows.ts';
import type {LogBudget} from '../../store/logs/log-budget.ts';
import {createLogLabels} from '../../store/logs/log-labels.ts';
import type {LogView} from '../../store/logs/log-view.ts';
import type {Line} from '../../ui/span.ts';
import {hiddenTasks} from './hidden-tasks.ts';
import {highlightOf, type LogChoice, makeViews, sameSet} from './log-choice.ts';
import {type NamedRange, namedRanges, windowRange} from './log-ranges.ts';
import {createLogSource, type LogSource, type MoreFound} from './log-source.ts';

/** A log as it is looked at. */
export interface LogPane {
  readonly choice: LogChoice;
  readonly source: LogSource;
  readonly isFollowing: boolean;
  /** Lines that are shown, of all that are here. */
  readonly shown: LogView;
  /** Grows with every change that may be seen. */
  readonly version: number;
  /** The rows in view. */
  rows(area: {readonly width: number; readonly height: number}, nowMs: number): readonly Line[];
  choose(part: Partial<LogChoice>): void;
  /** Another stretch: it is read anew. */
  chooseRange(range: NamedRange, nowMs: number): void;
  follow(on: boolean): void;
  /** Scrolls by lines; up from the first one reads older ones, down from the last one of a window newer ones. */
  scroll(lines: number): Promise<MoreFound> | null;
  toEnd(end: 'first' | 'last'): void;
  /** To the next line that fits the search, up (-1) or down; false: there is none. */
  toMatch(step: 1 | -1): boolean;
  close(): void;
}

/** So long at most may looking at new lines hold the screen. */
const sliceMs = 4;

const firstRange = (window: LogWindow | null): NamedRange => {
  if (window !== null) return windowRange(window);
  return namedRanges[0] ?? {name: '', range: () => ({tail: 200, follow: true})};
};

export const createLogPane = (parts: {
  readonly cluster: Pick<Cluster, 'store' | 'readLogs'>;
  readonly wish: LogWish;
  /** Opened on the time around a moment; null: on the newest lines. */
  readonly window: LogWindow | null;
  readonly budget: LogBudget;
  readonly limitBytes: number;
  readonly nowMs: () => number;
  readonly elapsedMs: () => number;
  readonly later: (act: () => void) => void;
  readonly onChange: () => void;
}): LogPane => {
  const {store} = parts.cluster;
  const labels = createLogLabels(store);
  let choice: LogChoice = {
    look: freshLook,
    range: firstRange(parts.window),
    search: '',
    around: null,
    least: null,
    hidesGone: false,
    only: null,
  };
  let version = 0;
  let isFollowing = parts.window === null;
  /** The moment of a window is still to be brought into the middle. */
  let isSeeking = parts.window !== null;
  /** The lines at the upper and the lower edge, by number, as they were drawn last. */
  let edges = {first: 0, last: 0};
  let top: number | null = null;
  /** The match that was gone to last: near the end of a log it is not at the upper edge. */
  let match: number | null = null;
  let isWaiting = false;
  let isClosed = false;

  const changed = () => {
    version += 1;
    parts.onChange();
  };
  const open = (nowMs: number) =>
    createLogSource({
      ...parts,
      range: choice.range.range(nowMs),
      ...(choice.range.mostLines === undefined ? {} : {mostLines: choice.range.mostLines}),
      window: choice.range.window ?? null,
      onChange: changed,
    });
  let source = open(parts.nowMs());
  let views = makeViews(source, choice, hiddenTasks(source.tasks, choice, store));

  const renew = () => {
    views = makeViews(source, choice, hiddenTasks(source.tasks, choice, store));
  };
  /** Looks at new lines for a while, and goes on later where that was not enough. */
  const catchUp = () => {
    const untilMs = parts.elapsedMs() + sliceMs;
    const isOver = () => parts.elapsedMs() >= untilMs;
    views.shown.advance(isOver);
    views.matches?.advance(isOver);
    if (isWaiting || !(views.shown.isBehind || views.matches?.isBehind)) return;
    isWaiting = true;
    parts.later(() => {
      isWaiting = false;
      if (!isClosed) changed();
    });
  };
  const rowsAt = (place: number, width: number, nowMs: number): readonly Line[] => {
    const line = source.ring.line(views.shown.at(place));
    if (line === null) return [];
    const look = {...choice.look, withTask: source.tasks.size > 1 && choice.only === null};
    return rowsOfLine(line, labels.of(line.origin), {width, look, nowMs});
  };
  const fromBelow = (width: number, height: number, nowMs: number): readonly Line[] => {
    const rows: (readonly Line[])[] = [];
    let count = 0;
    let place = views.shown.count;
    while (place > 0 && count < height) {
      place -= 1;
      const own = rowsAt(place, width, nowMs);
      rows.push(own);
      count += own.length;
    }
    edges = {first: place, last: views.shown.count - 1};
    return rows.reverse().flat().slice(-height);
  };
  const fromAbove = (from: number, width: number, height: number, nowMs: number): readonly Line[] => {
    const rows: Line[] = [];
    let place = from;
    for (; place < views.shown.count && rows.length < height; place += 1)
      rows.push(...rowsAt(place, width, nowMs));
    if (rows.length < height) return fromBelow(width, height, nowMs);
    edges = {first: from, last: place - 1};
    return rows.slice(0, height);
  };

  const seek = (height: number) => {
    if (!isSeeking || source.moment === null) return;
    isSeeking = false;
    top = views.shown.at(Math.max(0, views.shown.placeOf(source.moment) - Math.floor(height / 2)));
  };

  return {
    get choice() {
      return choice;
    },
    get source() {
      return source;
    },
    get isFollowing() {
      return isFollowing;
    },
    get shown() {
      return views.shown;
    },
    get version() {
      return version;
    },
    rows({width, height}, nowMs) {
      if (choice.hidesGone && !sameSet(views.hidden, hiddenTasks(source.tasks, choice, store))) renew();
      catchUp();
      seek(height);
      return isFollowing || top === null
        ? fromBelow(width, height, nowMs)
        : fromAbove(views.shown.placeOf(top), width, height, nowMs);
    },
    choose(part) {
      const anchor = top ?? views.shown.at(edges.first);
      choice = {...choice, ...part};
      match = null;
      const expression = highlightOf(choice);
      choice = {...choice, look: {...choice.look, highlight: expression}};
      if (!isFollowing) top = anchor;
      renew();
      changed();
    },
    chooseRange(range, nowMs) {
      source.close();
      choice = {...choice, range};
      source = open(nowMs);
      isFollowing = range.range(nowMs).follow;
      isSeeking = range.window !== undefined;
      top = isFollowing ? null : source.ring.first;
      renew();
      changed();
    },
    follow(on) {
      isFollowing = on;
      match = null;
      top = on ? null : views.shown.at(edges.first);
      changed();
    },
    scroll(lines) {
      const place = Math.max(0, Math.min(views.shown.count - 1, edges.first + lines));
      const isAtTop = lines < 0 && edges.first === 0;
      const isAtEnd = lines > 0 && edges.last >= views.shown.count - 1;
      isFollowing = false;
      match = null;
      top = views.shown.at(isAtEnd ? edges.first : place);
      changed();
      if (isAtEnd) return source.newer();
      return isAtTop ? source.older() : null;
    },
    toEnd(end) {
      isFollowing = end === 'last';
      match = null;
      top = end === 'last' ? null : views.shown.at(0);
      changed();
    },
    toMatch(step) {
      const {matches} = views;
      if (matches === null || matches.count === 0) return false;
      const from = match ?? views.shown.at(edges.first);
      const at = matches.placeOf(from);
      const isHere = matches.at(at) === from;
      const next = step === 1 ? at + (isHere && match !== null ? 1 : 0) : at - 1;
      const place = (next + matches.count) % matches.count;
      isFollowing = false;
      match = matches.at(place);
      top = match;
      changed();
      return true;
    },
    close() {
      isClosed = true;
      source.close();
    },
  };
};
