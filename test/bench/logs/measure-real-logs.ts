import {openDockerode} from '../../../source/engine/dockerode/open-dockerode.ts';
import {systemClock} from '../../../source/feeds/clock.ts';
import {startLogReading} from '../../../source/feeds/logs/log-reading.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {createLogBudget} from '../../../source/store/logs/log-budget.ts';
import {createLogRing} from '../../../source/store/logs/log-ring.ts';
import {createLogView} from '../../../source/store/logs/log-view.ts';
import {until} from '../../until.ts';
import type {BenchSwarm} from '../bench-swarm.ts';
import type {Measured} from '../figure.ts';
import {type DockerReading, readWithDocker} from './docker-logs.ts';

const writers = 5;
const linesOfEach = 20_000;
const lines = writers * linesOfEach;
const ringBytes = 64 * 1_024 * 1_024;
const runs = 3;
const name = 'bench_flood';

/** The log of a service of a real swarm, which has written all its lines, as this program and as the docker CLI read it. */
export async function measureRealLogs(swarm: BenchSwarm): Promise<Measured> {
  await swarm.create({
    name,
    image: 'spam:1',
    replicas: writers,
    env: ['RATE=0', `LINES=${linesOfEach}`],
    labels: {bench: 'off'},
  });
  try {
    await swarm.untilRunning(name, writers);
    const isWritten = async () => (await read(swarm, {expected: lines, patienceMs: 20_000})) !== null;
    await until('all lines are written', isWritten, {timeoutMs: 120_000});
    const own: Reading[] = [];
    const others: DockerReading[] = [];
    for (let run = 0; run < runs; run += 1) {
      const reading = await read(swarm, {expected: lines, patienceMs: 60_000});
      const docker = await readWithDocker(swarm.host, name, lines, '--timestamps');
      if (reading === null || docker === null) throw new Error(`not all of ${lines} lines came`);
      own.push(reading);
      others.push(docker);
    }
    const docker = 'docker service logs -f --timestamps';
    return {
      title: 'Logs of a real swarm',
      how:
        `${writers} tasks on five nodes have written ${linesOfEach.toLocaleString('en')} lines each. All of them are read and followed ` +
        'until the last one is there: through the adapter, the merge by time and a filter into a ring of 64 MiB; and by the docker ' +
        'CLI with times and names, which sorts and keeps nothing. What the engines need for it is in neither.',
      figures: [
        {
          name: 'time for 100,000 lines, filter on',
          unit: 'ms',
          samples: own.map(({tookMs}) => tookMs),
          reference: {name: docker, samples: others.map(({linesASecond}) => (lines / linesASecond) * 1_000)},
        },
        {
          name: 'processor time for them',
          unit: 'ms',
          samples: own.map(({processorMs}) => processorMs),
          reference: {name: docker, samples: others.map(({processorMs}) => processorMs)},
        },
        {
          name: 'of them, memory for what is kept',
          unit: 'MB',
          samples: own.map(({keptMb}) => keptMb),
        },
      ],
      notes: [
        `Memory of \`docker service logs\` meanwhile: ${Math.round(Math.max(...others.map(({memoryMb}) => memoryMb)))} MB at most.`,
      ],
    };
  } finally {
    await swarm.remove(name);
  }
}

interface Reading {
  readonly tookMs: number;
  readonly processorMs: number;
  readonly keptMb: number;
}

/** Null where not all have come within the time. */
async function read(
  {host, socket}: BenchSwarm,
  {expected, patienceMs}: {readonly expected: number; readonly patienceMs: number},
): Promise<Reading | null> {
  const transport = {kind: 'unix', path: socket} as const;
  const engine = await openDockerode({context: 'default', host, transport, why: 'bench'});
  const ring = createLogRing(createLogBudget(ringBytes), ringBytes);
  const view = createLogView(ring, {
    expression: /ERROR/,
    isInverse: false,
    least: null,
    hiddenTasks: new Set(),
  });
  const before = process.threadCpuUsage();
  const startedMs = performance.now();
  const {promise, resolve} = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), patienceMs);
  let seen = 0;
  const reading = startLogReading({
    engine: () => engine,
    store: createClusterStore(Date.now()),
    clock: systemClock(),
    random: Math.random,
    wish: {kind: 'services', ids: [name]},
    range: {tail: null, follow: true},
    onLines(more) {
      seen += more.filter(({stream}) => stream === 'stdout' || stream === 'stderr').length;
      ring.append(more);
      view.advance(() => false);
      if (seen >= expected) resolve(true);
    },
    onState: () => undefined,
  });
  const isWhole = await promise;
  const tookMs = performance.now() - startedMs;
  const {user, system} = process.threadCpuUsage(before);
  clearTimeout(timer);
  reading.close();
  engine.close();
  return isWhole ? {tookMs, processorMs: (user + system) / 1_000, keptMb: ring.bytes / 1e6} : null;
}
