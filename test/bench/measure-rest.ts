import {setTimeout as pause} from 'node:timers/promises';
import {type BenchSwarm, connected, quietTasks} from './bench-swarm.ts';
import {narrowCheck, untilCalm} from './calm.ts';
import type {Figure, Measured} from './figure.ts';
import {isLive} from './measure-start.ts';
import {processorMs, residentMb} from './processes.ts';
import {type RecordingProxy, startRecordingProxy, type Traffic, trafficBetween} from './recording-proxy.ts';
import {startTimedConsole, type TimedTerminal} from './timed-terminal.ts';

const windowMs = 60_000;
/** After so long V8 has compiled and collected what it will; consoles stay open for hours. */
const warmMs = 120_000;
const healthChecked = 10;

interface Window {
  readonly seconds: number;
  readonly processorMs: number;
  readonly written: number;
  readonly traffic: Traffic;
  readonly memoryMb: number;
}

/** What the console costs while nothing happens: here, to the terminal, and to the manager. */
export async function measureRest(swarm: BenchSwarm): Promise<Measured> {
  const proxy = await startRecordingProxy(swarm.socket);
  try {
    const [young, quiet] = await restTwice(proxy, isLive);
    await swarm.create({
      name: 'bench_healthy',
      image: 'app:1',
      replicas: healthChecked,
      constraints: [`node.hostname==${connected}`],
    });
    const [, noisy] = await swarm
      .untilRunning('bench_healthy', healthChecked)
      .then(() => restTwice(proxy, isLiveWith(quietTasks + healthChecked)))
      .finally(() => swarm.remove('bench_healthy'));
    return {
      title: 'At rest',
      how:
        `One minute of a console at 120×40 on the overview, open for two minutes, ${quietTasks} quiet containers in the swarm; then again with ${healthChecked} ` +
        `more on ${connected}, to which the console is connected, whose health check runs every second. It connects through a proxy ` +
        'that counts requests and bytes of answers. Processor time is that of the process, in steps of 10 ms.',
      figures: [
        {name: 'quiet, first minute: processor, of one core', unit: '%', samples: [processorShare(young)]},
        ...figuresOf('quiet', quiet),
        ...figuresOf('health checks', noisy),
      ],
      notes: [inWords('quiet', quiet), inWords('with health checks', noisy)],
    };
  } finally {
    await proxy.close();
  }
}

const isLiveWith = (tasks: number) => (rows: readonly string[]) =>
  /⟳ live/.test(rows[0] ?? '') && rows.some(row => row.includes(`${tasks} running of ${tasks} wanted`));

/** The first minute at rest, and one after the warm-up. */
async function restTwice(
  proxy: RecordingProxy,
  isReady: (rows: readonly string[]) => boolean,
): Promise<readonly [Window, Window]> {
  const console = startTimedConsole({host: `unix://${proxy.socket}`});
  try {
    await console.when(isReady, 'live data');
    await untilCalm(proxy, 12_000);
    const young = await watch(console, proxy);
    await pause(warmMs - windowMs);
    return [young, await watch(console, proxy)];
  } finally {
    await console.close();
  }
}

async function watch(console: TimedTerminal, proxy: RecordingProxy): Promise<Window> {
  const startedMs = performance.now();
  const [processor, written, traffic] = [processorMs(console.pid), console.bytesWritten(), proxy.traffic()];
  await pause(windowMs);
  return {
    seconds: (performance.now() - startedMs) / 1000,
    processorMs: processorMs(console.pid) - processor,
    written: console.bytesWritten() - written,
    traffic: trafficBetween(traffic, proxy.traffic()),
    memoryMb: residentMb(console.pid),
  };
}

const processorShare = ({processorMs: used, seconds}: Window): number => used / seconds / 10;

function figuresOf(name: string, window: Window): readonly Figure[] {
  const perMinute = 60 / window.seconds;
  const kinds = Object.entries(window.traffic);
  const sum = (
    of: readonly {readonly requests: number; readonly bytes: number}[],
    part: 'requests' | 'bytes',
  ) => of.reduce((total, each) => total + each[part], 0) * perMinute;
  const others = kinds.filter(([kind]) => kind !== narrowCheck).map(([, counts]) => counts);
  const all = kinds.map(([, counts]) => counts);
  const checks = sum(all, 'requests') - sum(others, 'requests');
  return [
    {
      name: `${name}: processor, of one core`,
      unit: '%',
      samples: [processorShare(window)],
      budget: 0.2,
    },
    {name: `${name}: written to the terminal`, unit: 'B', samples: [window.written], budget: 0},
    {name: `${name}: task checks`, unit: '/min', samples: [checks]},
    {name: `${name}: other requests`, unit: '/min', samples: [sum(others, 'requests')], budget: 2},
    {name: `${name}: received`, unit: 'KB/min', samples: [sum(all, 'bytes') / 1000]},
    {name: `${name}: memory (RSS)`, unit: 'MB', samples: [window.memoryMb]},
  ];
}

function inWords(name: string, {traffic}: Window): string {
  const kinds = Object.entries(traffic).map(
    ([kind, {requests, bytes}]) => `${requests} × \`${kind}\` (${bytes} B)`,
  );
  return `${name}: ${kinds.join(', ')}`;
}
