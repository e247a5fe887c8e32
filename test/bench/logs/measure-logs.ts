import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {openDockerode} from '../../../source/engine/dockerode/open-dockerode.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {systemClock} from '../../../source/feeds/clock.ts';
import {startLogReading} from '../../../source/feeds/logs/log-reading.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {createLogBudget} from '../../../source/store/logs/log-budget.ts';
import {createLogRing, type LogRing} from '../../../source/store/logs/log-ring.ts';
import {createLogView} from '../../../source/store/logs/log-view.ts';
import type {Measured} from '../figure.ts';
import {readWithDocker} from './docker-logs.ts';
import {linesOnSlowLine, measureFlood} from './measure-flood.ts';

const million = 1_000_000;
const limitBytes = 128 * 1_024 * 1_024;
const ringBytes = 64 * 1_024 * 1_024;
/** A frame's worth of looking at new lines. */
const sliceMs = 4;
const searches = ['level=error', 'path=/a/99[0-9]$', 'nothing of the kind', 'line \\d+7 .*error'];

/** Logs, from a socket into memory, filtered on the way, and searched. */
export async function measureLogs(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const socket = join(folder, 'engine.sock');
  const worker = new Worker(new URL('log-engine.ts', import.meta.url), {workerData: {socket}});
  await once(worker, 'message');
  const engine = await openDockerode({
    context: 'default',
    host: `unix://${socket}`,
    transport: {kind: 'unix', path: socket},
    why: 'bench',
  });
  try {
    await intake(engine, million, ringBytes);
    const runs = [await intake(engine, million, ringBytes), await intake(engine, million, ringBytes)];
    const long = await intake(engine, 10 * million, ringBytes);
    const paced = [
      await intake(engine, million, ringBytes, 100_000),
      await intake(engine, million, ringBytes, 100_000),
    ];
    const {ring} = await intake(engine, million, limitBytes);
    const found = searches.map(source => search(ring, source));
    const docker = await readWithDocker(`unix://${socket}`, String(million), million);
    const flood = await measureFlood();
    const onSlowLine = await linesOnSlowLine();
    const all = [...runs, long];
    return {
      title: 'Logs',
      how:
        'A fake engine in another thread sends framed lines of 8 tasks (40 bytes of text, 170 with times and details) as fast as ' +
        'they are taken. They go through the adapter, the merge by time and a filter into a ring of 64 MiB. Searches are over ' +
        `${million.toLocaleString('en')} kept lines, in slices of at most ${sliceMs} ms.`,
      figures: [
        {
          name: 'time for 100,000 lines, filter on (1,000 ms: 100,000 lines/s)',
          unit: 'ms',
          samples: all.map(({linesASecond}) => 1e8 / linesASecond),
          budget: 1_000,
          ...(docker === null
            ? {}
            : {reference: {name: 'docker service logs -f --raw', samples: [1e8 / docker.linesASecond]}}),
        },
        {
          name: 'processor time for 1,000,000 lines, as fast as they are taken',
          unit: 'ms',
          samples: runs.map(({processorMs: used}) => used),
          ...(docker === null
            ? {}
            : {reference: {name: 'docker service logs -f --raw', samples: [docker.processorMs]}}),
        },
        ...flood.figures,
        {
          name: 'turns of the event loop above 1 ms, at 100,000 lines/s (processor time)',
          unit: 'ms',
          samples: paced.flatMap(({turns}) => turns),
          tailBudget: 16,
        },
        {
          name: 'the same while lines come as fast as they are taken',
          unit: 'ms',
          samples: all.flatMap(({turns}) => turns),
        },
        {
          name: `search of ${million.toLocaleString('en')} lines`,
          unit: 'ms',
          samples: found.map(({ms}) => ms),
          budget: 300,
        },
        {
          name: 'longest slice of a search (processor time)',
          unit: 'ms',
          samples: found.map(({longestMs}) => longestMs),
          budget: 16,
        },
        {
          name: 'memory over the second half of 10,000,000 lines above that over the first',
          unit: 'MB',
          samples: [long.grownMb],
          budget: 20,
        },
      ],
      notes: [
        ...flood.notes,
        `On a terminal that takes 64 KB/s: ${Math.round(onSlowLine).toLocaleString('en')} lines a second were taken, followed without a filter.`,
        ...(docker === null
          ? []
          : [
              `Memory of \`docker service logs\` meanwhile, which keeps no line: ${Math.round(docker.memoryMb)} MB at most.`,
            ]),
        `${long.dropped.toLocaleString('en')} of 10,000,000 lines were dropped from the ring, and counted.`,
        `Searches: ${searches.map((source, index) => `/${source}/ ${found[index]?.count ?? 0} lines`).join(', ')}.`,
      ],
    };
  } finally {
    engine.close();
    await worker.terminate();
    rmSync(folder, {recursive: true, force: true});
  }
}

