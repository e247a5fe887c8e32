import {continues} from '../../domain/logs/continuation.ts';
import {createMatcher, isOpen, type LineQuery, type MatchLines} from './line-matcher.ts';
import type {LogRing} from './log-ring.ts';
import {textOf} from './log-segment.ts';
import {createNumberList} from './number-list.ts';

/** The lines of a ring that are wanted, brought up to date in slices. */
export interface LogView {
  readonly count: number;
  /** Number of the line at a place; -1: there is none. */
  at(index: number): number;
  /** The place of the first line that is not below a number. */
  placeOf(number: number): number;
  /** Whether lines have not been looked at yet. */
  readonly isBehind: boolean;
  /** Lines not looked at yet, for those who wait. */
  readonly left: number;
  /** Looks at more lines until the time is over, or all are looked at. */
  advance(isOver: () => boolean): void;
}

/** So many lines are looked at between two looks at the clock. */
const sliceLines = 1_024;
/** No stack trace that somebody reads is longer. */
const longestGroup = 300;

/** `around`: so many lines before and after each that is wanted. */
export const createLogView = (ring: LogRing, query: LineQuery, around = 0): LogView => {
  if (isOpen(query)) return viewOfAll(ring);
  const origins = ring.originsOf();
  const match = createMatcher(query, number => origins[number]?.taskId ?? '');
  const after = createNumberList();
  const before = createNumberList();
  /** Lines between these two have been looked at: newer ones first, then older ones that were put before. */
  let from = ring.first;
  let to = from;
  let shownTo = Number.NEGATIVE_INFINITY;

  const show = (list: typeof after, number: number) => {
    if (number <= shownTo || number < ring.first || number >= ring.end) return;
    shownTo = number;
    list.push(number);
  };
  const showWithOthers = (list: typeof after, number: number) => {
    for (let other = number - around; other <= number + around; other += 1) show(list, other);
    for (const other of restOf(ring, number)) show(list, other);
  };
  const trim = () => {
    if (from >= ring.first) return;
    from = ring.first;
    to = Math.max(to, from);
    before.dropBelow(from);
    after.dropBelow(from);
  };
  const lookAt = (list: typeof after, first: number, last: number) =>
    eachSegment(ring, first, last, match, number => showWithOthers(list, number));

  return {
    get count() {
      trim();
      return before.length + after.length;
    },
    at: index => (index < before.length ? before.at(index) : after.at(index - before.length)),
    placeOf(number) {
      const earlier = before.countBelow(number);
      return earlier < before.length ? earlier : before.length + after.countBelow(number);
    },
    get isBehind() {
      return to < ring.end || from > ring.first;
    },
    get left() {
      return ring.end - to + Math.max(0, from - ring.first);
    },
    advance(isOver) {
      trim();
      while (to < ring.end) {
        const next = Math.min(ring.end, to + sliceLines);
        lookAt(after, to, next);
        to = next;
        if (isOver()) return;
      }
      if (from <= ring.first) return;
      // Older lines came before all others: they are few, so that they are looked at anew as a whole.
      before.clear();
      const newest = shownTo;
      shownTo = Number.NEGATIVE_INFINITY;
      lookAt(before, ring.first, beginOf(after, to));
      shownTo = newest;
      from = ring.first;
    },
  };
};

const beginOf = (list: {readonly length: number; at(index: number): number}, end: number): number =>
  list.length === 0 ? end : list.at(0);

const viewOfAll = (ring: LogRing): LogView => ({
  get count() {
    return ring.end - ring.first;
  },
  at: index => (index >= 0 && ring.first + index < ring.end ? ring.first + index : -1),
  placeOf: number => Math.max(0, number - ring.first),
  isBehind: false,
  left: 0,
  advance: () => undefined,
});

const eachSegment = (
  ring: LogRing,
  first: number,
  last: number,
  match: MatchLines,
  found: (number: number) => void,
): void => {
  for (let at = first; at < last; ) {
    const segment = ring.segmentOf(at);
    if (segment === null) return;
    const {firstLine, count} = segment;
    const end = Math.min(last, firstLine + count);
    match(segment, at - firstLine, end - firstLine, index => found(firstLine + index));
    at = end;
  }
};

/** The lines behind one that belong to it: the rest of a stack trace, as far as nobody else wrote in between. */
const restOf = (ring: LogRing, number: number): readonly number[] => {
  const head = ring.line(number);
  if (head === null) return [];
  const rest: number[] = [];
  for (let next = number + 1; rest.length < longestGroup; next += 1) {
    const segment = ring.segmentOf(next);
    const first = segment?.bytes[segment.starts[next - segment.firstLine] ?? 0] ?? 0;
    // Blanks and the letters with which the other lines of a trace begin: nothing else needs to be read.
    if (segment === null || !(first === 32 || first === 9 || first === 67 || first === 46)) break;
    const line = ring.line(next);
    if (line === null || line.origin !== head.origin || !continues(textOf(line.text), true)) break;
    rest.push(next);
  }
  return rest;
};
