import {naturalCompareKey} from '../domain/natural-key.ts';
import {createSortedList} from './sorted-list.ts';

/** Where the rows of a view come from. */
interface ViewSource<Row> {
  /** Every row, in no order. */
  all(): Iterable<Row>;
  get(id: string): Row | undefined;
}

export interface ViewSort<Row> {
  /** Strings compare with `<`, numbers before strings; made once for each change of a row. */
  readonly key: (row: Row) => string | number;
  readonly descending: boolean;
}

export type ViewFilter<Row> = (row: Row) => boolean;

/** The rows of a table in order and filtered, kept so by moving only what was touched. */
export interface SortedView<Row> {
  /** Rows that pass the filter. */
  readonly count: number;
  /** Rows before the filter. */
  readonly total: number;
  at(index: number): Row | undefined;
  idAt(index: number): string | undefined;
  /** -1 when the row does not pass the filter, or is not there. */
  indexOf(id: string): number;
  rows(from?: number, to?: number): readonly Row[];
  /** Takes in what a flush touched: null is everything, undefined nothing. Tells whether anything shown changed. */
  update(touched: ReadonlySet<string> | null | undefined): boolean;
  /** Sorts anew rows that are what they were but for their sort keys; tells whether any moved. */
  rekey(ids: ReadonlySet<string>): boolean;
  /** Whether all rows of the source were taken in. */
  readonly isWhole: boolean;
  /** Takes in so many more rows of a source that was not taken in whole. */
  fill(count: number): void;
  /** Takes in rows of a kind that never changes, and lets go of others; one that is there already stays. Tells the same. */
  take(came: Iterable<Row>, went: Iterable<string>): boolean;
  setSort(sort: ViewSort<Row>): void;
  /** Null: every row. */
  setFilter(filter: ViewFilter<Row> | null): void;
}

export interface ViewOptions<Row> {
  readonly source: ViewSource<Row>;
  readonly id: (row: Row) => string;
  /** Rows with equal sort keys are ordered by name, then by id, in both directions. */
  readonly name: (row: Row) => string;
  readonly sort: ViewSort<Row>;
  readonly filter?: ViewFilter<Row> | null;
  /** So many rows are taken in when it is made, and the row of this id among them; the others with `fill`. */
  readonly first?: {readonly count: number; readonly id: string | null};
}

interface Entry<Row> {
  readonly id: string;
  readonly row: Row;
  readonly key: string | number;
  /** Made when it is needed: most rows are told apart by their sort keys. */
  nameKey: string | null;
  readonly isShown: boolean;
}

/** From this share of the rows on, sorting everything costs less than moving each. */
const rebuildShare = 4;

