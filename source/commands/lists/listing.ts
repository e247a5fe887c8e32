import type {Source} from '../../domain/freshness.ts';
import type {Level} from '../../domain/verdict.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {FigureSources} from '../../store/metrics/uses.ts';

/** What a JSON field can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | {readonly [name: string]: JsonValue};

/** A field of a record, and the column of the table where it has a title. */
export interface Field<Row> {
  /** Name in the JSON: fixed, other programs read it. */
  readonly name: string;
  /** Type as docs/commands.md gives it. */
  readonly type: string;
  readonly meaning: string;
  readonly value: (row: Row) => JsonValue;
  /** Absent: not in the table. */
  readonly title?: string;
  /** How the table shows it; by default as it is. */
  readonly cell?: (row: Row, nowMs: number) => string;
  readonly level?: (row: Row) => Level;
  readonly align?: 'left' | 'right';
  readonly gives?: boolean;
}

/** How the rows of a list command look, as data: output, help and documentation come from it. */
export interface RowListing<Row> {
  /** Name of the command. */
  readonly name: string;
  readonly fields: readonly Field<Row>[];
  /** What `--format names` prints. */
  readonly nameOf: (row: Row) => string;
  readonly labelsOf: (row: Row) => Readonly<Record<string, string>>;
}

/** A list of what is in a cluster. */
export interface Listing<Row> extends RowListing<Row> {
  /** What the rows are made from and must be fresh for them to be. */
  readonly sources: readonly Source[];
  /** Asked for as well, but the rows can be had without it. */
  readonly alsoAsk?: readonly Source[];
  readonly rows: (store: ClusterStore) => readonly Row[];
  /** The same rows with what they use; absent: they use nothing. */
  readonly usedRows?: (look: FigureSources, nowMs: number) => readonly Row[];
}

/** One record of the JSON. */
export function recordOf<Row>(listing: RowListing<Row>, row: Row): Record<string, JsonValue> {
  return Object.fromEntries(listing.fields.map(field => [field.name, field.value(row)]));
}

/** A time for JSON; null where there is none. */
export function timeValue(ms: number | null): string | null {
  return ms === null || !Number.isFinite(ms) || ms <= 0 ? null : new Date(ms).toISOString();
}

/** A cell's text: as the field shows itself, or its value in words. */
export function cellText<Row>(field: Field<Row>, row: Row, nowMs: number): string {
  if (field.cell !== undefined) {
    return field.cell(row, nowMs);
  }
  const value = field.value(row);
  if (value === null) {
    return '-';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
