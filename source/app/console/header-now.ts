import {isSameLine} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import {type HeaderRowsInput, headerRows} from '../header-rows.ts';
import {keepSameLines} from './keep-same.ts';

/**
 * Makes the rows above the panes anew where what they tell of may be another, the same array where they say the same.
 * No key but one that leads elsewhere changes them.
 */
export const createHeaderNow = (): ((input: HeaderRowsInput) => readonly Line[]) => {
  let last: {
    readonly version: number;
    readonly input: HeaderRowsInput;
    readonly rows: readonly Line[];
  } | null = null;
  return input => {
    const {version} = input.store;
    if (last === null || last.version !== version || !isSameInput(last.input, input))
      last = {version, input, rows: keepSameLines(last?.rows ?? null, headerRows(input))};
    return last.rows;
  };
};

const isSameInput = (a: HeaderRowsInput, b: HeaderRowsInput): boolean =>
  a.store === b.store &&
  a.trail === b.trail &&
  a.demo === b.demo &&
  a.width === b.width &&
  isSameLine(a.figures ?? [], b.figures ?? []) &&
  isSameLine(a.incident ?? [], b.incident ?? []);
