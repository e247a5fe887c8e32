import type {Cluster} from '../../cluster/cluster.ts';
import type {LogWindow} from '../../domain/logs/log-window.ts';
import type {LogWish} from '../../domain/logs/log-wish.ts';
import type {LogBudget} from '../../store/logs/log-budget.ts';
import {createLogLabels} from '../../store/logs/log-labels.ts';
import type {LogView} from '../../store/logs/log-view.ts';
import {createTimeLimit} from '../../store/logs/time-limit.ts';
import type {Line} from '../../ui/span.ts';
import {type DrawnLog, drawLog, type LogDrawing, viewsToDraw} from './draw-log.ts';
import {hiddenTasks} from './hidden-tasks.ts';
import {freshChoice, highlightOf, isSameQuery, type LogChoice, makeViews, sameSet} from './log-choice.ts';
import type {NamedRange} from './log-ranges.ts';
import {createLogSource, type LogSource, type MoreFound} from './log-source.ts';

/** A log as it is looked at. */
export interface LogPane {
  readonly choice: LogChoice;
  readonly source: LogSource;
  readonly isFollowing: boolean;
  /** Lines that are shown, of all that are here. */
  readonly shown: LogView;
  /** What was drawn of the split, for those who ask what is in view. */
  readonly split: DrawnLog['split'];
  /** Grows with every change that may be seen. */
  readonly version: number;
  /** The rows in view. */
  rows(area: Area, nowMs: number): readonly Line[];
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

interface Area {
  readonly width: number;
  readonly height: number;
}

/** So long at most may looking at new lines hold the screen. */
const sliceMs = 4;

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
  let choice = freshChoice(parts.window);
  const inTime = createTimeLimit();
  let version = 0;
  let isFollowing = parts.window === null;
  /** The moment of a window is still to be brought into the middle. */
  let isSeeking = parts.window !== null;
  let drawn: DrawnLog = {rows: [], first: 0, last: 0, split: null};
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
  const drawing = (nowMs: number): LogDrawing => ({
    source,
    views,
    choice,
    labels,
    store,
    nowMs,
    top: isFollowing ? null : top,
  });
  /** Looks at new lines for a while, and goes on later where that was not enough. */
  const catchUp = (area: Area, nowMs: number) => {
    const untilMs = parts.elapsedMs() + sliceMs;
    const isOver = () => parts.elapsedMs() >= untilMs;
    const advance = () => {
      for (const view of new Set([...viewsToDraw(drawing(nowMs), area), ...views.all()]))
        view.advance(isOver);
    };
    const end = choice.search === '' || choice.isEndless ? advance() : inTime(advance);
    if (end?.kind === 'endless') giveUpSearch();
    else if (end?.kind === 'late') renew();
    if (isWaiting || !views.all().some(({isBehind}) => isBehind)) return;
    isWaiting = true;
    parts.later(() => {
      isWaiting = false;
      if (!isClosed) changed();
    });
  };
  /** The search goes on for ever: all lines are shown, and the pane says why. */
  const giveUpSearch = () => {
    choice = {...choice, isEndless: true, look: {...choice.look, highlight: null}};
    renew();
  };
  const draw = (area: Area, nowMs: number): DrawnLog => drawLog(drawing(nowMs), area);
  /** What is highlighted is matched once more, in the rows in view. */
  const drawInTime = (area: Area, nowMs: number): DrawnLog => {
    if (choice.look.highlight === null) return draw(area, nowMs);
    const end = inTime(() => draw(area, nowMs));
    if (end.kind === 'done') return end.value;
    if (end.kind === 'endless') giveUpSearch();
    const {look} = choice;
    choice = {...choice, look: {...look, highlight: null}};
    const plain = draw(area, nowMs);
    choice = {...choice, look: choice.isEndless ? choice.look : look};
    return plain;
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
    get split() {
      return drawn.split;
    },
    get version() {
      return version;
    },
    rows({width, height}, nowMs) {
      if (choice.hidesGone && !sameSet(views.hidden, hiddenTasks(source.tasks, choice, store))) renew();
      catchUp({width, height}, nowMs);
      seek(height);
      drawn = drawInTime({width, height}, nowMs);
      return drawn.rows;
    },
    choose(part) {
      const anchor = top ?? views.shown.at(drawn.first);
      const before = choice;
      choice = {...choice, ...part, ...('search' in part ? {isEndless: false} : {})};
      match = null;
      const expression = highlightOf(choice);
      choice = {...choice, look: {...choice.look, highlight: expression}};
      if (!isFollowing) top = anchor;
      if (!isSameQuery(before, choice)) renew();
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
      top = on ? null : views.shown.at(drawn.first);
      changed();
    },
    scroll(lines) {
      // Beside each other, as many tasks as are in view go on by a line.
      const step = lines * (drawn.split?.count ?? 1);
      const place = Math.max(0, Math.min(views.shown.count - 1, drawn.first + step));
      const isAtTop = lines < 0 && drawn.first === 0;
      const isAtEnd = lines > 0 && drawn.last >= views.shown.count - 1;
      isFollowing = false;
      match = null;
      top = views.shown.at(isAtEnd ? drawn.first : place);
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
      const from = match ?? views.shown.at(drawn.first);
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