interface Intake {
  readonly linesASecond: number;
  /** Turns of the event loop of a millisecond or more, in processor time. */
  readonly turns: readonly number[];
  /** The most memory of the second half of the lines above that of the first. */
  readonly grownMb: number;
  readonly dropped: number;
  /** Of this thread; the engine has its own. */
  readonly processorMs: number;
  readonly ring: LogRing;
}

async function intake(engine: Engine, lines: number, bytes: number, rate = 0): Promise<Intake> {
  const ring = createLogRing(createLogBudget(bytes), bytes);
  const view = createLogView(ring, {
    expression: /level=error/,
    isInverse: false,
    least: null,
    hiddenTasks: new Set(),
  });
  const probe = startTurnProbe();
  let seen = 0;
  const most = [0, 0];
  const frame = setInterval(() => advance(view), 33);
  const used = processorMs();
  const started = performance.now();
  await new Promise<void>(resolve => {
    startLogReading({
      engine: () => engine,
      store: createClusterStore(Date.now()),
      clock: systemClock(),
      random: Math.random,
      wish: {kind: 'services', ids: [rate === 0 ? String(lines) : `${lines}r${rate}`]},
      range: {tail: null, follow: false},
      onLines(more) {
        const half = seen * 2 < lines ? 0 : 1;
        if (Math.floor(seen / 100_000) !== Math.floor((seen + more.length) / 100_000))
          most[half] = Math.max(most[half] ?? 0, process.memoryUsage().rss / 1e6);
        seen += more.length;
        ring.append(more);
      },
      onState: ({kind}) => (kind === 'done' ? resolve() : undefined),
    });
  });
  while (view.isBehind) advance(view);
  const ms = performance.now() - started;
  const ownMs = processorMs() - used;
  const turns = probe.stop();
  clearInterval(frame);
  if (seen !== lines) throw new Error(`${seen} of ${lines} lines came`);
  await wait(200);
  return {
    linesASecond: (lines / ms) * 1_000,
    turns,
    grownMb: Math.max(0, (most[1] ?? 0) - (most[0] ?? 0)),
    dropped: ring.dropped,
    processorMs: ownMs,
    ring,
  };
}

function advance(view: {advance: (isOver: () => boolean) => void}): void {
  const until = performance.now() + sliceMs;
  view.advance(() => performance.now() >= until);
}

function search(ring: LogRing, source: string) {
  const view = createLogView(ring, {
    expression: new RegExp(source),
    isInverse: false,
    least: null,
    hiddenTasks: new Set(),
  });
  const started = performance.now();
  let longestMs = 0;
  while (view.isBehind) {
    const from = processorMs();
    advance(view);
    longestMs = Math.max(longestMs, processorMs() - from);
  }
  return {ms: performance.now() - started, longestMs, count: view.count};
}

/** Of this thread, so that a busy machine is not taken for slow work. */
function processorMs(): number {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Measures how long each turn of the event loop works: that long a key may have to wait. */
function startTurnProbe(): {stop(): readonly number[]} {
  const turns: number[] = [];
  let last = processorMs();
  let isOver = false;
  const turn = () => {
    const now = processorMs();
    if (now - last >= 1) turns.push(now - last);
    last = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop() {
      isOver = true;
      return turns;
    },
  };
}
