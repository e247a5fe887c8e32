import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import {Worker} from 'node:worker_threads';
import {openDockerode} from '../../source/engine/dockerode/open-dockerode.ts';
import type {Endpoint} from '../../source/engine/endpoint.ts';
import {allTasksCall} from '../../source/feeds/calls/task-list-calls.ts';
import {createChangeQueue} from '../../source/feeds/change-queue.ts';
import {pause, systemClock} from '../../source/feeds/clock.ts';
import {defaultTimings} from '../../source/feeds/timings.ts';
import {createClusterStore} from '../../source/store/create-cluster-store.ts';
import {askEngine} from '../lab/engine-api.ts';
import type {Measured} from './figure.ts';

const tasks = 10_000;
const runs = 7;

interface Load {
  readonly totalMs: number;
  readonly longestBlockMs: number;
}

/** The first list of 10,000 tasks, from the socket into the store, by the program's own adapter and feed. */
export async function measureDecoding(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const socket = join(folder, 'engine.sock');
  const engine = await startEngine(socket);
  try {
    await loadOnce(socket);
    const loads: Load[] = [];
    for (let run = 0; run < runs; run += 1) loads.push(await loadOnce(socket));
    const floor: number[] = [];
    for (let run = 0; run < runs; run += 1) floor.push(await parseAtOnce(socket));
    const reference = {name: 'one JSON.parse', samples: floor};
    return {
      title: 'A list of 10,000 tasks',
      how:
        'A fake engine in another thread answers `GET /tasks` with 10,000 tasks of 2 KB each on a unix socket. The longest block is the ' +
        'longest time in which the event loop could not turn, until the whole list is in the store.',
      figures: [
        {
          name: 'longest block of the event loop',
          unit: 'ms',
          samples: loads.map(load => load.longestBlockMs),
          budget: 16,
          reference,
        },
        {name: 'until all are in the store', unit: 'ms', samples: loads.map(load => load.totalMs), reference},
      ],
    };
  } finally {
    await engine.terminate();
    rmSync(folder, {recursive: true, force: true});
  }
}

function startEngine(socket: string): Promise<Worker> {
  const worker = new Worker(new URL('fake-engine.ts', import.meta.url), {workerData: {socket, tasks}});
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker));
    worker.once('error', reject);
  });
}

async function loadOnce(socket: string): Promise<Load> {
  const endpoint: Endpoint = {
    context: 'default',
    host: `unix://${socket}`,
    transport: {kind: 'unix', path: socket},
    why: 'bench',
  };
  const engine = await openDockerode(endpoint);
  const clock = systemClock();
  const store = createClusterStore(clock.now());
  const queue = createChangeQueue(store, clock, defaultTimings.frameMs);
  const delay = monitorEventLoopDelay({resolution: 1});
  const startedMs = performance.now();
  delay.enable();
  const call = allTasksCall(engine, {
    store,
    push: queue.push,
    onSlice: () => undefined,
    onListed: () => undefined,
    everyMs: () => null,
    breathe() {
      queue.flush();
      return pause(clock, 0, AbortSignal.timeout(60_000));
    },
  });
  queue.push(await call.ask(AbortSignal.timeout(60_000)));
  queue.flush();
  const totalMs = performance.now() - startedMs;
  // The monitor counts when its own timer fires: give it the turn after the last block.
  await new Promise(resolve => setTimeout(resolve, 5));
  delay.disable();
  const size = store.table('tasks').size;
  queue.close();
  engine.close();
  if (size !== tasks) throw new Error(`${size} tasks in the store, ${tasks} were sent`);
  // Its timer's own millisecond is part of each value.
  return {totalMs, longestBlockMs: Math.max(0, delay.max / 1e6 - 1)};
}

/** What the same bytes cost a program that takes them in one piece. */
async function parseAtOnce(socket: string): Promise<number> {
  const text = JSON.stringify((await askEngine(socket, '/v1.51/tasks', {timeoutMs: 60_000})).body);
  const startedMs = performance.now();
  JSON.parse(text);
  return performance.now() - startedMs;
}
