import {type Figure, type Measured, median, quantile} from './figure.ts';

const titles = ['What', 'n', 'median', 'p95', 'max', 'budget', 'held against', 'ratio'] as const;

/** The figures of a measurement as rows of text, the titles first. */
export function rowsOf(figures: readonly Figure[]): readonly (readonly string[])[] {
  return [titles, ...figures.map(rowOf)];
}

function rowOf(figure: Figure): readonly string[] {
  const {name, unit, samples, reference} = figure;
  const middle = median(samples);
  const value = (figureValue: number) => `${rounded(figureValue)} ${unit}`;
  const isOne = samples.length === 1;
  const other = reference === undefined ? null : median(reference.samples);
  return [
    name,
    String(samples.length),
    value(middle),
    isOne ? '' : value(quantile(samples, 0.95)),
    isOne ? '' : value(Math.max(...samples)),
    budgetsOf(figure),
    reference === undefined || other === null ? '' : `${reference.name}: ${value(other)}`,
    other === null || other === 0 ? '' : `${rounded(middle / other)}×`,
  ];
}

/** The budget of the median, then that of the 99th percentile with its figure; a cross before each that is missed. */
function budgetsOf({samples, unit, budget, tailBudget}: Figure): string {
  const limit = (value: number, most: number) => `${value > most ? '✖ ' : ''}≤ ${rounded(most)} ${unit}`;
  const tail = quantile(samples, 0.99);
  return [
    ...(budget === undefined ? [] : [limit(median(samples), budget)]),
    ...(tailBudget === undefined ? [] : [`p99 ${rounded(tail)} ${unit} ${limit(tail, tailBudget)}`]),
  ].join(', ');
}

/** Three digits are as many as such measurements bear. */
export function rounded(value: number): string {
  if (value === 0) return '0';
  const digits = Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  const [whole = '', fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** For the terminal: columns padded to their widest cell. */
export function plainTable(rows: readonly (readonly string[])[]): string {
  const widths = widthsOf(rows);
  return rows
    .map(row =>
      row
        .map((cell, column) => pad(cell, widths, column))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = widthsOf(rows);
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => pad(cell, widths, column)).join(' | ')} |`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

export function markdown({title, how, figures, notes = []}: Measured): string {
  const list = notes.length === 0 ? [] : [notes.map(note => `- ${note}`).join('\n')];
  return [`### ${title}`, how, markdownTable(rowsOf(figures)), ...list].join('\n\n');
}

/** What stands between the markers of that name. */
export function section(text: string, name: string): string {
  const {from, to} = markers(text, name);
  return text.slice(from, to);
}

/** The text with what stands between the markers of that name replaced. */
export function between(text: string, name: string, content: string): string {
  const {from, to} = markers(text, name);
  return `${text.slice(0, from)}\n\n${content}\n\n${text.slice(to)}`;
}

function markers(text: string, name: string): {readonly from: number; readonly to: number} {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const at = text.indexOf(begin);
  const to = text.indexOf(end);
  if (at === -1 || to < at) throw new Error(`no markers ${begin} … ${end}`);
  return {from: at + begin.length, to};
}

const widthsOf = (rows: readonly (readonly string[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map(row => (row[column] ?? '').length)));

const pad = (cell: string, widths: readonly number[], column: number): string =>
  cell.padEnd(widths[column] ?? 0);
