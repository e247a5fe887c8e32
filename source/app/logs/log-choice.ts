import type {LogLevel} from '../../domain/logs/level.ts';
import type {LogWindow} from '../../domain/logs/log-window.ts';
import {freshLook, type LogLook} from '../../panes/logs/log-look.ts';
import {createLogView, type LogView} from '../../store/logs/log-view.ts';
import {searchPattern} from '../../ui/text-layout.ts';
import {type NamedRange, newestLines, windowRange} from './log-ranges.ts';
import type {LogSource} from './log-source.ts';

/** What a person has chosen of a log; never changed in place. */
export interface LogChoice {
  readonly look: LogLook;
  readonly range: NamedRange;
  /** As typed; `!` before it: all other lines. */
  readonly search: string;
  /** Only lines that fit the search, with so many around each; null: all lines, those that fit highlighted. */
  readonly around: number | null;
  readonly least: LogLevel | null;
  readonly hidesGone: boolean;
  /** The only task whose lines are shown; null: all. */
  readonly only: string | null;
  /** Tasks beside each other, from this one on; null: all in one. */
  readonly split: number | null;
  /** The search was given up: its expression goes on for ever. */
  readonly isEndless: boolean;
}

/** How a log is opened: its last lines, or the time around a moment. */
export const freshChoice = (window: LogWindow | null): LogChoice => ({
  look: freshLook,
  range: window === null ? newestLines : windowRange(window),
  search: '',
  around: null,
  least: null,
  hidesGone: false,
  only: null,
  split: null,
  isEndless: false,
});

/** What is shown of a log, and what is found in it. */
export interface LogViews {
  readonly shown: LogView;
  /** The lines that fit the search; null without one. */
  readonly matches: LogView | null;
  readonly hidden: ReadonlySet<string>;
  /** What is shown, of one task. */
  ofTask(id: string): LogView;
  /** All that are kept up to date. */
  all(): readonly LogView[];
}

export const makeViews = (source: LogSource, choice: LogChoice, hidden: ReadonlySet<string>): LogViews => {
  const {around, least, only} = choice;
  const search = choice.isEndless ? '' : choice.search;
  const isInverse = search.startsWith('!');
  const expression = searchPattern(isInverse ? search.slice(1) : search);
  const base = {
    least,
    hiddenTasks: hidden,
    isInverse: false,
    ...(only === null ? {} : {onlyTask: only}),
  };
  const found = expression === null ? null : {...base, expression, isInverse};
  const isFiltering = around !== null || isInverse;
  const query = found !== null && isFiltering ? found : {...base, expression: null};
  const lines = found !== null && isFiltering ? (around ?? 0) : 0;
  const shown = createLogView(source.ring, query, lines);
  const matches = found === null ? null : isFiltering ? shown : createLogView(source.ring, found);
  const ofTasks = new Map<string, LogView>();
  return {
    shown,
    matches,
    hidden,
    ofTask(id) {
      const known = ofTasks.get(id);
      if (known !== undefined) return known;
      const view = createLogView(source.ring, {...query, onlyTask: id}, lines);
      ofTasks.set(id, view);
      return view;
    },
    all: () => [...new Set([shown, ...(matches === null ? [] : [matches])]), ...ofTasks.values()],
  };
};

/** Whether the same lines are wanted, however they look: then none has to be looked at again. */
export const isSameQuery = (a: LogChoice, b: LogChoice): boolean =>
  a.search === b.search &&
  a.around === b.around &&
  a.least === b.least &&
  a.hidesGone === b.hidesGone &&
  a.only === b.only &&
  a.isEndless === b.isEndless;

export const highlightOf = ({search, isEndless}: LogChoice): RegExp | null =>
  isEndless || search.startsWith('!') ? null : searchPattern(search);

export const sameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every(item => other.has(item));
