import {describe, expect, it} from 'vitest';
import {type ConsoleHarness, consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();

/** Cells are counted from 0. */
const wheel = (console: ConsoleHarness, direction: 'up' | 'down', column: number, row: number) =>
  console.send(`\x1b[<${direction === 'up' ? 64 : 65};${column + 1};${row + 1}M`);
/** The line under the selection, by the mark before it. */
const selectedRows = (console: ConsoleHarness) => console.rows().filter(row => row.includes('▸ '));

describe('the mouse', () => {
  it('moves with its wheel the pane under it and leaves the keys where they are', async () => {
    const console = await open(shop().store(), {columns: 140, rows: 44});
    await console.send(':svc\r');
    expect(console.row(2)).toMatch(/^┏.*Services/);
    const tasks = console.rows().findIndex(row => row.includes('Tasks'));
    const column = console.row(tasks).indexOf('Tasks');
    const [services] = selectedRows(console);
    await wheel(console, 'down', column, tasks + 3);
    expect(selectedRows(console)).toContain(services);
    expect(console.row(2)).toMatch(/^┏.*Services/);
    await wheel(console, 'down', 5, 5);
    expect(selectedRows(console)).not.toContain(services);
    await wheel(console, 'up', 5, 5);
    expect(selectedRows(console)).toContain(services);
  });

  it('scrolls text by several rows a notch', async () => {
    const raw = {
      ID: 'web-id',
      Spec: {Labels: Object.fromEntries(Array.from({length: 99}, (_, n) => [`l${n}`, 'x']))},
    };
    const console = await open(shop().store(), {columns: 100, rows: 24, raw});
    await console.send(':svc\ry');
    await console.waitFor(screen => screen.text().includes('l0'));
    const first = console.row(3);
    await wheel(console, 'down', 5, 5);
    expect(console.rows()).not.toContain(first);
    await wheel(console, 'up', 5, 5);
    expect(console.row(3)).toBe(first);
  });

  it('does nothing outside of every pane', async () => {
    const console = await open(shop().store());
    await console.send(':svc\r');
    const before = console.text();
    await wheel(console, 'down', 3, 0);
    expect(console.text()).toBe(before);
  });

  it('is given to the terminal and taken back by a command, which is kept', async () => {
    const console = await open(shop().store());
    await console.send(':mouse on\r');
    expect(console.saved.at(-1)).toEqual({mouse: true});
    expect(console.text()).toContain('mouse on');
    expect(console.terminal.hasMouse).toBe(true);
    expect(console.mouseMode()).toBe('vt200');
    await console.send(':mouse\r');
    expect(console.saved.at(-1)).toEqual({mouse: false});
    expect(console.mouseMode()).toBe('none');
    await console.send(':mouse sideways\r');
    expect(console.text()).toContain('the mouse is on or off, not "sideways"');
  });
});
