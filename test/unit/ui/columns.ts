import type {Column} from '../../../source/ui/column.ts';

/** A row of any columns: its cells by column id. */
export type Cells = Readonly<Record<string, string>>;

export function aColumn(id: string, more: Partial<Column<Cells>> = {}): Column<Cells> {
  return {id, title: id.toUpperCase(), min: 4, priority: 1, cell: row => row[id] ?? '', ...more};
}
