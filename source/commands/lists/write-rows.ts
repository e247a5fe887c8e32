import {nearest} from '../../domain/nearest.ts';
import {type Filter, parseFilter} from '../../store/filter.ts';
import type {CommandPorts, Invocation} from '../command.ts';
import {safeJson} from '../output/json.ts';
import {createPaint} from '../output/paint.ts';
import {sortRows} from '../output/sort-rows.ts';
import {textTable} from '../output/text-table.ts';
import {cellText, type Field, type JsonValue, type RowListing, recordOf} from './listing.ts';

/** What of the rows is wanted, in which order; or what is wrong with the wish. */
export type Choice<Row> =
  | {readonly kind: 'choice'; readonly filter: Filter; readonly sort: (rows: Row[]) => readonly Row[]}
  | {readonly kind: 'problem'; readonly message: string};

/** Understands `--filter` and `--sort` before anything is asked of an engine. */
export function chooseRows<Row>(listing: RowListing<Row>, {options}: Invocation): Choice<Row> {
  const filter = parseFilter(options.filter);
  if (filter.problem !== null) {
    return {kind: 'problem', message: `--filter: ${filter.problem}`};
  }
  const {sort} = options;
  if (sort === null) {
    return {kind: 'choice', filter, sort: rows => rows};
  }
  const names = listing.fields.map(field => field.name);
  const field = listing.fields.find(each => each.name.toLowerCase() === sort.field.toLowerCase());
  if (field === undefined) {
    const meant = nearest(sort.field, names);
    const advice = meant === null ? `Fields: ${names.join(', ')}.` : `Did you mean "${meant}"?`;
    return {kind: 'problem', message: `--sort: there is no field "${sort.field}". ${advice}`};
  }
  return {
    kind: 'choice',
    filter,
    sort: rows => {
      const sorted = sortRows(rows, row => [sortKey(field.value(row))]);
      return sort.descending ? sorted.reverse() : sorted;
    },
  };
}

// What has no value stands first, numbers compare as numbers.
function sortKey(value: JsonValue): string | number {
  return typeof value === 'number' ? value : value === null ? '' : String(value);
}

/** Writes the rows wanted in the format wanted. What is stale says so in every row. */
export async function writeRows<Row>(
  listing: RowListing<Row>,
  all: readonly Row[],
  choice: Extract<Choice<Row>, {kind: 'choice'}>,
  freshness: 'live' | 'stale',
  invocation: Invocation,
  ports: CommandPorts,
): Promise<void> {
  const nowMs = ports.nowMs();
  const shown = listing.fields.filter(field => field.title !== undefined);
  const {filter} = choice;
  const fits = filter.isEmpty
    ? [...all]
    : all.filter(row =>
        filter.matches({
          text: shown.map(field => cellText(field, row, nowMs)),
          labels: listing.labelsOf(row),
        }),
      );
  const rows = choice.sort(fits);
  switch (invocation.options.format) {
    case 'json': {
      // One record a line: a valid array for programs, and lines for grep.
      const records = rows.map(row => `  ${safeJson({...recordOf(listing, row), freshness})}`);
      ports.out(records.length === 0 ? '[]\n' : `[\n${records.join(',\n')}\n]\n`);
      return;
    }
    case 'names':
      ports.out(rows.map(row => `${listing.nameOf(row)}\n`).join(''));
      return;
    case 'table': {
      const fields = freshness === 'live' ? shown : [...shown, staleField<Row>()];
      ports.out(await tableOf(fields, rows, invocation, ports));
    }
  }
}

function tableOf<Row>(
  fields: readonly Field<Row>[],
  rows: readonly Row[],
  {options}: Invocation,
  {terminal, nowMs}: CommandPorts,
): Promise<string> {
  const now = nowMs();
  const cells = rows.map(row =>
    fields.map(field => {
      const level = field.level?.(row);
      return {text: cellText(field, row, now), ...(level === undefined ? {} : {level})};
    }),
  );
  const columns = fields.map(field => ({...field, title: field.title ?? ''}));
  const width = terminal.outputIsTerminal && options.truncate ? terminal.columns : null;
  return textTable(columns, cells, width, createPaint(options.color));
}

function staleField<Row>(): Field<Row> {
  return {
    name: 'freshness',
    type: 'string',
    meaning: 'Whether the row can be believed.',
    title: 'FRESHNESS',
    value: () => 'stale',
    level: () => 'unknown',
  };
}
