import type {LogRange} from '../../cluster/read-logs.ts';
import type {LogWindow} from '../../domain/logs/log-window.ts';
import {lineTimeText} from '../../domain/logs/time-text.ts';

/** A stretch of a log that a key stands for. */
export interface NamedRange {
  readonly name: string;
  readonly range: (nowMs: number) => LogRange;
  /** Reading ends after so many lines: of all that was ever written the beginning is wanted, and would be pushed out by the rest. */
  readonly mostLines?: number;
  /** It is a stretch around this moment. */
  readonly window?: LogWindow;
}

const minuteMs = 60_000;
/** Of each task. More would be pushed out of memory by its own end. */
const mostOfTask = 100_000;
const beginningLines = 20_000;
const since = (minutes: number, name: string): NamedRange => ({
  name,
  range: nowMs => ({tail: mostOfTask, follow: true, since: {timeMs: nowMs - minutes * minuteMs, nanos: 0}}),
});

/** What a log is opened with. */
export const newestLines: NamedRange = {name: 'last 200', range: () => ({tail: 200, follow: true})};

/** As in k9s, by the digits 0 to 6. */
export const namedRanges: readonly NamedRange[] = [
  newestLines,
  {name: 'from the beginning', range: () => ({tail: null, follow: false}), mostLines: beginningLines},
  since(1, 'last minute'),
  since(5, 'last 5 minutes'),
  since(15, 'last 15 minutes'),
  since(30, 'last 30 minutes'),
  since(60, 'last hour'),
];

/** More of a window than anybody reads would push its own middle out of memory. */
const mostOfWindow = 50_000;

/** What was written around a moment. */
export const windowRange = (window: LogWindow): NamedRange => {
  const {atMs, withinMs} = window;
  return {
    name: `${lineTimeText(atMs, 'local', atMs).slice(0, 19)} ± ${withinMs / 1_000} s`,
    range: () => ({
      tail: null,
      follow: false,
      since: {timeMs: atMs - withinMs, nanos: 0},
      untilMs: atMs + withinMs,
    }),
    mostLines: mostOfWindow,
    window,
  };
};
