import {naturalCompareKey} from '../../domain/natural-key.ts';

type Key = string | number;

/** Sorts by keys made once a row, the first that differs deciding. Text sorts as people count: `node-2` before `node-10`. */
export function sortRows<Row>(rows: Iterable<Row>, keysOf: (row: Row) => readonly Key[]): Row[] {
  const keyed = Array.from(rows, row => ({
    row,
    keys: keysOf(row).map(key => (typeof key === 'string' ? naturalCompareKey(key) : key)),
  }));
  return keyed.sort((a, b) => compareKeys(a.keys, b.keys)).map(({row}) => row);
}

function compareKeys(a: readonly Key[], b: readonly Key[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? '';
    if (left !== right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
}
