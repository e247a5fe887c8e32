import type {LogLevel} from '../../domain/logs/level.ts';
import type {LogLook} from '../../panes/logs/log-look.ts';
import {createLogView, type LogView} from '../../store/logs/log-view.ts';
import {searchPattern} from '../../ui/text-layout.ts';
import type {NamedRange} from './log-ranges.ts';
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
}

/** What is shown of a log, and what is found in it. */
export interface LogViews {
  readonly shown: LogView;
  /** The lines that fit the search; null without one. */
  readonly matches: LogView | null;
  readonly hidden: ReadonlySet<string>;
}

export const makeViews = (source: LogSource, choice: LogChoice, hidden: ReadonlySet<string>): LogViews => {
  const {search, around, least} = choice;
  const isInverse = search.startsWith('!');
  const expression = searchPattern(isInverse ? search.slice(1) : search);
  const base = {least, hiddenTasks: hidden, isInverse: false};
  const found = expression === null ? null : {...base, expression, isInverse};
  const isFiltering = around !== null || isInverse;
  const shown =
    found !== null && isFiltering
      ? createLogView(source.ring, found, around ?? 0)
      : createLogView(source.ring, {...base, expression: null});
  if (found === null) return {shown, matches: null, hidden};
  return {shown, matches: isFiltering ? shown : createLogView(source.ring, found), hidden};
};

export const highlightOf = ({search}: LogChoice): RegExp | null =>
  search.startsWith('!') ? null : searchPattern(search);

export const sameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every(item => other.has(item));
