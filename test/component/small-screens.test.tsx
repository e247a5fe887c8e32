import {describe, expect, it} from 'vitest';
import {consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();

describe('a screen that is too small', () => {
  it.each([
    [
      40,
      10,
      /This terminal is 40×10\.\s+MediaNest needs 60×12; 80×24 shows all\.\s+Enlarge it, or press ctrl\+c to leave\./,
    ],
    [20, 4, /It needs 60×12\.\s+ctrl\+c leaves\./],
    [10, 3, /needs\s+60×12/],
    [5, 1, /60×12/],
  ])('of %i×%i says what it needs, in words that fit', async (columns, rows, expected) => {
    const console = await open(shop().store(), {columns, rows});
    expect(console.text().replace(/\s+/g, ' ')).toMatch(expected);
  });

  it('of one cell, or of two, does no harm, and all is there when it grows', async () => {
    const console = await open(shop().store(), {columns: 80, rows: 24});
    for (const [columns, rows] of [
      [2, 1],
      [1, 2],
      [80, 1],
      [1, 24],
      [3, 3],
    ] as const)
      await console.resize(columns, rows);
    await console.resize(80, 24);
    expect(console.text()).toContain('Overview');
    expect(console.logged).toEqual([]);
  });

  it('does nothing that cannot be seen but leave', async () => {
    const console = await open(shop().store(), {columns: 80, rows: 24});
    await console.resize(30, 8);
    await console.send(':svc\r');
    await console.resize(80, 24);
    expect(console.row(2)).toContain('Overview');
    await console.resize(30, 8);
    await console.press('ctrl+c');
    expect((await console.terminal.closed).kind).toBe('closed');
  });
});
