import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {prepareProgram} from '../../driver/program.ts';
import type {Measured} from '../figure.ts';
import {changesPerSecond, isSelected, screenSize, showServices} from './busy-console.ts';
import {type SlowLine, type SlowTerminal, startOnSlowLine} from './slow-terminal.ts';
import {startBusyEngine} from './start-busy-engine.ts';

const line: SlowLine = {bytesPerSecond: 64_000, roundTripMs: 300};
const tasks = 2000;
const services = tasks / 10;
const keys = 60;

interface Probe {
  readonly maxMs: number;
  readonly turns: number;
  /** The most processor time of the main thread between two turns. */
  readonly maxBusyMs: number;
}

/** What is left of the console where the line to the terminal is slow and long. */
export async function measureSlowLine(): Promise<Measured> {
  const fast = await onLine({bytesPerSecond: 100_000_000, roundTripMs: 0});
  const {blockMs, busyMs, moved, jumped} = await onLine(line);
  const reference = {name: 'the line alone', samples: [line.roundTripMs / 2]};
  const budget = line.roundTripMs;
  return {
    title: 'On a slow line',
    how:
      `The pseudo-terminal of 200×60 is read at ${line.bytesPerSecond / 1000} KB/s, and what was read is seen half a round trip of ${line.roundTripMs} ms later; keys take ` +
      `the other half. ${changesPerSecond} objects change a second. Time runs from the moment at which a key ` +
      'reaches the program to the moment at which its effect is on the screen. The event loop is watched by a module that Node loads before the program; ' +
      'a line that takes everything at once shows what of its longest block is none of the line’s doing, and the processor time of ' +
      'the main thread between two turns, what of it is none of the program’s: on a busy machine it waits for a processor.',
    figures: [
      {
        name: 'longest block of the event loop',
        unit: 'ms',
        samples: [blockMs],
        budget: 20,
        reference: {name: 'on a fast line', samples: [fast.blockMs]},
      },
      {
        name: 'the same in processor time of the program',
        unit: 'ms',
        samples: [busyMs],
        budget: 20,
        reference: {name: 'on a fast line', samples: [fast.busyMs]},
      },
      {name: 'key → screen, selection moved', unit: 'ms', samples: moved, budget, reference},
      {name: 'key → screen, every row another', unit: 'ms', samples: jumped, budget, reference},
    ],
  };
}

/** A console on the changing swarm behind such a line: the longest block of its event loop, and the keys. */
async function onLine(on: SlowLine) {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const engine = await startBusyEngine({tasks, changesPerSecond});
  const report = join(folder, 'loop.json');
  const probe = new URL('loop-probe.mjs', import.meta.url).href;
  const env = {NODE_OPTIONS: `--import=${probe}`, BENCH_LOOP_PROBE: report};
  const terminal = startOnSlowLine(prepareProgram({host: engine.host, env}), screenSize, on);
  try {
    await showServices(terminal, services);
    process.kill(terminal.pid, 'SIGUSR2');
    const moved = await pressEach(terminal, on, step => ['j', step + 2]);
    const jumped = await pressEach(terminal, on, step => (step % 2 === 0 ? ['G', services] : ['g', 1]));
    await terminal.close();
    if (!existsSync(report)) throw new Error('the console left no word about its event loop');
    const {maxMs, maxBusyMs} = JSON.parse(readFileSync(report, 'utf8')) as Probe;
    return {blockMs: Math.max(0, maxMs - 1), busyMs: maxBusyMs, moved, jumped};
  } finally {
    await terminal.close();
    await engine.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

async function pressEach(
  terminal: SlowTerminal,
  on: SlowLine,
  plan: (step: number) => readonly [key: string, position: number],
): Promise<readonly number[]> {
  const samples: number[] = [];
  terminal.press('g');
  await terminal.when(isSelected(1, services), 'the first service');
  for (let step = 0; step < keys; step += 1) {
    const [key, position] = plan(step);
    const arrivesMs = performance.now() + on.roundTripMs / 2;
    terminal.press(key);
    samples.push((await terminal.when(isSelected(position, services), `service ${position}`)) - arrivesMs);
    // Not in step with the frames.
    await pause(40 + ((step * 37) % 97));
  }
  return samples;
}
