import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {hostileStrings} from '../builders/hostile-strings.ts';
import {lines, openLog, shown, written} from './open-log.ts';

describe('logs in the console', () => {
  it('open on a service with its last lines, and follow', async () => {
    const log = await openLog();
    expect(log.asked[0]).toEqual({
      wish: {kind: 'services', ids: ['web-id']},
      range: {tail: 200, follow: true},
    });
    await log.write(...Array.from({length: 50}, (_, index) => written(`line ${index}`, index)));
    expect(shown(log)).toContain('logs of web ━ following ━ last 200');
    expect(lines(log).at(-1)).toMatch(/line 49$/);
    await log.write(written('the newest', 60));
    expect(lines(log).at(-1)).toMatch(/the newest$/);
  });

  it('are what enter leads to from a task', async () => {
    const log = await openLog('enter', 'enter');
    expect(log.asked[0]?.wish).toEqual({kind: 'tasks', ids: ['web-1']});
    await log.console.press('esc');
    expect(log.console.row(1)).toContain('tasks of web');
  });

  it('stand still when scrolled, whatever comes, and follow again', async () => {
    const log = await openLog();
    await log.write(...Array.from({length: 50}, (_, index) => written(`line ${index}`, index)));
    await log.console.press('k', 'k');
    const before = lines(log);
    expect(before.at(-1)).toMatch(/line 47$/);
    await log.write(written('more', 60), written('and more', 61));
    expect(lines(log)).toEqual(before);
    expect(shown(log)).toContain('standing still');
    await log.console.press('s');
    expect(lines(log).at(-1)).toMatch(/and more$/);
  });

  it('read older lines when scrolled up from the first, asking for no more than another page', async () => {
    const log = await openLog();
    await log.write(written('newer', 50));
    await log.console.press('g', 'k');
    expect(log.asked[1]?.range).toEqual({tail: 501, follow: false});
    await log.answer(written('older', 40), written('newer', 50));
    expect(lines(log).map(row => row.replace(/.* /, ''))).toEqual(['older', 'newer']);
  });

  it('highlight what is searched, go to matches, and show matches only, with lines around', async () => {
    const log = await openLog();
    await log.write(
      ...Array.from({length: 60}, (_, index) =>
        written(index % 20 === 5 ? `hit ${index}` : `line ${index}`, index),
      ),
    );
    await log.console.type('/hit');
    await log.console.press('enter');
    expect(shown(log)).toContain('/hit');
    expect(lines(log).length).toBeGreaterThan(10);
    await log.console.press('v');
    expect(lines(log).map(row => row.slice(-6).trim())).toEqual(['hit 5', 'hit 25', 'hit 45']);
    expect(shown(log)).toContain('3 of 60 lines');
    await log.console.press('v');
    expect(shown(log)).toContain('21 of 60 lines');
    expect(lines(log).at(-1)).toMatch(/line 48$/);
    await log.console.press('esc');
    expect(lines(log).at(-1)).toMatch(/line 59$/);
    await log.console.type('/hit');
    await log.console.press('enter', 'N');
    expect(lines(log)[0]).toMatch(/hit 25$/);
    await log.console.press('n');
    expect(shown(log)).toMatch(/hit 45/);
    // Round the end to the first, though the last one stood in the middle of the last page.
    await log.console.press('n');
    expect(lines(log)[0]).toMatch(/hit 5$/);
  });

  it('leave out what fits after an exclamation mark, and what is less serious than wanted', async () => {
    const log = await openLog();
    await log.write(written('DEBUG a', 1), written('ERROR b', 2), written('INFO c', 3));
    await log.console.type('/!b$');
    await log.console.press('enter');
    expect(lines(log).map(row => row.slice(-7).trim())).toEqual(['DEBUG a', 'INFO c']);
    await log.console.press('esc', 'L', 'L', 'L');
    expect(lines(log).map(row => row.slice(-7))).toEqual(['ERROR b']);
    expect(shown(log)).toContain('warn and worse');
  });

  it('are read anew for another range, and told how far they can be believed', async () => {
    const log = await openLog();
    await log.console.press('6');
    const since = log.asked[1]?.range.since?.timeMs ?? 0;
    expect(Date.now() - since).toBeGreaterThanOrEqual(3_600_000);
    expect(shown(log)).toContain('last hour');
    await log.write(
      written('Error grabbing logs: x', 1, {stream: 'fault'}),
      written('gone', 2, {stream: 'gap'}),
    );
    expect(lines(log)[0]).toContain('✖ Error grabbing logs: x');
    expect(lines(log)[1]).toContain('┄ gone');
  });

  it('read from the beginning end before their own end pushes it out of memory', async () => {
    const log = await openLog();
    await log.console.press('1');
    expect(log.asked[1]?.range).toEqual({tail: null, follow: false});
    await log.write(...Array.from({length: 20_000}, (_, index) => written(`line ${index}`, index)));
    expect(lines(log)[0]).toMatch(/line 0$/);
    expect(log.closed).toHaveLength(2);
    await log.console.press('G');
    expect(lines(log).at(-1)).toMatch(/─ the first 20000 lines; 0 goes to the last ones$/);
  });

  it('show JSON lines as message and fields, those that were chosen', async () => {
    const log = await openLog();
    await log.write(written('{"level":"info","msg":"paid","id":7,"amount":12}', 1));
    await log.console.press('x');
    expect(lines(log)[0]).toMatch(/paid {2}id=7 {2}amount=12$/);
    await log.console.type(':fields amount');
    await log.console.press('enter');
    expect(lines(log)[0]).toMatch(/paid {2}amount=12$/);
    await log.write(written('level=info msg="sent back" amount=7', 2), written('no=fields here', 3));
    expect(lines(log)[1]).toMatch(/sent back {2}amount=7$/);
    expect(lines(log)[2]).toMatch(/no=fields here$/);
  });

  it('show such lines as columns below each other, and one field a row', async () => {
    const log = await openLog();
    await log.write(
      written('{"level":"info","msg":"paid","id":7,"amount":12}', 1),
      written('level=info msg="sent back" id=1234 amount=7', 2),
      written('{"msg":"short","id":8}', 3),
    );
    await log.console.type(':fields id,amount');
    await log.console.press('enter', 'x');
    const places = lines(log).map(row => row.search(/paid|sent back|short/));
    expect(new Set(places).size).toBe(1);
    expect(lines(log)[1]).toMatch(/ 1234 {13}7 {16}sent back$/);
    expect(shown(log)).toContain('columns: id, amount');
    await log.console.press('x', 'g');
    expect(
      lines(log)
        .slice(0, 3)
        .map(row => row.trim().replace(/^[\d:.]+ /, '')),
    ).toEqual(['paid', 'id: 7', 'amount: 12']);
  });

  it('are saved as they are shown, with their exact times and without anything that acts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'medianest-logs-'));
    const file = join(folder, 'saved.txt');
    const log = await openLog();
    await log.write(written('one', 1, {nanos: 7}), written('two \x1b[2J\x07', 2));
    await log.console.type(`:save ${file}`);
    await log.console.press('enter');
    await log.console.waitFor(screen => screen.text().includes('saved to'));
    expect(readFileSync(file, 'utf8')).toBe(
      '2026-01-01T12:00:01.000000007Z web.1@node-1 one\n2026-01-01T12:00:02.000000000Z web.1@node-1 two \ufffd\n',
    );
    rmSync(folder, {recursive: true});
  });

  it('leave the frame whole, whatever is in them', async () => {
    const log = await openLog();
    await log.write(
      ...hostileStrings.map(([, text], index) => written(text, index)),
      written(`${'x'.repeat(1_048_576)}\0`, 900),
      written('日本語'.repeat(200), 901),
      written('', 902, {text: Uint8Array.from([0xff, 0xfe, 0x80, 0x00])}),
    );
    for (const key of ['w', 'g', 'ctrl+f', 'ctrl+f', 'w', 'x', 'x', 'G', 'l', 't']) {
      await log.console.press(key);
      for (const row of log.console.rows().slice(3, 21)) expect(row).toMatch(/^┃.*┃$/);
    }
  });

  it('take marks, say when a task has none before it, and close their streams when they are left', async () => {
    const log = await openLog();
    await log.console.press('p');
    expect(shown(log)).toContain('no earlier task is known here');
    await log.console.press('m');
    expect(lines(log).at(-1)).toMatch(/─ mark \d\d:\d\d:\d\d UTC$/);
    expect(log.closed).toEqual([]);
    await log.console.press('esc');
    expect(log.closed).toEqual([{tail: 200, follow: true}]);
  });

  it('are not held up by an expression that goes on for ever, and say that it was given up', async () => {
    const log = await openLog();
    await log.write(written(`${'a'.repeat(60)}!`, 1), written('after', 2));
    await log.console.type('/(a+)+$');
    await log.console.waitFor(screen => screen.text().includes('takes too long on these lines'));
    expect(lines(log).at(-1)).toMatch(/after$/);
    await log.write(written('later', 3));
    expect(lines(log).at(-1)).toMatch(/later$/);
    await log.console.press('enter', 'esc');
    expect(shown(log)).not.toContain('takes too long');
    await log.console.type('/later');
    await log.console.press('enter', 'v');
    expect(shown(log)).toContain('1 of 3 lines');
  });

  it('hide tasks that have ended, and none that may be starting', async () => {
    const log = await openLog();
    const known = log.console.store.table('tasks').get('web-2');
    if (known === undefined) throw new Error('the shop has no such task');
    const ended = {...known, state: 'failed', desiredState: 'shutdown', version: known.version + 1} as const;
    await log.console.tell({kind: 'put', table: 'tasks', values: [ended]});
    await log.write(
      written('of one that runs', 1),
      written('of one that failed', 2, {}, 'web-2'),
      written('of one not known yet', 3, {}, 'new-1'),
    );
    await log.console.press('X');
    const texts = lines(log).map(row => row.replace(/^.*(?=of one)/, ''));
    expect(texts).toEqual(['of one that runs', 'of one not known yet']);
    expect(shown(log)).toContain('without gone tasks');
    await log.console.press('X');
    expect(lines(log)).toHaveLength(3);
  });

  it('stay with the one task that was chosen when others begin to write', async () => {
    const log = await openLog();
    await log.write(written('one', 1), written('two', 2, {}, 'web-2'));
    await log.console.press('o');
    expect(lines(log).map(row => row.slice(-3))).toEqual(['one']);
    await log.write(written('three', 3, {}, 'web-3'), written('more', 4));
    expect(lines(log).map(row => row.slice(-4).trim())).toEqual(['one', 'more']);
  });

  it('are copied as they stand in view, through the terminal', async () => {
    const log = await openLog();
    await log.write(written('one', 1), written('two \x1b[2J', 2));
    await log.console.press('c');
    const copied = /\x1b\]52;c;([^\x07\x1b]+)/.exec(log.console.raw())?.[1] ?? '';
    const rows = Buffer.from(copied, 'base64').toString('utf8').split('\n');
    expect(rows.map(row => row.replace(/^\S+ /, ''))).toEqual(['one', 'two']);
  });

  it('keep what is found up to date while they are followed, with the lines around that come later', async () => {
    const log = await openLog();
    await log.console.type('/hit');
    await log.console.press('enter', 'v', 'v');
    expect(shown(log)).toContain('matches ±3');
    await log.write(
      ...Array.from({length: 6}, (_, index) => written(`before ${index}`, index)),
      written('hit', 7),
    );
    expect(lines(log).map(row => row.slice(-8))).toEqual([
      'before 3',
      'before 4',
      'before 5',
      lines(log)[3]?.slice(-8),
    ]);
    await log.write(...Array.from({length: 5}, (_, index) => written(`after ${index}`, 8 + index)));
    expect(lines(log).at(-1)).toMatch(/after 2$/);
    expect(shown(log)).toContain('7 of 12 lines');
  });
});
