import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {until} from '../../until.ts';
import {type RecordingProxy, startRecordingProxy} from '../recording-proxy.ts';
import {screenSize, showServices} from '../terminal/busy-console.ts';
import {startTimedConsole, type TimedTerminal} from '../timed-terminal.ts';
import {type SimulatedProcess, type SwarmSize, startSimulated} from './simulated-process.ts';

/** A console at 200×60 on a simulated swarm, behind a proxy that counts what it asks for. */
export interface ScaleConsole {
  readonly size: SwarmSize;
  readonly swarm: SimulatedProcess;
  readonly proxy: RecordingProxy;
  readonly terminal: TimedTerminal;
}

const patienceMs = 120_000;

/** Ten tasks a node, at most a thousand nodes; five tasks a service. */
export const sizeOf = (tasks: number): SwarmSize => ({
  tasks,
  nodes: Math.max(5, Math.min(1_000, tasks / 10)),
  services: tasks / 5,
});

/** Runs `work` on a console that shows the services of a swarm that changes so often a second. */
export async function onScaleConsole<Result>(
  size: SwarmSize,
  changesPerSecond: number,
  work: (console: ScaleConsole) => Promise<Result>,
): Promise<Result> {
  const swarm = await startSimulated(size);
  const proxy = await startRecordingProxy(swarm.socket);
  const terminal = startTimedConsole({host: `unix://${proxy.socket}`}, screenSize);
  try {
    await showServices(terminal, size.services, patienceMs);
    await swarm.setRate(changesPerSecond);
    return await work({size, swarm, proxy, terminal});
  } finally {
    await terminal.close();
    await proxy.close();
    await swarm.close();
  }
}

/** A turn of the console's event loop that took long, by the wall and by the processor time of its main thread. */
interface LongTurn {
  readonly endedAtMs: number;
  readonly tookMs: number;
  readonly processorMs: number;
}

export interface FirstList {
  readonly firstFrameMs: number;
  /** From the spawn to the screen that tells of every task. */
  readonly shownMs: number;
  /** Long turns between the two. */
  readonly turns: readonly LongTurn[];
}

const probe = fileURLToPath(new URL('block-probe.ts', import.meta.url));

/** One start of a console on a swarm at rest, up to the screen that counts all of its tasks. */
export async function firstList(swarm: SimulatedProcess, {tasks}: SwarmSize): Promise<FirstList> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const file = join(folder, 'turns.json');
  const env = {NODE_OPTIONS: `--import ${probe}`, MEDIANEST_BENCH_PROBE: file};
  const terminal = startTimedConsole({host: `unix://${swarm.socket}`, env}, screenSize);
  try {
    const firstMs = await terminal.when(rows => rows.some(row => row.includes('medianest')), 'a frame');
    const counted = new RegExp(`${tasks} running of ${tasks} wanted`);
    const isShown = (rows: readonly string[]) =>
      /⟳ live/.test(rows[0] ?? '') && rows.some(row => counted.test(row));
    const shownMs = await terminal.when(isShown, 'all tasks are counted', patienceMs);
    await terminal.close();
    const turns = await until('the probe has written', () => readTurns(file), {timeoutMs: 5_000});
    return {
      firstFrameMs: firstMs - terminal.startedAtMs,
      shownMs: shownMs - terminal.startedAtMs,
      turns: turns
        .map(turn => since(turn, performance.timeOrigin + firstMs))
        .filter(turn => turn.tookMs > 0 && turn.endedAtMs - turn.tookMs < performance.timeOrigin + shownMs),
    };
  } finally {
    await terminal.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** The program loads and paints its first frame in one turn: nobody can look or type before, so the rest of it counts. */
const since = ({endedAtMs, tookMs, processorMs}: LongTurn, fromMs: number): LongTurn => {
  const restMs = Math.min(tookMs, endedAtMs - fromMs);
  return {endedAtMs, tookMs: restMs, processorMs: Math.min(processorMs, restMs)};
};

function readTurns(file: string): readonly LongTurn[] | null {
  try {
    const turns = JSON.parse(readFileSync(file, 'utf8')) as readonly (readonly [number, number, number])[];
    return turns.map(([endedAtMs, tookMs, processorMs]) => ({endedAtMs, tookMs, processorMs}));
  } catch {
    return null;
  }
}
