import {isAtLeast, type LogLevel, levelOf} from '../../domain/logs/level.ts';
import {withoutEscapes} from '../../domain/logs/sgr.ts';
import {endOf, type LogSegment, latinText, textOf} from './log-segment.ts';

/** Which lines are wanted; all that is given must fit. */
export interface LineQuery {
  readonly expression: RegExp | null;
  /** Lines that the expression does not fit. */
  readonly isInverse: boolean;
  readonly least: LogLevel | null;
  /** Tasks whose lines are not wanted. */
  readonly hiddenTasks: ReadonlySet<string>;
  /** The only task whose lines are wanted, and what we or the engine say of it or of all; absent: all. */
  readonly onlyTask?: string;
}

/** Whether nothing is left out. */
export const isOpen = ({expression, least, hiddenTasks, onlyTask}: LineQuery): boolean =>
  expression === null && least === null && hiddenTasks.size === 0 && onlyTask === undefined;

/** Tells the indexes of the wanted lines of a segment, from one on and up to another. */
export type MatchLines = (
  segment: LogSegment,
  from: number,
  to: number,
  found: (index: number) => void,
) => void;

/** Origins by their numbers, to know the tasks of lines. */
type TaskOf = (originNumber: number) => string;

export const createMatcher = (query: LineQuery, taskOf: TaskOf): MatchLines => {
  const {least, isInverse, hiddenTasks, onlyTask} = query;
  const expression = withoutLeadingAny(query.expression);
  const wants = (segment: LogSegment, index: number): boolean => {
    const tag = segment.tags[index] ?? 0;
    if (onlyTask !== undefined && !isOf(onlyTask, taskOf(tag >>> 3), (tag & 7) > 1)) return false;
    // What we or the engine have to say is never left out.
    if ((tag & 7) > 1) return true;
    if (hiddenTasks.size > 0 && hiddenTasks.has(taskOf(tag >>> 3))) return false;
    if (expression === null && least === null) return true;
    const bytes = segment.bytes.subarray(segment.starts[index] ?? 0, endOf(segment, index));
    const text = withoutEscapes(textOf(bytes));
    if (expression !== null && expression.test(text) === isInverse) return false;
    return least === null || isAtLeast(levelOf(text), least);
  };
  const oneByOne: MatchLines = (segment, from, to, found) => {
    for (let index = from; index < to; index += 1) if (wants(segment, index)) found(index);
  };
  const isPartial = isInverse || least !== null || hiddenTasks.size > 0 || onlyTask !== undefined;
  if (expression === null || isPartial || looksAround(expression)) return oneByOne;

  // All lines of a stretch at once: a hundred times fewer calls than line by line, where nearly none fits.
  const overAll = new RegExp(expression.source, `gm${expression.flags.replace(/[gmyu]/g, '')}`);
  const plainSource = isPlain(expression.source);
  return (segment, from, to, found) => {
    if (from >= to) return;
    const begin = segment.starts[from] ?? 0;
    const text = latinText(segment, begin, endOf(segment, to - 1));
    if (!plainSource || !isPlain(text)) return oneByOne(segment, from, to, found);
    matchAll(overAll, text, {segment, from, to, begin}, {wants, found});
  };
};

const isOf = (wanted: string, task: string, isRemark: boolean): boolean =>
  task === wanted || (isRemark && task === '');

/** What begins with `.*` fits the same lines without it, and takes the square of the time on a line that it does not fit. */
const withoutLeadingAny = (expression: RegExp | null): RegExp | null =>
  expression === null ? null : new RegExp(expression.source.replace(/^(?:\.\*\??)+/, ''), expression.flags);

interface Stretch {
  readonly segment: LogSegment;
  readonly from: number;
  readonly to: number;
  readonly begin: number;
}

const matchAll = (
  expression: RegExp,
  text: string,
  {segment, from, to, begin}: Stretch,
  {wants, found}: {wants: (segment: LogSegment, index: number) => boolean; found: (index: number) => void},
): void => {
  let next = from;
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    const index = lineWith(segment, begin + match.index, next, to);
    const end = endOf(segment, index) - begin;
    tellRemarks(segment, next, index, found);
    // What was found may begin in one line and end in another: then that line is asked alone.
    const isWithin = match.index + match[0].length <= end;
    if (isWithin || wants(segment, index)) found(index);
    next = index + 1;
    if (end + 1 > text.length) break;
    expression.lastIndex = end + 1;
  }
  tellRemarks(segment, next, to, found);
};

/** Remarks of our own and errors of the engine stand among the lines, whatever is wanted of those. */
const tellRemarks = (segment: LogSegment, from: number, to: number, found: (index: number) => void) => {
  for (let index = from; index < to; index += 1) if (((segment.tags[index] ?? 0) & 7) > 1) found(index);
};

/** The line that has the byte at a place. */
const lineWith = (segment: LogSegment, place: number, from: number, to: number): number => {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segment.starts[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** What looks ahead or behind would see the lines before and after. */
const looksAround = ({source}: RegExp): boolean => /\(\?<?[=!]|\\u|\\p/i.test(source);

/** ASCII without escape sequences: then bytes are characters. */
const isPlain = (text: string): boolean => !/[^\x00-\x1a\x1c-\x7f]/.test(text);
