import type {Level} from '../../domain/verdict.ts';
import {type Paint, plainLine} from './paint.ts';

/** A cell and what it means. */
export interface Cell {
  readonly text: string;
  readonly level?: Level;
}

export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Cut first where the terminal is too narrow: texts, not names or numbers. */
  readonly gives?: boolean;
}

const gap = '   ';
// Below this a cut cell says nothing any more.
const narrowest = 8;

/**
 * Lays rows out in columns, with a line of titles as the docker CLI has it. `width` null: nothing is cut.
 * The last column is not padded, so that no line ends in blanks.
 */
export async function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly Cell[])[],
  width: number | null,
  paint: Paint,
): Promise<string> {
  const clean = rows.map(row => row.map(cell => ({...cell, text: plainLine(cell.text)})));
  const measure = await chooseMeasure(clean);
  const wanted = columns.map((column, index) =>
    clean.reduce((most, row) => Math.max(most, measure(row[index]?.text ?? '')), column.title.length),
  );
  const widths = width === null ? wanted : narrow(columns, wanted, width);
  const lines = clean.map(row => layOut(columns, row, widths, measure, paint));
  const titles = columns.map(column => ({text: column.title}));
  const head = layOut(columns, titles, widths, measure, text => text);
  return `${[paint(head, 'title'), ...lines].join('\n')}\n`;
}

/** Plain ASCII needs no tables of character widths, and nearly all of Docker's names are. */
async function chooseMeasure(rows: readonly (readonly Cell[])[]): Promise<(text: string) => number> {
  if (rows.every(row => row.every(cell => /^[ -~]*$/.test(cell.text)))) {
    return text => text.length;
  }
  const {default: stringWidth} = await import('string-width');
  return text => stringWidth(text);
}

/** Takes what is too much from the columns that give, the widest first. */
function narrow(columns: readonly TextColumn[], wanted: readonly number[], width: number): readonly number[] {
  const widths = [...wanted];
  let excess = widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1) - width;
  while (excess > 0) {
    const giving = columns
      .map((column, index) => ({column, index, now: widths[index] ?? 0}))
      .filter(each => each.column.gives === true && each.now > Math.max(narrowest, each.column.title.length))
      .sort((a, b) => b.now - a.now);
    const widest = giving[0];
    if (widest === undefined) {
      break;
    }
    const floor = Math.max(narrowest, widest.column.title.length, giving[1]?.now ?? 0);
    const give = Math.min(excess, Math.max(1, widest.now - floor));
    widths[widest.index] = widest.now - give;
    excess -= give;
  }
  return widths;
}

function layOut(
  columns: readonly TextColumn[],
  row: readonly Cell[],
  widths: readonly number[],
  measure: (text: string) => number,
  paint: Paint,
): string {
  const cells = columns.map((column, index) => {
    const cell = row[index] ?? {text: ''};
    const width = widths[index] ?? 0;
    const text = cut(cell.text, width, measure);
    const blanks = ' '.repeat(Math.max(0, width - measure(text)));
    const painted = paint(text, cell.level ?? 'plain');
    if (column.align === 'right') {
      return `${blanks}${painted}`;
    }
    return index === columns.length - 1 ? painted : `${painted}${blanks}`;
  });
  return cells.join(gap).trimEnd();
}

function cut(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) {
    return text;
  }
  let kept = '';
  for (const character of text) {
    if (measure(kept + character) > width - 1) {
      break;
    }
    kept += character;
  }
  return `${kept}…`;
}
