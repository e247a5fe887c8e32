import {until} from '../../until.ts';
import {type BenchSwarm, farNode} from '../bench-swarm.ts';
import {containerOf, isContainer} from '../container-events.ts';
import {type EventStream, openEventStream} from '../event-stream.ts';
import type {Figure} from '../figure.ts';
import {hides, onConsole, shows} from '../on-console.ts';
import type {TimedTerminal} from '../timed-terminal.ts';

const times = 5;
const wide = {columns: 200, rows: 60};
const patienceMs = 60_000;
const constraints = [`node.hostname==${farNode}`];

/** What agents tell of a node to which the console has no connection: from the engine's own event there to the screen. */
export async function measureNews(swarm: BenchSwarm): Promise<readonly Figure[]> {
  const events = await openEventStream(swarm.lab.socket(farNode), ['container']);
  const news = {swarm, events};
  try {
    return [
      {name: 'container started → what it burns', unit: 'ms', samples: await burners(news), budget: 3_000},
      {name: 'killed for its memory → the cause', unit: 'ms', samples: await killings(news), budget: 2_000},
      {name: 'unhealthy → unhealthy', unit: 'ms', samples: await sick(news), budget: 2_000},
    ];
  } finally {
    events.close();
  }
}

/** A worker loses its power while figures of its tasks are on the screen. */
export async function measureSilence(swarm: BenchSwarm): Promise<Figure> {
  const name = 'bench_dark';
  await swarm.create({name, image: 'burn:1', constraints, cpuLimit: 0.5});
  await swarm.untilRunning(name, 1);
  const samples = await onWide(swarm, `:tasks /${name}`, async console => {
    const figures = new RegExp(`${name}\\.1 .*\\d%`);
    await console.when(shows(figures), 'its figures', patienceMs);
    const killedMs = performance.now();
    await swarm.lab.kill(farNode);
    return [(await console.when(hides(figures), 'its figures are not known', patienceMs)) - killedMs];
  });
  await swarm.remove(name);
  await swarm.lab.start(farNode);
  await swarm.lab.waitReady();
  return {name: 'worker killed → its figures unknown', unit: 'ms', samples};
}

interface News {
  readonly swarm: BenchSwarm;
  readonly events: EventStream;
}

const onWide = <Value>(
  {host}: BenchSwarm,
  command: string | null,
  measure: (console: TimedTerminal) => Promise<Value>,
) => onConsole({host, size: wide}, command, measure);

/** Half of what it may take at least: the first figure may be of a moment in which it was only starting. */
const burners = ({swarm, events}: News) =>
  onWide(swarm, ':tasks /bench_burner', async console => {
    const samples: number[] = [];
    for (let count = 0; count < times; count += 1) {
      const name = `bench_burner${count}`;
      const event = events.next(isContainer('start', name), 'the burner started', patienceMs);
      await swarm.create({name, image: 'burn:1', constraints, cpuLimit: 0.5});
      const startedMs = await event;
      const figure = shows(new RegExp(`${name}\\.1 .*[ ▲](?:2[5-9]|[3-9]\\d)%`));
      samples.push((await console.when(figure, 'what it burns', patienceMs)) - startedMs);
      await swarm.remove(name);
    }
    return samples;
  });

const killings = ({swarm, events}: News) =>
  onWide(swarm, null, async console => {
    const samples: number[] = [];
    for (let count = 0; count < times; count += 1) {
      const name = `bench_hungry${count}`;
      const event = events.next(isContainer('oom', name), 'it was out of memory', patienceMs);
      await swarm.create({name, image: 'eat:1', env: ['MB=200'], memoryLimit: 32, constraints});
      const oomMs = await event;
      const cause = shows(new RegExp(`${name}.*(?:out of memory: |killed it for its memory)`));
      samples.push((await console.when(cause, 'the cause', patienceMs)) - oomMs);
      await swarm.remove(name);
    }
    return samples;
  });

const sick = ({swarm, events}: News) =>
  onWide(swarm, null, async console => {
    const samples: number[] = [];
    const socket = swarm.lab.socket(farNode);
    for (let count = 0; count < times; count += 1) {
      const name = `bench_sick${count}`;
      // Else it ends well when it is stopped, which the engine takes for no failure.
      await swarm.create({name, image: 'app:1', env: ['TERM_CODE=143'], constraints});
      await swarm.untilRunning(name, 1);
      const id = await until('its container', () => containerOf(socket, name), {timeoutMs: patienceMs});
      const event = events.next(isContainer('health_status: unhealthy', name), 'unhealthy', patienceMs);
      await swarm.lab.docker(farNode, 'exec', id, 'rm', '/tmp/www/health');
      const turnedMs = await event;
      const told = shows(new RegExp(`${name}.*(?:unhealthy|health check)`));
      samples.push((await console.when(told, 'it is unhealthy', patienceMs)) - turnedMs);
      await swarm.remove(name);
    }
    return samples;
  });
