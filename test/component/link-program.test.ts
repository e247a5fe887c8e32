import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {spawn} from '@lydell/node-pty';
import {afterAll, expect, test} from 'vitest';
import {until} from '../until.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'medianest-link-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

interface Report {
  readonly frames: number;
  readonly turnsWhileBusy: number;
  readonly flagsBefore: string;
  readonly flagsDuring: string;
}

/** How fast the terminal takes what it is sent: at once, slowly, nothing before all states have been, or nothing at all. */
type Taking = 'at-once' | 'slowly' | 'late' | 'never';

const slowBytesPerMs = 64;

/** Runs the program on a real pseudo-terminal. */
async function run(taking: Taking, ...args: readonly string[]): Promise<{text: string; report: Report}> {
  const file = path.join(folder, `${Math.random()}.json`);
  const program = path.join(import.meta.dirname, 'fixtures', 'link-program.ts');
  const pty = spawn(process.execPath, [program, file, ...args], {cols: 200, rows: 60});
  const {promise, resolve} = Promise.withResolvers<void>();
  pty.onExit(() => resolve());
  let text = '';
  pty.onData(data => {
    text += data;
    if (taking !== 'slowly') return;
    pty.pause();
    setTimeout(() => pty.resume(), data.length / slowBytesPerMs);
  });
  if (taking === 'late' || taking === 'never') pty.pause();
  if (taking === 'late') {
    await until('all states have been', () => existsSync(`${file}.done`), {timeoutMs: 60_000});
    pty.resume();
  }
  await promise;
  return {text, report: JSON.parse(readFileSync(file, 'utf8')) as Report};
}

const whole = /^(<(\d+):x{9000}>)+\[restored\]$/;
const statesIn = (text: string) => [...text.matchAll(/<(\d+):/g)].map(([, state]) => Number(state));

test('on a terminal that takes nothing for a while the event loop goes on, and the newest state arrives whole', async () => {
  const {text, report} = await run('late');
  expect(text).toMatch(whole);
  const shown = statesIn(text);
  expect(shown.at(-1)).toBe(100);
  expect(shown).toHaveLength(report.frames);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
  // What a pseudo-terminal holds by itself, and the newest.
  expect(shown.length).toBeLessThan(20);
  // Each change of state is a turn of the loop at least, where a waiting write would leave it none.
  expect(report.turnsWhileBusy).toBeGreaterThan(50);
});

test('states that wait for the one before are all shown', async () => {
  const {text} = await run('at-once', 'patient');
  expect(text).toMatch(whole);
  expect(statesIn(text)).toEqual(Array.from({length: 100}, (_, index) => index + 1));
});

test('the file that the shell lent keeps its flags, so that nobody else has to do without waiting', async () => {
  const {report} = await run('slowly');
  // Node opens its own when it first writes; that one waits as well.
  const nonBlocking = 0o4000;
  expect(Number.parseInt(report.flagsBefore, 8) & nonBlocking).toBe(0);
  expect(Number.parseInt(report.flagsDuring, 8) & nonBlocking).toBe(0);
});

test('a terminal that takes nothing does not keep the program from ending', async () => {
  const {text, report} = await run('never', 'stuck');
  expect(report.frames).toBeGreaterThan(0);
  expect(text).not.toContain('[restored]');
});
