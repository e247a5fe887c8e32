import {setTimeout as pause} from 'node:timers/promises';
import type {Figure, Measured} from '../figure.ts';
import {processorMs, residentMb} from '../processes.ts';
import {type Traffic, trafficBetween} from '../recording-proxy.ts';
import {keysOnChangingSwarm} from '../terminal/measure-keys.ts';
import {type FirstList, firstList, onScaleConsole, type ScaleConsole, sizeOf} from './scale-console.ts';
import {startSimulated} from './simulated-process.ts';

const sizes = [100, 1_000, 10_000, 100_000];
const changesPerSecond = 500;
const warmMs = 20_000;
const windowMs = 30_000;
const starts = 9;
const stormRate = 5_000;

/** One size: what a minute of the console costs while the swarm changes all the time. */
interface Window {
  readonly tasks: number;
  readonly seconds: number;
  readonly changes: number;
  readonly processorMs: number;
  /** Looked at once a second. */
  readonly memoryMb: readonly number[];
  readonly traffic: Traffic;
  /** From a key to the bytes that show what it did. */
  readonly keysMs: readonly number[];
}

/** What a large swarm that never rests costs, and how soon it is on the screen. */
export async function measureScale(): Promise<Measured> {
  const windows: Window[] = [];
  for (const tasks of sizes) {
    process.stderr.write(`bench: scale, ${tasks} tasks\n`);
    windows.push(await onScaleConsole(sizeOf(tasks), changesPerSecond, watch));
  }
  const first = await firstLists();
  const simulator = await storm();
  return {
    title: 'Large swarms that never rest',
    how:
      `The product's simulator, in another process, plays swarms of up to 1,000 nodes, five tasks to a service, with ${changesPerSecond} changes a second ` +
      '(by its Raft index; tasks fail and are replaced, services are scaled and labelled). The built console shows the services at 200×60 ' +
      `through a proxy that counts. After ${warmMs / 1000} s it is watched for ${windowMs / 1000} s, then keys are pressed as above. Processor time ` +
      'is that of the whole process. First list: from the spawn, on the overview, at rest; a probe in the console notes turns of its event ' +
      'loop of 8 ms and more, by the wall and by the processor time of its main thread; of the turn that paints the first frame, what follows it.',
    figures: [...windows.flatMap(figuresOf), ...first, ...simulator],
    notes: windows.map(inWords),
  };
}

async function watch(console: ScaleConsole): Promise<Window> {
  const {swarm, proxy, terminal, size} = console;
  await pause(warmMs);
  const before = {
    atMs: performance.now(),
    changes: await swarm.changes(),
    processorMs: processorMs(terminal.pid),
    traffic: proxy.traffic(),
  };
  const memoryMb: number[] = [];
  while (performance.now() - before.atMs < windowMs) {
    await pause(1_000);
    memoryMb.push(residentMb(terminal.pid));
  }
  return {
    tasks: size.tasks,
    seconds: (performance.now() - before.atMs) / 1000,
    changes: (await swarm.changes()) - before.changes,
    processorMs: processorMs(terminal.pid) - before.processorMs,
    memoryMb,
    traffic: trafficBetween(before.traffic, proxy.traffic()),
    keysMs: await keysOnChangingSwarm({terminal, services: size.services}),
  };
}

const share = ({processorMs: used, seconds}: Window): number => used / seconds / 10;

function figuresOf(window: Window): readonly Figure[] {
  const {tasks, seconds, changes, traffic, memoryMb, keysMs} = window;
  const name = `${tasks.toLocaleString('en')} tasks`;
  const counts = Object.values(traffic);
  const perMinute = (part: 'requests' | 'bytes') =>
    (counts.reduce((sum, each) => sum + each[part], 0) * 60) / seconds;
  const isLarge = tasks === 10_000;
  const isHuge = tasks === 100_000;
  return [
    {
      name: `${name}: processor, of one core`,
      unit: '%',
      samples: [share(window)],
      ...(isLarge && {budget: 15}),
    },
    {
      name: `${name}: processor, a change`,
      unit: 'µs',
      samples: [(window.processorMs * 1000) / Math.max(1, changes)],
    },
    {
      name: `${name}: memory (RSS)`,
      unit: 'MB',
      samples: memoryMb,
      ...(isLarge && {budget: 150}),
      ...(isHuge && {budget: 400}),
    },
    {name: `${name}: requests`, unit: '/min', samples: [perMinute('requests')]},
    {name: `${name}: received`, unit: 'KB/min', samples: [perMinute('bytes') / 1000]},
    {name: `${name}: key to screen`, unit: 'ms', samples: keysMs, ...(isHuge && {tailBudget: 30})},
  ];
}

function inWords({tasks, seconds, changes, traffic}: Window): string {
  const perMinute = (value: number) => Math.round((value * 60) / seconds);
  const kinds = Object.entries(traffic).map(
    ([kind, {requests, bytes}]) =>
      `${perMinute(requests)} × \`${kind}\` (${perMinute(bytes / 1000).toLocaleString('en')} KB)`,
  );
  return `${tasks.toLocaleString('en')} tasks, ${Math.round(changes / seconds)} changes a second; a minute: ${kinds.join(', ')}`;
}

async function firstLists(): Promise<readonly Figure[]> {
  process.stderr.write('bench: scale, first list\n');
  const size = sizeOf(10_000);
  const swarm = await startSimulated(size);
  try {
    const all: FirstList[] = [];
    for (let count = 0; count < starts; count += 1) all.push(await firstList(swarm, size));
    const longest = (of: 'tookMs' | 'processorMs') =>
      all.map(({turns}) => Math.max(0, ...turns.map(turn => turn[of])));
    const frames = {name: 'first frame', samples: all.map(({firstFrameMs}) => firstFrameMs)};
    return [
      {
        name: 'first list of 10,000 tasks on the screen',
        unit: 'ms',
        samples: all.map(({shownMs}) => shownMs),
        budget: 1_000,
        reference: frames,
      },
      {
        name: 'longest turn on the way, processor time',
        unit: 'ms',
        samples: longest('processorMs'),
        budget: 16,
      },
      {name: 'longest turn on the way, by the wall', unit: 'ms', samples: longest('tookMs')},
    ];
  } finally {
    await swarm.close();
  }
}

/** The simulator alone, as large and as fast as it is meant to be. */
async function storm(): Promise<readonly Figure[]> {
  process.stderr.write('bench: scale, simulator\n');
  const swarm = await startSimulated(sizeOf(100_000));
  try {
    await swarm.setRate(stormRate);
    await pause(warmMs);
    const [before, startedMs] = [await swarm.changes(), performance.now()];
    const memoryMb: number[] = [];
    while (performance.now() - startedMs < windowMs) {
      await pause(1_000);
      memoryMb.push(residentMb(swarm.pid));
    }
    const perSecond = ((await swarm.changes()) - before) / ((performance.now() - startedMs) / 1000);
    return [
      {
        name: `simulator, 100,000 tasks, ${stormRate.toLocaleString('en')} changes a second wanted: memory (RSS)`,
        unit: 'MB',
        samples: memoryMb,
        budget: 1_000,
      },
      {name: 'simulator: changes made', unit: '/s', samples: [perSecond]},
    ];
  } finally {
    await swarm.close();
  }
}
