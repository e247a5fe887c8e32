import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {prepareProgram} from '../../driver/program.ts';
import {until} from '../../until.ts';
import type {Figure} from '../figure.ts';
import {processorMs, residentMb} from '../processes.ts';
import {screenSize, showServices, typist} from '../terminal/busy-console.ts';
import {startOnSlowLine} from '../terminal/slow-terminal.ts';
import {type BusyEngine, startBusyEngine} from '../terminal/start-busy-engine.ts';
import {startTimedConsole, type TimedTerminal} from '../timed-terminal.ts';

const rate = 100_000;
const probe = fileURLToPath(new URL('../scale/block-probe.ts', import.meta.url));
const keys = 300;
const services = 10;
/** So long the flood goes on before keys are pressed: the ring is full after about 4 s. */
const floodMs = 8_000;

/** From a key to the bytes that show what it did, in the built console whose log is flooded, filtered and followed. */
export async function measureFlood(): Promise<{
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
}> {
  const engine = await startBusyEngine({tasks: services * 10, changesPerSecond: 0, logRate: rate});
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const file = join(folder, 'turns.json');
  const env = {NODE_OPTIONS: `--import ${probe}`, MEDIANEST_BENCH_PROBE: file};
  const terminal = startTimedConsole({host: engine.host, env}, screenSize);
  try {
    await openFilteredLog(terminal);
    await wait(floodMs);
    const before = reading(engine, terminal);
    const samples = await pressEach(terminal);
    const after = reading(engine, terminal);
    const memoryMb = residentMb(terminal.pid);
    await terminal.close();
    const turns = await until(
      'the probe has written',
      () => turnsSince(file, performance.timeOrigin + before.atMs),
      {
        timeoutMs: 5_000,
      },
    );
    const seconds = (after.atMs - before.atMs) / 1_000;
    const linesASecond = (after.lines - before.lines) / seconds;
    return {
      figures: [
        {
          name: 'key → screen at 200×60 while 100,000 lines/s come, filter on',
          unit: 'ms',
          samples,
          tailBudget: 16,
        },
        {
          name: 'longest turns of its event loop meanwhile, processor time',
          unit: 'ms',
          samples: turns,
          tailBudget: 16,
        },
        {
          name: 'processor of the console meanwhile, of one core',
          unit: '%',
          samples: [((after.processorMs - before.processorMs) / seconds / 1_000) * 100],
        },
        {name: 'memory of the console (RSS) meanwhile', unit: 'MB', samples: [memoryMb]},
      ],
      notes: [
        `Keys: ${keys}, one every 35–75 ms, each lets go of the newest lines or follows them again; ` +
          `${Math.round(linesASecond).toLocaleString('en')} lines a second were taken meanwhile.`,
      ],
    };
  } finally {
    await terminal.close();
    await engine.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Processor time of the main thread in each turn that took long by the wall; on a busy machine most of that is waiting. */
function turnsSince(file: string, fromMs: number): readonly number[] | null {
  try {
    const turns = JSON.parse(readFileSync(file, 'utf8')) as readonly (readonly [number, number, number])[];
    const meanwhile = turns.filter(([endedAtMs]) => endedAtMs >= fromMs).map(([, , processor]) => processor);
    // A quiet machine may have no such turn at all.
    return meanwhile.length === 0 ? [0] : meanwhile;
  } catch {
    return null;
  }
}

const reading = (engine: BusyEngine, {pid}: TimedTerminal) => ({
  atMs: performance.now(),
  lines: engine.logLines(),
  processorMs: processorMs(pid),
});

/** What is taken in a second while the terminal takes 64 KB of it, as over a bad link. */
export async function linesOnSlowLine(): Promise<number> {
  const engine = await startBusyEngine({tasks: services * 10, changesPerSecond: 0, logRate: rate});
  const program = prepareProgram({host: engine.host});
  const terminal = startOnSlowLine(program, screenSize, {bytesPerSecond: 64_000, roundTripMs: 300});
  try {
    await showServices(terminal, services);
    terminal.press('l');
    await terminal.when(titleSays('following'), 'the log');
    await wait(2_000);
    const before = {lines: engine.logLines(), atMs: performance.now()};
    await wait(floodMs);
    return ((engine.logLines() - before.lines) / (performance.now() - before.atMs)) * 1_000;
  } finally {
    await terminal.close();
    await engine.close();
  }
}

const titleSays = (words: string) => (rows: readonly string[]) =>
  rows.some(row => row.includes(`logs of shop_web-0000 ━ ${words}`));

async function openFilteredLog(terminal: Pick<TimedTerminal, 'press' | 'when' | 'type'>): Promise<void> {
  await showServices(terminal, services);
  terminal.press('l');
  await terminal.when(titleSays('following'), 'the log');
  terminal.press('/');
  await terminal.when(rows => rows.some(row => row.startsWith('/')), 'the search');
  terminal.type('level=error');
  terminal.press('enter', 'v');
  await terminal.when(rows => rows.some(row => row.includes('matches only')), 'the filter');
}

async function pressEach(terminal: TimedTerminal): Promise<readonly number[]> {
  const rest = typist();
  const samples: number[] = [];
  for (let count = 0; count < keys; count += 1) {
    await rest();
    const words = count % 2 === 0 ? 'standing still' : 'following';
    const pressedMs = performance.now();
    terminal.press('s');
    samples.push((await terminal.when(titleSays(words), words)) - pressedMs);
  }
  return samples;
}
