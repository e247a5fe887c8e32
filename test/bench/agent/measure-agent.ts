import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {execa} from 'execa';
import {decodeAgentLine} from '../../../source/domain/metrics/agent-line.ts';
import {until} from '../../until.ts';
import {type BenchSwarm, connected} from '../bench-swarm.ts';
import type {Figure, Measured} from '../figure.ts';
import {processorMs, residentMb} from '../processes.ts';
import {type RecordingProxy, startRecordingProxy, trafficBetween} from '../recording-proxy.ts';
import {startTimedConsole} from '../timed-terminal.ts';
import {measureNews, measureSilence} from './measure-news.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const program = join(root, 'dist', 'medianest.js');
/** As the image starts it. */
const frugal = ['--max-semi-space-size=1', '--max-old-space-size=64'];
const warmMs = 20_000;
const windowMs = 40_000;
const restMs = 60_000;
/** Where containers are made for it: nothing else of the bench runs there. */
const node = 'worker-2';
const real = [10, 50];
const simulated = 200;

/** What the agent costs its node, and what it saves the manager. */
export async function measureAgent(swarm: BenchSwarm): Promise<Measured> {
  const figures: Figure[] = [];
  for (const count of real) {
    await swarm.create({
      name: 'bench_agent',
      image: 'pause:1',
      replicas: count,
      constraints: [`node.hostname==${node}`],
    });
    await swarm.untilRunning('bench_agent', count);
    figures.push(...(await costOn(swarm.lab.socket(node), `${count} containers`)));
    await swarm.remove('bench_agent');
  }
  figures.push(...(await onSimulator(socket => costOn(socket, `${simulated} simulated`))));
  const without = await requestsAtRest(swarm);
  const image = swarm.lab.image('medianest:bench');
  await execa(process.execPath, [join(root, 'scripts', 'image.mjs'), image, '--push'], {
    env: {DOCKER_HOST: swarm.host},
  });
  await execa(process.execPath, [program, 'agent', 'deploy', '--image', image, '--yes', '--wait'], {
    env: {DOCKER_HOST: swarm.host},
  });
  const withAgents = await requestsAtRest(swarm);
  const news = [...(await measureNews(swarm)), await measureSilence(swarm)];
  await swarm.remove('medianest_agent');
  return {
    title: 'Agent',
    how:
      `The agent, started as in its image, reads an engine with ${real.join(' and ')} idle containers every 2 s, through a proxy that counts requests; ` +
      `then the product's simulator with ${simulated}. ${windowMs / 1_000} s each, after ${warmMs / 1_000} s. Then a minute of a console at rest without agents, and with one on ` +
      'each of five nodes. What agents tell runs from the arrival of the event on a stream of the bench at the engine of another node to the ' +
      'bytes that put it on the screen.',
    figures: [
      ...figures,
      {name: 'console at rest: requests without agents', unit: '/min', samples: [without]},
      {name: 'console at rest: requests with agents', unit: '/min', samples: [withAgents]},
      ...news,
    ],
  };
}

async function costOn(socket: string, name: string): Promise<readonly Figure[]> {
  const proxy = await startRecordingProxy(socket);
  const agent = execa(process.execPath, [...frugal, program, 'agent', '-H', `unix://${proxy.socket}`], {
    reject: false,
    buffer: false,
  });
  let [bytes, samples] = [0, 0];
  let rest = '';
  agent.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      bytes += line.length + 1;
      samples += decodeAgentLine(line)?.tasks.length ?? 0;
    }
  });
  try {
    await until('the agent speaks', () => samples > 0, {timeoutMs: 30_000});
    await pause(warmMs);
    const pid = agent.pid ?? 0;
    const [startedMs, usedMs, said, sampled] = [performance.now(), processorMs(pid), bytes, samples];
    const traffic = proxy.traffic();
    await pause(windowMs);
    const passedMs = performance.now() - startedMs;
    const asked = requestsIn(proxy, traffic);
    return [
      {
        name: `${name}: processor, of one core`,
        unit: '%',
        samples: [((processorMs(pid) - usedMs) / passedMs) * 100],
      },
      {name: `${name}: memory (RSS)`, unit: 'MB', samples: [residentMb(pid)]},
      {
        name: `${name}: written for a container and sample`,
        unit: 'B',
        samples: [(bytes - said) / (samples - sampled)],
      },
      {name: `${name}: requests`, unit: '/min', samples: [(asked * 60_000) / passedMs]},
    ];
  } finally {
    agent.kill('SIGTERM');
    await agent;
    await proxy.close();
  }
}

async function onSimulator<Result>(use: (socket: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const socket = join(folder, 'engine.sock');
  const sizes = ['--nodes', '1', '--services', '20', '--tasks', String(simulated), '--rate', '0'];
  const simulator = execa(process.execPath, [program, 'demo', ...sizes, '--serve', socket], {reject: false});
  try {
    await until(
      'the simulator serves',
      () => execa('curl', ['-sf', '--unix-socket', socket, 'http://x/_ping']),
      {
        timeoutMs: 30_000,
      },
    );
    return await use(socket);
  } finally {
    simulator.kill('SIGTERM');
    await simulator;
    rmSync(folder, {recursive: true, force: true});
  }
}

const requestsIn = (proxy: RecordingProxy, before: ReturnType<RecordingProxy['traffic']>): number =>
  Object.values(trafficBetween(before, proxy.traffic())).reduce((sum, {requests}) => sum + requests, 0);

async function requestsAtRest(swarm: BenchSwarm): Promise<number> {
  const proxy = await startRecordingProxy(swarm.lab.socket(connected));
  const console = startTimedConsole({host: `unix://${proxy.socket}`});
  try {
    await console.when(rows => /⟳ live/.test(rows[0] ?? ''), 'live data');
    // With agents their log is read all the time, so that calm is not told by requests.
    await pause(restMs);
    const before = proxy.traffic();
    await pause(restMs);
    return requestsIn(proxy, before);
  } finally {
    await console.close();
    await proxy.close();
  }
}
