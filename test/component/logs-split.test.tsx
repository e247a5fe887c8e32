import {describe, expect, it} from 'vitest';
import {lines, type OpenLog, openLogAt, shown, written} from './open-log.ts';

const wide = {columns: 200, rows: 60, replicas: 4};
const narrow = {columns: 80, rows: 24, replicas: 4};

/** Lines of four tasks in turn, so many of each. */
const inTurn = (each: number) =>
  Array.from({length: each * 4}, (_, index) =>
    written(`says ${Math.floor(index / 4)}`, index, {}, `web-${(index % 4) + 1}`),
  );
/** The parts of a row, one for each task beside the others. */
const columns = (row: string | undefined) => (row ?? '').split('│').map(part => part.trim());
const heads = (log: OpenLog) =>
  lines(log)
    .flatMap(columns)
    .filter(part => part.startsWith('── '));

describe('the log of a service, split by its tasks', () => {
  it('has them beside and below each other, each under its name, without the lines of the others', async () => {
    const log = await openLogAt(wide);
    await log.write(...inTurn(100));
    await log.console.press('O');
    expect(heads(log).map(head => /web\.\d/.exec(head)?.[0])).toEqual(['web.1', 'web.2', 'web.3', 'web.4']);
    expect(heads(log)[0]).toMatch(/── web\.1 ─ running ─ 100 lines ─ node-1 ─/);
    expect(columns(lines(log).at(-1)).map(part => part.slice(-7))).toEqual(['says 99', 'says 99']);
    expect(shown(log)).toContain('split, 4 tasks');
    await log.write(written('only here', 500, {}, 'web-3'));
    expect(columns(lines(log).at(-1)).map(part => part.replace(/^\S+ /, ''))).toEqual([
      'only here',
      'says 99',
    ]);
  });

  it('shows the same time in all of them when it stands still, and filters each', async () => {
    const log = await openLogAt(wide);
    await log.write(...inTurn(100));
    await log.console.press('O', 'g');
    const first = lines(log)[1];
    expect(columns(first).map(part => part.slice(-6))).toEqual(['says 0', 'says 0']);
    await log.console.press('j');
    expect(columns(lines(log)[1]).map(part => part.slice(-6))).toEqual(['says 1', 'says 1']);
    await log.console.type('/says .7$');
    await log.console.press('enter', 'v', 'g');
    expect(columns(lines(log)[1]).map(part => part.slice(-7))).toEqual(['says 17', 'says 17']);
    expect(heads(log)[3]).toContain('9 lines');
  });

  it('has one task at a time where there is no room, and goes on to the next', async () => {
    const log = await openLogAt(narrow);
    await log.write(...inTurn(30));
    await log.console.press('O');
    expect(heads(log)).toHaveLength(1);
    expect(shown(log)).toContain('split, 1–1 of 4 tasks');
    await log.console.press('o');
    expect(heads(log)[0]).toContain('web.2 ─');
    await log.console.press('o', 'o', 'o');
    expect(heads(log)[0]).toContain('web.1 ─');
    await log.console.press('O');
    expect(heads(log)).toEqual([]);
    expect(shown(log)).not.toContain('split');
  });

  it('has what the engine says of one task with that task alone, and of all with all', async () => {
    const log = await openLogAt({...wide, replicas: 2});
    await log.write(...inTurn(1).slice(0, 2));
    await log.console.press('O');
    await log.write(
      written('missing', 10, {stream: 'gap'}),
      written('read again', 11, {stream: 'note', origin: {taskId: '', nodeId: '', serviceId: ''}}),
    );
    const rows = lines(log).map(columns);
    expect(rows.filter(([one]) => one?.includes('missing'))).toHaveLength(1);
    expect(rows.filter(([, two]) => two?.includes('missing'))).toHaveLength(0);
    expect(rows.filter(parts => parts.some(part => part.includes('read again')))).not.toEqual([]);
  });
});
