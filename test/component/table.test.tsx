import {afterEach, describe, expect, test} from 'vitest';
import type {Column} from '../../source/ui/column.ts';
import {Table} from '../../source/ui/table.tsx';
import {type Harness, renderScreen} from './harness.tsx';
import {dark, Themed} from './themed.tsx';

interface Fruit {
  readonly name: string;
  readonly color: string;
  readonly count: number;
}

const columns: readonly Column<Fruit>[] = [
  {id: 'name', title: 'NAME', min: 6, priority: 1, cell: row => row.name, sortKey: row => row.name},
  {
    id: 'count',
    title: 'COUNT',
    min: 5,
    align: 'right',
    priority: 2,
    cell: row => String(row.count),
    sortKey: row => row.count,
  },
  {id: 'color', title: 'COLOR', min: 8, priority: 3, cell: row => ({text: row.color, tone: 'ok'})},
];

const fruits: readonly Fruit[] = Array.from({length: 1000}, (_, index) => ({
  name: `fruit-${index}`,
  color: index % 2 ? 'red' : 'green',
  count: index * 3,
}));

let screen: Harness | null = null;
afterEach(async () => {
  await screen?.close();
  screen = null;
});

function fruitTable(props: {width: number; height: number; top?: number; rows?: readonly Fruit[]}) {
  const rows = props.rows ?? fruits;
  return (
    <Themed>
      <Table
        columns={columns}
        rowCount={rows.length}
        rowAt={index => rows[index]}
        rowKey={row => row.name}
        selectedKey="fruit-2"
        marked={key => key === 'fruit-1'}
        top={props.top ?? 0}
        sort={{id: 'count', descending: true}}
        width={props.width}
        height={props.height}
        focused
        nowMs={0}
        empty={'No fruit.\nBuy some.'}
      />
    </Themed>
  );
}

describe.each([
  [80, 24],
  [120, 40],
  [200, 50],
])('a table at %i×%i', (width, height) => {
  test('fills the screen with titles and the rows that fit', async () => {
    screen = await renderScreen(fruitTable({width, height}), {columns: width, rows: height});
    expect(screen.row(0)).toBe('  NAME      COUNT↓  COLOR');
    expect(screen.row(1)).toBe('  fruit-0        0  green');
    expect(screen.row(height - 1)).toContain(`fruit-${height - 2} `);
    expect(screen.rows()).toHaveLength(height);
  });
});

test('shows the selected row by its sign and its name, a marked one by another sign', async () => {
  screen = await renderScreen(fruitTable({width: 80, height: 24}));
  expect(screen.row(3)).toBe('▸ fruit-2        6  green');
  expect(screen.row(2)).toBe(' ●fruit-1        3  red');
  const standsOut = (column: number, row: number) => screen?.cell(column, row).inverse;
  expect([0, 2, 8, 9].map(column => standsOut(column, 3))).toEqual([true, true, true, false]);
  expect([0, 2, 8, 9].map(column => standsOut(column, 2))).toEqual([false, false, false, false]);
  expect(screen.cellOf('green').fg).toBe(dark.green);
});

test('says what an empty table means', async () => {
  screen = await renderScreen(fruitTable({width: 80, height: 24, rows: []}));
  expect(screen.row(1)).toBe('  No fruit.');
  expect(screen.row(2)).toBe('  Buy some.');
});

test('columns stay where they are while the table scrolls', async () => {
  screen = await renderScreen(fruitTable({width: 80, height: 24, top: 900}));
  const at = screen.row(1).indexOf('green');
  screen.terminal.render(fruitTable({width: 80, height: 24, top: 0}));
  await screen.settle();
  expect(screen.row(1)).toContain('fruit-0 ');
  expect(screen.row(1).indexOf('green')).toBe(at);
});

test('only visible rows are asked for', async () => {
  const asked = new Set<number>();
  const many = (
    <Table
      columns={columns}
      rowCount={100_000}
      rowAt={index => {
        asked.add(index);
        return {name: `n${index}`, color: 'red', count: index};
      }}
      rowKey={row => row.name}
      selectedKey={null}
      top={50_000}
      width={80}
      height={24}
      focused
      nowMs={0}
    />
  );
  screen = await renderScreen(many);
  expect([Math.min(...asked), Math.max(...asked)]).toEqual([50_000, 50_022]);
});

test('a table that became shorter than it was scrolled still shows its rows', async () => {
  screen = await renderScreen(fruitTable({width: 80, height: 24, top: 500, rows: fruits.slice(0, 3)}));
  expect(screen.row(1)).toContain('fruit-0 ');
});

test('only rows that changed are asked for their cells again, once each, and a selection that moves asks for none', async () => {
  const asked: string[] = [];
  const name: Column<Fruit> = {
    id: 'name',
    title: 'NAME',
    min: 6,
    priority: 1,
    cell(row) {
      asked.push(row.name);
      return row.name;
    },
  };
  const columns = [name];
  const table = (rows: readonly Fruit[], selectedKey: string, nowMs = 0) => (
    <Themed>
      <Table
        columns={columns}
        rowCount={rows.length}
        rowAt={index => rows[index]}
        rowKey={row => row.name}
        selectedKey={selectedKey}
        top={0}
        width={40}
        height={11}
        focused
        nowMs={nowMs}
      />
    </Themed>
  );
  const askedFor = async (rows: readonly Fruit[], selectedKey: string, nowMs = 0) => {
    asked.length = 0;
    screen?.terminal.render(table(rows, selectedKey, nowMs));
    await screen?.settle();
    return [...asked];
  };
  screen = await renderScreen(table(fruits, 'fruit-2'), {columns: 40, rows: 11});
  expect(await askedFor(fruits, 'fruit-2')).toEqual([]);
  expect(await askedFor(fruits, 'fruit-3')).toEqual([]);
  const changed = fruits.map((fruit, index) => (index === 5 ? {...fruit, name: 'renamed'} : fruit));
  expect(await askedFor(changed, 'fruit-3')).toEqual(['renamed']);
  expect(screen.text()).toContain('renamed');
  // Later, ages may say something else.
  expect(await askedFor(changed, 'fruit-3', 1000)).toHaveLength(10);
});
