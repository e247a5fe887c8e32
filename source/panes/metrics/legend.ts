import {fitLine} from '../../ui/line-text.ts';
import type {Line, Span} from '../../ui/span.ts';
import {clockInWords} from '../quantities.ts';
import {type ChartBlock, lineSigns, lineTones} from './chart-block.ts';
import type {Drawn} from './drawn.ts';
import type {Mark} from './marks.ts';
import {columnOf, type TimeColumns} from './time-columns.ts';

/** The lines by their letters, each with its values at the cross-hair, or the newest; then what was done. */
export const legendLines = (input: {
  readonly drawn: readonly Drawn[];
  readonly blocks: readonly ChartBlock[];
  readonly columns: TimeColumns;
  readonly cursorMs: number | null;
  readonly marks: readonly Mark[];
  readonly width: number;
  readonly height: number;
}): readonly Line[] => {
  const {drawn, blocks, columns, cursorMs, marks, width, height} = input;
  const at = cursorMs === null ? null : columnOf(columns, cursorMs);
  const nameWidth = Math.min(32, Math.max(8, ...drawn.map(({name}) => name.length)));
  const when: Line = [
    {text: cursorMs === null ? ' now' : ` at ${clockInWords(cursorMs)}`, tone: 'title'},
    {text: cursorMs === null ? '' : '  esc leaves the cross-hair', tone: 'muted'},
  ];
  const lines = drawn.map(({name}, index): Line => {
    const tone = lineTones[index] ?? 'text';
    const sign = drawn.length > 1 ? (lineSigns[index] ?? '?') : '─';
    return [
      {text: ` ${sign} `, tone, bold: true},
      ...fitLine([{text: name}], nameWidth),
      ...blocks.flatMap(
        (block): Line => [
          {text: `  ${short(block.kind.title)} `, tone: 'muted'},
          valueSpan(block, block.values[index] ?? [], at),
        ],
      ),
    ];
  });
  const room = Math.max(0, height - 1 - lines.length);
  const told = marks.slice(-room || marks.length).slice(0, room);
  return [when, ...lines, ...told.map(markLine)].slice(0, height).map(line => fitLine(line, width));
};

const short = (title: string): string => (title.split(',')[0] ?? title).toLowerCase();

const valueSpan = ({kind}: ChartBlock, values: readonly number[], at: number | null): Span => {
  const value = at === null ? values.at(-1) : values[at];
  if (value === undefined || Number.isNaN(value)) return {text: '–'.padEnd(9), tone: 'muted'};
  return {text: kind.words(value).padEnd(9)};
};

const markLine = ({atMs, sign, text}: Mark): Line => [
  {text: ` ${sign} `, tone: 'accent'},
  {text: `${clockInWords(atMs)} `, tone: 'muted'},
  {text},
];
