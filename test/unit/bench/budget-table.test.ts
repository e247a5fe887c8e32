import {expect, test} from 'vitest';
import {budgetTable} from '../../bench/budget-table.ts';
import {between, markdown} from '../../bench/tables.ts';

const page = '<!-- keys:begin -->\n<!-- keys:end -->\n<!-- start:begin -->\n<!-- start:end -->\n';

const keys = {
  title: 'From a key to the screen',
  how: 'By pressing keys.',
  figures: [
    {name: 'at rest', unit: 'ms', samples: [1]},
    {
      name: 'changes',
      unit: 'ms',
      samples: [2, 4, 6],
      budget: 3,
      reference: {name: 'echo', samples: [1]},
    },
  ],
} as const;

const cells = (line: string | undefined) => line?.split('|').map(cell => cell.trim());

test('what has a budget is told once more, with its figure, floor and ratio', () => {
  const table = budgetTable(between(page, 'keys', markdown(keys)), ['keys']).split('\n');
  expect(table).toHaveLength(3);
  expect(cells(table[2])).toEqual([
    '',
    'From a key to the screen',
    'changes',
    '4.00 ms',
    '✖ ≤ 3.00 ms',
    'echo: 1.00 ms',
    '4.00×',
    '',
  ]);
});

test('what was not measured is said to be so', () => {
  expect(budgetTable(page, ['start'])).toContain('not measured');
});
