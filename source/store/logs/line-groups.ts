import {beginsTrace, continues, mayContinue} from '../../domain/logs/continuation.ts';
import type {LogRing} from './log-ring.ts';
import {endOf, textOf} from './log-segment.ts';

/** A message and the rest of its stack trace, of one task: lines of others may stand between. */
interface LineGroup {
  /** In ascending order. */
  readonly numbers: readonly number[];
  /** Where it may go on when more lines have come; null: it is whole. */
  readonly open: OpenGroup | null;
}

/** The last line of a group that is here. */
export interface OpenGroup {
  readonly last: number;
  readonly inTrace: boolean;
}

/** No stack trace that somebody reads is longer. */
const longestGroup = 300;
/** Lines of one trace come within moments of each other. */
const mostBetween = 200;

/** What stands behind a line of the same task and belongs to it. */
export const restOf = (ring: LogRing, {last, inTrace}: OpenGroup): LineGroup => {
  const numbers: number[] = [];
  let at = last;
  let isTrace = inTrace;
  while (numbers.length < longestGroup) {
    const next = neighbour(ring, at, 1);
    if (next === 'end') return {numbers, open: {last: at, inTrace: isTrace}};
    const text = next === null ? null : textIfRest(ring, next);
    if (next === null || text === null || !continues(text, isTrace)) break;
    numbers.push(next);
    isTrace ||= beginsTrace(text);
    at = next;
  }
  return {numbers, open: null};
};

/** All lines that belong together with one, itself among them. */
export const groupOf = (ring: LogRing, number: number): LineGroup => {
  const {head, inTrace} = headOf(ring, number);
  const {numbers, open} = restOf(ring, {last: head, inTrace});
  return {numbers: [head, ...numbers], open};
};

/** The line that a message begins with; which one that is can be told only from further up. */
const headOf = (ring: LogRing, number: number): {readonly head: number; readonly inTrace: boolean} => {
  const chain: {readonly at: number; readonly text: string | null}[] = [];
  for (let at: number | null | 'end' = number; typeof at === 'number' && chain.length < longestGroup; ) {
    const text = textIfRest(ring, at);
    chain.push({at, text});
    if (text === null || !continues(text, true)) break;
    at = neighbour(ring, at, -1);
  }
  let head = number;
  let inTrace = false;
  for (const [index, {at, text}] of chain.reverse().entries()) {
    const isRest: boolean = index > 0 && text !== null && continues(text, inTrace);
    if (!isRest) head = at;
    inTrace = (isRest && inTrace) || (text !== null && beginsTrace(text));
  }
  return {head, inTrace: beginsTrace(textIfRest(ring, head) ?? '')};
};

/** Null where the first byte tells that the line begins something. */
const textIfRest = (ring: LogRing, number: number): string | null => {
  const segment = ring.segmentOf(number);
  if (segment === null) return null;
  const index = number - segment.firstLine;
  const from = segment.starts[index] ?? 0;
  const to = endOf(segment, index);
  if (!mayContinue(from === to ? -1 : (segment.bytes[from] ?? 0))) return null;
  return textOf(segment.bytes.subarray(from, to));
};

/** The next line of the same task, up or down; null: none is near. */
const neighbour = (ring: LogRing, number: number, by: 1 | -1): number | 'end' | null => {
  let segment = ring.segmentOf(number);
  if (segment === null) return null;
  const own = (segment.tags[number - segment.firstLine] ?? 0) >>> 3;
  for (let other = number + by; Math.abs(other - number) <= mostBetween; other += by) {
    if (other >= ring.end || other < ring.first) return 'end';
    if (segment === null || other < segment.firstLine || other >= segment.firstLine + segment.count)
      segment = ring.segmentOf(other);
    const tag: number = segment?.tags[other - segment.firstLine] ?? 0;
    if (tag >>> 3 === own && (tag & 7) <= 1) return other;
  }
  return null;
};
