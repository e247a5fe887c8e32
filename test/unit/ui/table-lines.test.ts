import fc from 'fast-check';
import {expect, test} from 'vitest';
import {measureRow, placeColumns} from '../../../source/ui/column-layout.ts';
import {lineText, lineWidth} from '../../../source/ui/line-text.ts';
import {headerLine, type RowState, rowLine} from '../../../source/ui/table-lines.ts';
import {aColumn, type Cells} from './columns.ts';

const columns = [
  aColumn('name', {min: 10, sortKey: row => row['name'] ?? ''}),
  aColumn('count', {min: 6, align: 'right', sortKey: row => Number(row['count'])}),
];
const placed = placeColumns(columns, {}, 40);
const plain = {
  isSelected: false,
  isMarked: false,
  isFocused: true,
  tone: undefined,
  width: 24,
} as const;

const lineOf = (row: Cells, state: Partial<RowState> = {}) =>
  rowLine(placed, measureRow(columns, row, 0), {...plain, ...state});

test('the sorted column has an arrow in its direction', () => {
  expect(lineText(headerLine(placed, {id: 'name', descending: false}))).toBe('  NAME↑        COUNT');
  expect(lineText(headerLine(placed, {id: 'count', descending: true}))).toBe('  NAME        COUNT↓');
  expect(lineText(headerLine(placed, null))).toBe('  NAME         COUNT');
});

test('a row has its cells under their titles, numbers at the right', () => {
  expect(lineText(lineOf({name: 'api', count: '42'}))).toBe('  api             42    ');
});

test('selection and marks show by signs, and of a selected row the signs and the name stand out', () => {
  const line = lineOf({name: 'api', count: '3'}, {isSelected: true, isMarked: true});
  expect(lineText(line).slice(0, 5)).toBe('▸●api');
  expect(lineText(line.filter(span => span.inverse))).toBe('▸●api');
});

test('a name that stands out keeps the tone of its row', () => {
  const line = lineOf({name: 'api'}, {isSelected: true, tone: 'critical'});
  expect(line.find(span => span.text === 'api')).toMatchObject({tone: 'critical', inverse: true});
});

test('a selection in a pane without the focus keeps its sign only', () => {
  const line = lineOf({name: 'api'}, {isSelected: true, isFocused: false});
  expect(lineText(line).startsWith('▸')).toBe(true);
  expect(line.some(span => span.inverse)).toBe(false);
});

test('the tone of a row colours only cells that have none', () => {
  const toned = [aColumn('name'), aColumn('state', {cell: () => ({text: 'down', tone: 'critical'})})];
  const line = rowLine(placeColumns(toned, {}, 40), measureRow(toned, {name: 'api'}, 0), {
    ...plain,
    tone: 'stale',
  });
  expect(line.find(span => span.text === 'api')?.tone).toBe('stale');
  expect(line.find(span => span.text === 'down')?.tone).toBe('critical');
});

test('a row is exactly as wide as the table, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.string({unit: 'grapheme', maxLength: 30}),
      fc.string({unit: 'binary', maxLength: 20}),
      (name, count) => {
        expect(lineWidth(lineOf({name, count}))).toBe(24);
      },
    ),
  );
});
