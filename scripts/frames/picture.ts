import {rgbBit, type ScreenCell} from '../../test/driver/screen.ts';

/** What a terminal shows, cell by cell. */
export interface Frame {
  readonly title: string;
  /** What the terminal writes on and with by itself. */
  readonly terminal: {readonly paper: string; readonly ink: string};
  readonly columns: number;
  readonly rows: number;
  cellAt(column: number, row: number): ScreenCell;
}

interface Run {
  readonly column: number;
  readonly length: number;
  readonly text: string;
  readonly style: Style;
}

interface Style {
  readonly fg: string;
  readonly bg: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

const cell = {width: 8.43, height: 16, fontSize: 14, baseline: 13};
const margin = 12;

/** A terminal that is dark, and one that is light, as many are set up. */
export const darkTerminal = {paper: '#11151c', ink: '#d3d7de'} as const;
export const lightTerminal = {paper: '#fbfbfa', ink: '#24292f'} as const;

/** The sixteen colours that terminals choose for themselves; the others have fixed values. */
const ansi = [
  '#1c2129',
  '#e05561',
  '#8cc265',
  '#d18f52',
  '#4aa5f0',
  '#c162de',
  '#42b3c2',
  '#d7dae0',
  '#5f6b7c',
  '#ff616e',
  '#a5e075',
  '#f0a45d',
  '#4dc4ff',
  '#de73ff',
  '#4cd1e0',
  '#ffffff',
];

/** The parts of a picture of a frame: a grid of one typeface, with one element for each run of cells that look alike. */
export function pictureParts(frame: Frame): {
  readonly width: number;
  readonly height: number;
  readonly paper: string;
  readonly rows: readonly string[];
} {
  return {
    width: Math.ceil(frame.columns * cell.width + 2 * margin),
    height: frame.rows * cell.height + 2 * margin,
    // The margin is of the colour that most of the screen has.
    paper: commonGround(frame),
    rows: Array.from({length: frame.rows}, (_, row) => rowOf(frame, row)),
  };
}

/** Attributes of the group that the rows of a picture stand in. */
export const font = `font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="${cell.fontSize}"`;

/** A picture of a frame. */
export function picture(frame: Frame): string {
  const {width, height, paper, rows} = pictureParts(frame);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t">`,
    `<title id="t">${escaped(frame.title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${paper}"/>`,
    `<g ${font} fill="${frame.terminal.ink}" xml:space="preserve">`,
    ...rows.filter(row => row !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function rowOf(frame: Frame, row: number): string {
  const runs = runsOf(frame, row);
  const top = margin + row * cell.height;
  const paper = commonGround(frame);
  const shades = groundsOf(runs).flatMap(({column, length, style}) =>
    style.bg === paper
      ? []
      : `<rect x="${left(column)}" y="${top}" width="${short(length * cell.width)}" height="${cell.height}" fill="${style.bg}"/>`,
  );
  const spans = runs.filter(({text}) => text.trim() !== '').map(run => span(run, frame.terminal.ink));
  const text = spans.length === 0 ? [] : [`<text y="${top + cell.baseline}">${spans.join('')}</text>`];
  return [...shades, ...text].join('');
}

/** Runs of one background: two rectangles side by side would leave a seam. */
function groundsOf(runs: readonly Run[]): readonly Run[] {
  const grounds: Run[] = [];
  for (const run of runs) {
    const last = grounds.at(-1);
    if (last?.style.bg === run.style.bg)
      grounds[grounds.length - 1] = {...last, length: last.length + run.length};
    else grounds.push(run);
  }
  return grounds;
}

function span({column, text, style}: Run, ink: string): string {
  const indent = text.length - text.trimStart().length;
  const attributes = [
    `x="${left(column + indent)}"`,
    ...(style.fg === ink ? [] : [`fill="${style.fg}"`]),
    ...(style.bold ? ['font-weight="700"'] : []),
    ...(style.italic ? ['font-style="italic"'] : []),
    ...(style.underline ? ['text-decoration="underline"'] : []),
  ];
  return `<tspan ${attributes.join(' ')}>${escaped(text.trim())}</tspan>`;
}

function runsOf(frame: Frame, row: number): readonly Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < frame.columns; column += 1) {
    const here = frame.cellAt(column, row);
    const style = styleOf(here, frame.terminal);
    const text = here.text === '' ? ' ' : here.text;
    const last = runs.at(-1);
    if (last !== undefined && looksAlike(last.style, style) && !isFar(last, text)) {
      runs[runs.length - 1] = {...last, text: last.text + text, length: last.length + 1};
    } else runs.push({column, length: 1, text, style});
  }
  return runs;
}

/** A run ends where a gap of blanks does, so that what follows keeps its column in every typeface. */
const isFar = (run: Run, text: string): boolean => run.text.endsWith('  ') && text !== ' ';

const looksAlike = (a: Style, b: Style): boolean =>
  a.fg === b.fg && a.bg === b.bg && a.bold === b.bold && a.italic === b.italic && a.underline === b.underline;

function styleOf(here: ScreenCell, {paper, ink}: Frame['terminal']): Style {
  const {fg, bg, bold, dim, inverse, italic, underline} = here;
  const front = fg === null ? ink : colour(fg);
  const back = bg === null ? paper : colour(bg);
  const shown = inverse ? {fg: back, bg: front} : {fg: front, bg: back};
  return {...shown, fg: dim ? mixed(shown.fg, shown.bg) : shown.fg, bold, italic, underline};
}

/** The background at the screen's first cell, which belongs to no row that stands out. */
const commonGround = (frame: Frame): string => styleOf(frame.cellAt(0, 0), frame.terminal).bg;

/** A palette index as xterm has it: sixteen names, a cube of 6×6×6, a ramp of greys. */
function colour(index: number): string {
  if (index & rgbBit) return hex([(index >> 16) & 255, (index >> 8) & 255, index & 255]);
  const named = ansi[index];
  if (named !== undefined) return named;
  if (index >= 232) return hex([1, 1, 1].map(() => 8 + (index - 232) * 10));
  const level = (part: number) => (part === 0 ? 0 : 55 + part * 40);
  const cube = index - 16;
  return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level));
}

function mixed(a: string, b: string): string {
  const part = (colourText: string, at: number) => Number.parseInt(colourText.slice(at, at + 2), 16);
  return hex([1, 3, 5].map(at => Math.round((part(a, at) + part(b, at)) / 2)));
}

const hex = (parts: readonly number[]): string =>
  `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
const left = (column: number): string => short(margin + column * cell.width);
const short = (value: number): string => String(Math.round(value * 10) / 10);
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
