import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type BenchSwarm, quietTasks} from './bench-swarm.ts';
import {type Measured, median} from './figure.ts';
import {residentMb} from './processes.ts';
import {startTimed, startTimedConsole} from './timed-terminal.ts';

const runs = 15;

/** Right counts, all of them fresh, as the overview tells them. */
export const isLive = (rows: readonly string[]): boolean => {
  const [header = ''] = rows;
  return (
    /nodes 5\/5/.test(header) &&
    /⟳ live/.test(header) &&
    rows.some(row => row.includes(`${quietTasks} running of ${quietTasks} wanted`))
  );
};

const isDrawn = (rows: readonly string[]): boolean => rows.some(row => row.includes('Overview'));

interface Start {
  readonly frameMs: number;
  readonly liveMs: number;
  /** When the data is live. */
  readonly memoryMb: number;
}

async function startOnce(host: string, env: Readonly<Record<string, string>> = {}): Promise<Start> {
  const console = startTimedConsole({host, env});
  try {
    const frameMs = (await console.when(isDrawn, 'a first frame')) - console.startedAtMs;
    const liveMs = (await console.when(isLive, 'live data')) - console.startedAtMs;
    return {frameMs, liveMs, memoryMb: residentMb(console.pid)};
  } finally {
    await console.close();
  }
}

async function bareNode(): Promise<number> {
  const env = {PATH: process.env['PATH'] ?? ''};
  const program = startTimed({file: process.execPath, args: ['-e', '0'], env, dispose: () => undefined});
  try {
    return (await program.ended()) - program.startedAtMs;
  } finally {
    await program.close();
  }
}

async function coldStart(host: string): Promise<Start> {
  const cache = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  try {
    return await startOnce(host, {XDG_CACHE_HOME: cache});
  } finally {
    rmSync(cache, {recursive: true, force: true});
  }
}

/** From the start of the program to its first frame, and to a screen that tells the truth. */
export async function measureStart({host}: BenchSwarm): Promise<Measured> {
  const cold = await coldStart(host);
  // Fills the compile cache that the driver keeps.
  await startOnce(host);
  const bare: number[] = [];
  const starts: Start[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(await bareNode());
    starts.push(await startOnce(host));
  }
  const reference = {name: 'bare node', samples: bare};
  return {
    title: 'Start',
    how:
      'From spawning the program in a pseudo-terminal (120×40) to the arrival of the bytes that make the screen so. Live data: ' +
      `the overview says nodes 5/5, ${quietTasks} tasks running of ${quietTasks} wanted, and every source is live. Each start ` +
      'is followed by one of `node -e 0`, spawn to exit, in the same harness.',
    figures: [
      {
        name: 'first frame',
        unit: 'ms',
        samples: starts.map(start => start.frameMs),
        // The terminal's budget: 150 ms and not more than six times what Node itself takes.
        budget: Math.min(150, 6 * median(bare)),
        reference,
      },
      {
        name: 'first live data',
        unit: 'ms',
        samples: starts.map(start => start.liveMs),
        budget: 250,
        reference,
      },
      {
        name: 'memory (RSS) with live data',
        unit: 'MB',
        samples: starts.map(start => start.memoryMb),
        budget: 90,
      },
      {name: 'first frame, compile cache empty', unit: 'ms', samples: [cold.frameMs], reference},
      {name: 'first live data, compile cache empty', unit: 'ms', samples: [cold.liveMs], reference},
    ],
  };
}
