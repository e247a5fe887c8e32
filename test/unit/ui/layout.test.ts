import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Area, type LayoutInput, layoutPanes} from '../../../source/ui/layout.ts';

const console: LayoutInput = {
  columns: 80,
  rows: 24,
  headerRows: 2,
  footerRows: 1,
  mainMinWidth: 78,
  mainMinHeight: 12,
  sides: [
    {id: 'health', side: 'right', minWidth: 44, minHeight: 8},
    {id: 'events', side: 'right', minWidth: 44, minHeight: 8},
    {id: 'logs', side: 'bottom', minWidth: 80, minHeight: 10},
  ],
  zoomed: null,
};

test('80×24 has one pane between header and footer', () => {
  expect(layoutPanes(console)).toEqual({
    main: {column: 0, row: 2, width: 80, height: 21},
    sides: [],
    folded: ['health', 'events', 'logs'],
  });
});

test('200×60 has room for all', () => {
  expect(layoutPanes({...console, columns: 200, rows: 60})).toEqual({
    main: {column: 0, row: 2, width: 128, height: 38},
    sides: [
      {id: 'health', area: {column: 128, row: 2, width: 72, height: 19}},
      {id: 'events', area: {column: 128, row: 21, width: 72, height: 19}},
      {id: 'logs', area: {column: 0, row: 40, width: 200, height: 19}},
    ],
    folded: [],
  });
});

test('a low and wide screen keeps what fits beside', () => {
  const layout = layoutPanes({...console, columns: 200, rows: 24});
  expect(layout.sides.map(side => side.id)).toEqual(['health', 'events']);
  expect(layout.folded).toEqual(['logs']);
});

test('a zoomed pane has all the room', () => {
  const whole = {column: 0, row: 2, width: 80, height: 21};
  expect(layoutPanes({...console, zoomed: 'logs'})).toMatchObject({
    main: null,
    sides: [{id: 'logs', area: whole}],
  });
  expect(layoutPanes({...console, columns: 200, rows: 60, zoomed: 'main'}).sides).toEqual([]);
});

const cellsOf = (area: Area) => area.width * area.height;

test('panes fill the room exactly, never overlap and never get less than they need', () => {
  fc.assert(
    fc.property(fc.integer({min: 20, max: 300}), fc.integer({min: 5, max: 100}), (columns, rows) => {
      const layout = layoutPanes({...console, columns, rows});
      const areas = [...layout.sides.map(side => side.area), ...(layout.main ? [layout.main] : [])];
      expect(areas.reduce((sum, area) => sum + cellsOf(area), 0)).toBe(columns * (rows - 3));
      for (const area of areas) {
        expect(area.column + area.width).toBeLessThanOrEqual(columns);
        expect(area.row + area.height).toBeLessThanOrEqual(rows - 1);
      }
      for (const {id, area} of layout.sides) {
        const wanted = console.sides.find(side => side.id === id);
        expect(area.width).toBeGreaterThanOrEqual(wanted?.minWidth ?? 0);
        expect(area.height).toBeGreaterThanOrEqual(wanted?.minHeight ?? 0);
      }
    }),
  );
});