/** Makes a view and fills it from its source, in parts where that is asked for: 100,000 rows take a second. */
export function createSortedView<Row>(options: ViewOptions<Row>): SortedView<Row> {
  const {source} = options;
  let {sort, filter = null} = options;
  const entries = new Map<string, Entry<Row>>();
  let rest: Iterator<Row> | null = null;
  const nameKeyOf = (entry: Entry<Row>): string => {
    entry.nameKey ??= naturalCompareKey(options.name(entry.row));
    return entry.nameKey;
  };
  const shown = createSortedList<Entry<Row>>(
    (a, b) =>
      (sort.descending ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)) ||
      compareKeys(nameKeyOf(a), nameKeyOf(b)) ||
      compareKeys(a.id, b.id),
  );

  const passes = (row: Row): boolean => filter === null || filter(row);
  const entryOf = (row: Row): Entry<Row> => ({
    id: options.id(row),
    row,
    key: sort.key(row),
    nameKey: null,
    isShown: passes(row),
  });
  const arrange = () => shown.rebuild([...entries.values()].filter(entry => entry.isShown));
  /** A row is read again where it may have changed since the iterator was made. */
  const fillWith = (read: (id: string, row: Row) => Row | undefined, count: number) => {
    const added: Entry<Row>[] = [];
    for (let left = count; rest !== null && left > 0; left -= 1) {
      const {done, value} = rest.next();
      if (done === true) {
        rest = null;
        break;
      }
      const id = options.id(value);
      const row = entries.has(id) ? undefined : read(id, value);
      if (row === undefined) continue;
      const entry = entryOf(row);
      entries.set(id, entry);
      if (entry.isShown) added.push(entry);
    }
    if (added.length > 0) shown.merge(added);
  };
  const rebuild = () => {
    entries.clear();
    rest = null;
    for (const row of source.all()) {
      const entry = entryOf(row);
      entries.set(entry.id, entry);
    }
    arrange();
  };
  const readAgain = (id: string): Entry<Row> | undefined => {
    const row = source.get(id);
    const entry = row === undefined ? undefined : entryOf(row);
    if (entry === undefined) entries.delete(id);
    else entries.set(id, entry);
    return entry;
  };
  const move = (id: string): boolean => {
    const before = entries.get(id);
    if (before !== undefined && source.get(id) === before.row) return false;
    const after = readAgain(id);
    if (before?.isShown && after?.isShown) shown.replace(before, after);
    else if (before?.isShown) shown.remove(before);
    else if (after?.isShown) shown.insert(after);
    else return false;
    return true;
  };

  if (options.first === undefined) rebuild();
  else {
    rest = source.all()[Symbol.iterator]();
    if (options.first.id !== null) move(options.first.id);
    fillWith((_, row) => row, options.first.count);
  }
  return {
    get count() {
      return shown.size;
    },
    get total() {
      return entries.size;
    },
    at: index => shown.at(index)?.row,
    idAt: index => shown.at(index)?.id,
    indexOf(id) {
      const entry = entries.get(id);
      return entry?.isShown ? shown.indexOf(entry) : -1;
    },
    rows: (from, to) => shown.slice(from, to).map(entry => entry.row),
    update(touched) {
      if (touched === undefined || touched?.size === 0) return false;
      if (touched === null) {
        const before = shown.slice();
        rebuild();
        return (
          before.length !== shown.size || before.some((entry, index) => entry.row !== shown.at(index)?.row)
        );
      }
      if (touched.size * rebuildShare > entries.size) {
        for (const id of touched) readAgain(id);
        arrange();
        return true;
      }
      let isChanged = false;
      for (const id of touched) isChanged = move(id) || isChanged;
      return isChanged;
    },
    rekey(ids) {
      const before = shown.size;
      const changed: [Entry<Row>, Entry<Row>][] = [];
      for (const id of ids) {
        const entry = entries.get(id);
        if (entry === undefined) continue;
        const key = sort.key(entry.row);
        if (key !== entry.key) changed.push([entry, {...entry, key}]);
      }
      const isMuch = changed.length * rebuildShare > before;
      for (const [old, now] of changed) {
        entries.set(now.id, now);
        if (!isMuch && old.isShown) shown.replace(old, now);
      }
      if (isMuch) arrange();
      return changed.length > 0;
    },
    get isWhole() {
      return rest === null;
    },
    fill: count => fillWith(source.get, count),
    take(came, went) {
      let isChanged = false;
      for (const id of went) {
        const before = entries.get(id);
        if (before?.isShown) shown.remove(before);
        isChanged = entries.delete(id) || isChanged;
      }
      for (const row of came) {
        if (entries.has(options.id(row))) continue;
        const entry = entryOf(row);
        entries.set(entry.id, entry);
        if (entry.isShown) shown.insert(entry);
        isChanged = true;
      }
      return isChanged;
    },
    setSort(next) {
      sort = next;
      for (const [id, entry] of entries) entries.set(id, {...entry, key: sort.key(entry.row)});
      arrange();
    },
    setFilter(next) {
      filter = next;
      for (const [id, entry] of entries) {
        const isShown = passes(entry.row);
        if (isShown !== entry.isShown) entries.set(id, {...entry, isShown});
      }
      arrange();
    },
  };
}

function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === 'number' ? -1 : 1;
}

/** What is not a number comes first, so that any two keys have an order. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a - b || 0;
}
