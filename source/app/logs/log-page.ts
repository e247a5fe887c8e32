import type {LogView} from '../../store/logs/log-view.ts';
import type {Line} from '../../ui/span.ts';

/** A screenful of a log. */
export interface LogPage {
  readonly rows: readonly Line[];
  /** Places of the lines at the upper and the lower edge. */
  readonly first: number;
  readonly last: number;
}

/** The rows of the line at a place. */
type RowsAt = (place: number) => readonly Line[];

/** Lines from a place on; null, or where fewer than a screenful follow: the last ones. */
export const pageOfLog = (view: LogView, rowsAt: RowsAt, from: number | null, height: number): LogPage => {
  if (from === null) return lastPage(view, rowsAt, height);
  const rows: Line[] = [];
  let place = from;
  for (; place < view.count && rows.length < height; place += 1) rows.push(...rowsAt(place));
  if (rows.length < height) return lastPage(view, rowsAt, height);
  return {rows: rows.slice(0, height), first: from, last: place - 1};
};

const lastPage = (view: LogView, rowsAt: RowsAt, height: number): LogPage => {
  const rows: (readonly Line[])[] = [];
  let count = 0;
  let place = view.count;
  while (place > 0 && count < height) {
    place -= 1;
    const own = rowsAt(place);
    rows.push(own);
    count += own.length;
  }
  return {rows: rows.reverse().flat().slice(-height), first: place, last: view.count - 1};
};
