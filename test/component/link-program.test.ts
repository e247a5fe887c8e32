import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {spawn} from '@lydell/node-pty';
import {afterAll, expect, test} from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'medianest-link-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

interface Report {
  readonly frames: number;
  readonly turnsWhileBusy: number;
  readonly flagsBefore: string;
  readonly flagsDuring: string;
}

/** Runs the program on a real pseudo-terminal whose reader takes so many bytes a millisecond; 0: none. */
function run(bytesPerMs: number, ...args: readonly string[]): Promise<{text: string; report: Report}> {
  const file = path.join(folder, `${Math.random()}.json`);
  const program = path.join(import.meta.dirname, 'fixtures', 'link-program.ts');
  const pty = spawn(process.execPath, [program, file, ...args], {cols: 200, rows: 60});
  let text = '';
  pty.onData(data => {
    text += data;
    if (bytesPerMs === Number.POSITIVE_INFINITY) return;
    pty.pause();
    setTimeout(() => pty.resume(), data.length / bytesPerMs);
  });
  if (bytesPerMs === 0) pty.pause();
  const {promise, resolve} = Promise.withResolvers<{text: string; report: Report}>();
  pty.onExit(() => resolve({text, report: JSON.parse(readFileSync(file, 'utf8')) as Report}));
  return promise;
}

const whole = /^(<(\d+):x{9000}>)+\[restored\]$/;
const statesIn = (text: string) => [...text.matchAll(/<(\d+):/g)].map(([, state]) => Number(state));

test('on a slow terminal the event loop goes on, states are left out whole, and the newest arrives', async () => {
  const {text, report} = await run(64);
  expect(text).toMatch(whole);
  const shown = statesIn(text);
  expect(shown.at(-1)).toBe(100);
  expect(shown).toHaveLength(report.frames);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
  expect(shown.length).toBeLessThan(50);
  // Each state waits for many turns of the loop, where a waiting write would leave it none.
  expect(report.turnsWhileBusy).toBeGreaterThan(10 * report.frames);
});

test('on a fast terminal every state is shown', async () => {
  const {text} = await run(Number.POSITIVE_INFINITY);
  expect(text).toMatch(whole);
  expect(statesIn(text).length).toBeGreaterThan(90);
});

test('the file that the shell lent keeps its flags, so that nobody else has to do without waiting', async () => {
  const {report} = await run(64);
  // Node opens its own when it first writes; that one waits as well.
  const nonBlocking = 0o4000;
  expect(Number.parseInt(report.flagsBefore, 8) & nonBlocking).toBe(0);
  expect(Number.parseInt(report.flagsDuring, 8) & nonBlocking).toBe(0);
});

test('a terminal that takes nothing does not keep the program from ending', async () => {
  const {text, report} = await run(0, 'stuck');
  expect(report.frames).toBeGreaterThan(0);
  expect(text).not.toContain('[restored]');
});
