import fc from 'fast-check';
import {expect, test} from 'vitest';
import {moveSelection, scrollTo} from '../../../source/ui/scroll.ts';

test('the view moves as little as possible', () => {
  expect(scrollTo({top: 0, selected: 5, rowCount: 100, height: 10})).toBe(0);
  expect(scrollTo({top: 0, selected: 12, rowCount: 100, height: 10})).toBe(3);
  expect(scrollTo({top: 50, selected: 12, rowCount: 100, height: 10})).toBe(12);
  expect(scrollTo({top: 50, selected: -1, rowCount: 100, height: 10})).toBe(50);
});

test('a list that became shorter leaves no blank rows', () => {
  expect(scrollTo({top: 50, selected: 19, rowCount: 20, height: 10})).toBe(10);
  expect(scrollTo({top: 5, selected: 1, rowCount: 3, height: 10})).toBe(0);
});

test('the selected row is in view, always', () => {
  fc.assert(
    fc.property(
      fc.nat(200),
      fc.integer({min: 1, max: 200}),
      fc.nat(199),
      fc.integer({min: 1, max: 60}),
      (top, rowCount, at, height) => {
        const selected = at % rowCount;
        const first = scrollTo({top, selected, rowCount, height});
        expect(selected).toBeGreaterThanOrEqual(first);
        expect(selected).toBeLessThan(first + height);
        expect(first).toBeLessThanOrEqual(Math.max(0, rowCount - height));
      },
    ),
  );
});

test('movement stays within the list', () => {
  expect(moveSelection('down', 9, 10, 5)).toBe(9);
  expect(moveSelection('up', 0, 10, 5)).toBe(0);
  expect(moveSelection('page-down', 2, 10, 5)).toBe(6);
  expect(moveSelection('last', 2, 10, 5)).toBe(9);
  expect(moveSelection('first', 2, 10, 5)).toBe(0);
  expect(moveSelection('down', 0, 0, 5)).toBe(0);
});
