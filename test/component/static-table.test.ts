import {expect, it} from 'vitest';
import {staticTable} from '../../source/ui/static-table.tsx';

it('frames a small table, without colours', () => {
  const text = staticTable(
    [
      {area: 'terminal', ok: 3},
      {area: 'settings', ok: 12},
    ],
    80,
  );
  expect(text.split('\n').map(line => line.trimEnd())).toEqual([
    '┌──────────┬────┐',
    '│ area     │ ok │',
    '├──────────┼────┤',
    '│ terminal │ 3  │',
    '├──────────┼────┤',
    '│ settings │ 12 │',
    '└──────────┴────┘',
  ]);
});
