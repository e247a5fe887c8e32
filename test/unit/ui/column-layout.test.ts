import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {columnGap, measureRow, placeColumns, widenFor} from '../../../source/ui/column-layout.ts';
import {aColumn, type Cells} from './columns.ts';

const columns = [
  aColumn('name', {priority: 1, min: 8, max: 40}),
  aColumn('mode', {priority: 3, min: 10}),
  aColumn('running', {priority: 2, min: 7, align: 'right'}),
  aColumn('image', {priority: 4, min: 12, max: 60}),
];
const row: Cells = {
  name: 'media_transcoder',
  mode: 'replicated',
  running: '2/3',
  image: 'registry.example/media/transcoder:1.8',
};
const widths = widenFor({}, columns, measureRow(columns, row, 0));
const placed = (width: number) =>
  placeColumns(columns, widths, width).map(place => `${place.column.id} ${place.width}`);

describe('sharing the width', () => {
  test('with room for all, every column is as wide as its content', () => {
    expect(placed(120)).toEqual(['name 16', 'mode 10', 'running 7', 'image 37']);
  });

  test('with less room, the least important content is cut first', () => {
    expect(placed(60)).toEqual(['name 16', 'mode 10', 'running 7', 'image 21']);
  });

  test('on a narrow screen the least important columns fold away, and what they leave is used', () => {
    expect(placed(45)).toEqual(['name 16', 'mode 10', 'running 7']);
    expect(placed(30)).toEqual(['name 16', 'running 7']);
    expect(placed(15)).toEqual(['name 15']);
  });

  test('content of a few cells is shown whole or not at all', () => {
    const address = [aColumn('name', {priority: 1, min: 8}), aColumn('address', {priority: 2, min: 9})];
    const seen = widenFor({}, address, measureRow(address, {name: 'manager-1', address: '10.99.103.111'}, 0));
    const ids = (width: number) =>
      placeColumns(address, seen, width).map(({column, width}) => `${column.id} ${width}`);
    expect(ids(24)).toEqual(['name 9', 'address 13']);
    expect(ids(23)).toEqual(['name 9']);
  });

  test('a long name gives way to the second most important column, and keeps what tells it', () => {
    const long = [
      aColumn('name', {priority: 1, min: 8}),
      aColumn('running', {priority: 1, min: 7}),
      aColumn('health', {priority: 2, min: 26}),
    ];
    const remark = '1/2 (+1 on dead worker-2)';
    const seen = widenFor(
      {},
      long,
      measureRow(long, {name: 'n'.repeat(60), running: remark, health: 'h'.repeat(40)}, 0),
    );
    const ids = (width: number) =>
      placeColumns(long, seen, width).map(({column, width: cells}) => `${column.id} ${cells}`);
    expect(ids(76)).toEqual(['name 21', 'running 25', 'health 26']);
    expect(ids(70)).toEqual(['name 20', 'running 20', 'health 26']);
    expect(ids(69)).toEqual(['name 42', 'running 25']);
  });

  test('a column with nothing to show gives way to less important ones that have something', () => {
    const ports = [
      aColumn('name', {priority: 1, min: 8}),
      aColumn('ports', {priority: 2, min: 8}),
      aColumn('image', {priority: 3, min: 8}),
    ];
    const seen = widenFor({}, ports, measureRow(ports, {name: 'web', ports: '', image: 'app:1'}, 0));
    expect(placeColumns(ports, seen, 18).map(({column}) => column.id)).toEqual(['name', 'image']);
  });

  test('a column with nothing to show takes no cell of what others have to show', () => {
    const cut = [
      aColumn('name', {priority: 1, min: 8}),
      aColumn('health', {priority: 2, min: 10}),
      aColumn('ports', {priority: 3, min: 8}),
    ];
    const seen = widenFor({}, cut, measureRow(cut, {name: 'web', health: 'h'.repeat(40), ports: ''}, 0));
    const ids = (width: number) =>
      placeColumns(cut, seen, width).map(({column, width: cells}) => `${column.id} ${cells}`);
    expect(ids(59)).toEqual(['name 8', 'health 40']);
    expect(ids(60)).toEqual(['name 8', 'health 40', 'ports 8']);
  });

  test('the order on the screen is the order of the columns, not of their importance', () => {
    expect(placed(120).map(text => text.split(' ')[0])).toEqual(columns.map(column => column.id));
  });

  test('a limit is kept even where there is room', () => {
    const limited = [aColumn('name', {max: 10})];
    const [place] = placeColumns(
      limited,
      widenFor({}, limited, measureRow(limited, {name: 'x'.repeat(50)}, 0)),
      100,
    );
    expect(place?.width).toBe(10);
  });

  test('a column that sorts keeps a cell for the arrow behind its title', () => {
    const [place] = placeColumns([aColumn('age', {title: 'CREATED', sortKey: () => 0})], {}, 100);
    expect(place?.width).toBe('CREATED'.length + 1);
  });
});

test('widths only grow, so that scrolling does not move columns', () => {
  const wide = widenFor({}, columns, measureRow(columns, row, 0));
  const later = widenFor(
    wide,
    columns,
    measureRow(columns, {name: 'web', mode: 'global', running: '1/1', image: 'nginx'}, 0),
  );
  expect(later).toEqual(wide);
});

test('columns never take more than the width, and each at least a cell', () => {
  const anyColumn = fc.record({
    id: fc.string({minLength: 1, maxLength: 8}),
    min: fc.integer({min: 1, max: 20}),
    priority: fc.integer({min: 1, max: 5}),
    content: fc.integer({min: 0, max: 80}),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(anyColumn, {selector: column => column.id, minLength: 1, maxLength: 10}),
      fc.integer({min: 1, max: 220}),
      (shapes, width) => {
        const some = shapes.map(shape => aColumn(shape.id, {min: shape.min, priority: shape.priority}));
        const seen = Object.fromEntries(shapes.map(shape => [shape.id, shape.content]));
        const places = placeColumns(some, seen, width);
        const total = places.reduce((sum, place) => sum + place.width + columnGap, -columnGap);
        expect(places.length).toBeGreaterThan(0);
        expect(total).toBeLessThanOrEqual(width);
        for (const place of places) expect(place.width).toBeGreaterThan(0);
      },
    ),
  );
});
