import {afterEach, describe, expect, test} from 'vitest';
import type {Column} from '../../source/ui/column.ts';
import {Table} from '../../source/ui/table.tsx';
import {isTheme} from '../../source/ui/theme.ts';
import {ThemeProvider} from '../../source/ui/theme-provider.tsx';
import {resolveTheme} from '../../source/ui/theme-resolve.ts';
import dark from '../../themes/dark.json' with {type: 'json'};
import {type Harness, renderScreen} from './harness.tsx';

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
  if (!isTheme(dark)) throw new Error('the dark theme is not a theme');
  const rows = props.rows ?? fruits;
  return (
    <ThemeProvider theme={resolveTheme(dark, '256')}>
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
    </ThemeProvider>
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

test('shows the selected row by a sign and a background, a marked one by another sign', async () => {
  screen = await renderScreen(fruitTable({width: 80, height: 24}));
  expect(screen.row(3)).toBe('▸ fruit-2        6  green');
  expect(screen.row(2)).toBe(' ●fruit-1        3  red');
  expect(screen.cell(79, 3).bg).toBe(24);
  expect(screen.cell(10, 2).bg).toBeNull();
  expect(screen.cellOf('green').fg).toBe(77);
});

test('says what an empty table means', async () => {
  screen = await renderScreen(fruitTable({width: 80, height: 24, rows: []}));
  expect(screen.row(1)).toBe('  No fruit.');
  expect(screen.row(2)).toBe('  Buy some.');
});
