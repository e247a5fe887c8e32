import {groupOf, type OpenGroup, restOf} from './line-groups.ts';
import {createMatcher, isOpen, type LineQuery, type MatchLines} from './line-matcher.ts';
import type {LogRing} from './log-ring.ts';
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
/** So many stack traces at most are awaited the rest of. */
const mostOpen = 100;

/** `around`: so many lines before and after each that is wanted. */
export const createLogView = (ring: LogRing, query: LineQuery, around = 0): LogView => {
  if (isOpen(query)) return viewOfAll(ring);
  const origins = ring.originsOf();
  const match = createMatcher(query, number => origins[number]?.taskId ?? '');
  const after = createNumberList();
  const before = createNumberList();
  /** A line brings those with it that its message consists of; what is left out brings none. */
  const bringsOthers = query.expression !== null && !query.isInverse;
  /** Newer lines are kept apart from older ones that are put before them later. */
  const start = ring.first;
  /** Lines between these two have been looked at: newer ones first, then older ones that were put before. */
  let from = start;
  let to = from;
  let open: OpenGroup[] = [];
  /** Up to this line others stand around one that was wanted, also when they come later. */
  let contextTo = Number.NEGATIVE_INFINITY;

  const show = (number: number) => {
    if (number < ring.first || number >= ring.end) return;
    (number < start ? before : after).add(number);
  };
  const showAll = (numbers: readonly number[], still: OpenGroup | null) => {
    for (const number of numbers) show(number);
    if (still !== null && open.length < mostOpen) open.push(still);
  };
  const showWithOthers = (number: number) => {
    for (let other = number - around; other <= number + around; other += 1) show(other);
    contextTo = Math.max(contextTo, number + around);
    if (bringsOthers) {
      const group = groupOf(ring, number);
      showAll(group.numbers, group.open);
    }
  };
  /** Stack traces of which more may have come. */
  const goOn = () => {
    const waiting = open;
    open = [];
    for (const group of waiting) {
      const rest = restOf(ring, group);
      showAll(rest.numbers, rest.open);
    }
  };
  const trim = () => {
    if (from >= ring.first) return;
    from = ring.first;
    to = Math.max(to, from);
    before.dropBelow(from);
    after.dropBelow(from);
  };
  const lookAt = (first: number, last: number) =>
    eachSegment(ring, first, last, match, number => showWithOthers(number));

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
      if (to < ring.end) goOn();
      while (to < ring.end) {
        const next = Math.min(ring.end, to + sliceLines);
        for (let other = to; other <= contextTo && other < next; other += 1) show(other);
        lookAt(to, next);
        to = next;
        if (isOver()) return;
      }
      if (from <= ring.first) return;
      // Older lines came before all others: they are few, so that they are looked at anew as a whole.
      before.clear();
      lookAt(ring.first, Math.max(ring.first, start));
      from = ring.first;
    },
  };
};

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
