import {setTimeout as pause} from 'node:timers/promises';
import {askEngine} from '../lab/engine-api.ts';
import {until} from '../until.ts';
import {type BenchSwarm, connected, drainedNode, farNode} from './bench-swarm.ts';
import {untilCalm} from './calm.ts';
import {containerOf, isContainer} from './container-events.ts';
import {type EventStream, openEventStream, type WireEvent} from './event-stream.ts';
import type {Figure, Measured} from './figure.ts';
import {hides, onConsole, type Pattern, shows} from './on-console.ts';
import {startRecordingProxy} from './recording-proxy.ts';
import type {TimedTerminal} from './timed-terminal.ts';

const changes = 20;
const taskChanges = 10;
/** Between two changes of a person. */
const apartMs = 1200;

/** In the pane that has the focus: the events beside it tell of the same change. */
const inMain = (pattern: string): RegExp => new RegExp(`┃.*${pattern}`);

const isUpdate = (type: string, name: string, attribute?: string) => (event: WireEvent) =>
  event.Type === type &&
  event.Action === 'update' &&
  event.Actor.Attributes['name'] === name &&
  (attribute === undefined || event.Actor.Attributes[attribute] !== undefined);

/** From an event's arrival on a stream of the bench's own to the screen that shows what it was about. */
export async function measureChanges(swarm: BenchSwarm): Promise<Measured> {
  const events = await openEventStream(swarm.socket, ['service', 'node']);
  try {
    const reading = await readingTimes(swarm);
    const floor = {name: 'event → answer of one GET', samples: reading};
    const scaled = await onConsole(swarm, ':services', console => scaling(swarm, events, console));
    const labelled = await onConsole(swarm, ':services /-l bench=on', console =>
      labelling(swarm, events, console),
    );
    const stormed = await onConsole(swarm, ':services', console => scaling(swarm, events, console, 0));
    const drained = await onConsole(swarm, ':nodes', console => draining(swarm, events, console));
    const drainedFast = await onConsole(swarm, ':nodes', console => draining(swarm, events, console, 0));
    const moving = await onConsole(swarm, ':services', console => movingTasks(swarm, console));
    const killed = await killedTasks(swarm);
    const figures: readonly Figure[] = [
      {name: 'service: desired count', unit: 'ms', samples: scaled, budget: 100, reference: floor},
      {name: 'service: label', unit: 'ms', samples: labelled, budget: 100, reference: floor},
      {name: 'node: drain, active', unit: 'ms', samples: drained, budget: 100, reference: floor},
      {
        name: 'service: one change right after the other',
        unit: 'ms',
        samples: stormed,
        budget: 100,
        reference: floor,
      },
      {
        name: 'node: one change right after the other',
        unit: 'ms',
        samples: drainedFast,
        budget: 100,
        reference: floor,
      },
      {name: 'task started by a scaling, in view', unit: 'ms', samples: moving, budget: 1000},
      {name: 'task killed on another node, swarm at rest', unit: 'ms', samples: killed},
    ];
    return {
      title: 'From the event to the screen',
      how:
        `The console is connected to ${connected}; the bench has an event stream of its own there, and one on each node whose ` +
        'containers it watches. Time runs from the arrival of the event at the bench to the arrival of the bytes that put the ' +
        `change on the screen. Tasks have no events: containers are watched on their own node (${farNode}), to which the console ` +
        'has no connection.',
      figures,
      notes: [
        `Changes are ${apartMs} ms apart where nothing else is said; right after one another means that the next is made as soon as the one before is on the screen. In a storm (after 60 events, more than 20 a second) requests of a kind are held back to two a second, so that events cannot turn the console against its manager.`,
        'A task that dies while nothing else moves is seen by the narrow check, which runs every 5 s; managers know of it 50–100 ms after the container’s event.',
      ],
    };
  } finally {
    events.close();
  }
}

/** A change, its event, and the screen that shows it. */
async function timed(
  console: TimedTerminal,
  event: Promise<number>,
  change: () => Promise<unknown>,
  pattern: Pattern,
  restMs = apartMs,
): Promise<number> {
  const [eventMs] = await Promise.all([event, change()]);
  const shownMs = await console.when(pattern, 'the change is shown');
  await pause(restMs);
  return shownMs - eventMs;
}

/** A service that no node may run: its desired count changes and nothing else moves. */
async function scaling(
  swarm: BenchSwarm,
  events: EventStream,
  console: TimedTerminal,
  restMs = apartMs,
): Promise<number[]> {
  const name = 'bench_scaled';
  await swarm.create({name, image: 'pause:1', replicas: 1, constraints: ['node.labels.zone==moon']});
  try {
    await console.when(shows(inMain(`${name} .* 0/1 `)), 'the service to be scaled');
    const samples: number[] = [];
    for (let count = 0; count < changes; count += 1) {
      const replicas = 2 + (count % 2);
      const event = events.next(isUpdate('service', name, 'replicas.new'), 'the service was scaled');
      const change = () => swarm.update(name, () => ({Mode: {Replicated: {Replicas: replicas}}}));
      const pattern = shows(inMain(`${name} .* 0/${replicas} `));
      samples.push(await timed(console, event, change, pattern, restMs));
    }
    return samples;
  } finally {
    await swarm.remove(name);
  }
}

/** The list is filtered by the label, so that its change makes a row come and go. */
async function labelling(swarm: BenchSwarm, events: EventStream, console: TimedTerminal): Promise<number[]> {
  const name = 'shop_web';
  const row = inMain(` ${name} `);
  await console.when(hides(row), 'no row without the label');
  const samples: number[] = [];
  for (let count = 0; count < changes; count += 1) {
    const isOn = count % 2 === 0;
    const event = events.next(isUpdate('service', name), 'the label was changed');
    const change = () => swarm.update(name, spec => ({Labels: {...spec.Labels, bench: isOn ? 'on' : 'off'}}));
    samples.push(await timed(console, event, change, isOn ? shows(row) : hides(row)));
  }
  return samples;
}

async function draining(
  swarm: BenchSwarm,
  events: EventStream,
  console: TimedTerminal,
  restMs = apartMs,
): Promise<number[]> {
  const samples: number[] = [];
  try {
    for (let count = 0; count < changes; count += 1) {
      const availability = count % 2 === 0 ? 'drain' : 'active';
      const event = events.next(
        isUpdate('node', drainedNode, 'availability.new'),
        `the node was set to ${availability}`,
      );
      const change = () => swarm.setAvailability(drainedNode, availability);
      const pattern = shows(inMain(` ${drainedNode} .* ${availability}`));
      samples.push(await timed(console, event, change, pattern, restMs));
    }
  } finally {
    await swarm.setAvailability(drainedNode, 'active');
  }
  return samples;
}

/** Each step of a scaling starts one container on the far node. */
async function movingTasks(swarm: BenchSwarm, console: TimedTerminal): Promise<number[]> {
  const name = 'bench_moving';
  const far = await openEventStream(swarm.lab.socket(farNode), ['container']);
  await swarm.create({
    name,
    image: 'pause:1',
    replicas: 1,
    constraints: [`node.hostname==${farNode}`],
  });
  try {
    await console.when(shows(inMain(`${name} .* 1/1 `)), 'the first task runs');
    const samples: number[] = [];
    for (let replicas = 2; replicas < 2 + taskChanges; replicas += 1) {
      const event = far.next(isContainer('start', name), 'a container started');
      const change = () => swarm.update(name, () => ({Mode: {Replicated: {Replicas: replicas}}}));
      samples.push(await timed(console, event, change, shows(inMain(`${name} .* ${replicas}/${replicas} `))));
    }
    return samples;
  } finally {
    far.close();
    await swarm.remove(name);
  }
}

/** Each time the console is at rest again, its eyes on the narrow check alone. */
async function killedTasks(swarm: BenchSwarm): Promise<number[]> {
  const name = 'bench_far';
  const socket = swarm.lab.socket(farNode);
  const far = await openEventStream(socket, ['container']);
  const proxy = await startRecordingProxy(swarm.socket);
  const running = inMain(` ${name}\\.1 .*● running`);
  await swarm.create({name, image: 'pause:1', constraints: [`node.hostname==${farNode}`]});
  try {
    return await onConsole({host: `unix://${proxy.socket}`}, `:tasks /${name}`, async console => {
      const samples: number[] = [];
      for (let count = 0; count < taskChanges; count += 1) {
        await console.when(shows(running), 'the task runs on the screen');
        // No multiple of the narrow check's five seconds, so that kills fall anywhere between two of them.
        await untilCalm(proxy, 5700);
        const container = await until('its container', () => containerOf(socket, name), {timeoutMs: 10_000});
        const event = far.next(isContainer('die', name), 'the container died');
        const kill = () => askEngine(socket, `/containers/${container}/kill`, {method: 'POST'});
        samples.push(await timed(console, event, kill, hides(running)));
      }
      return samples;
    });
  } finally {
    far.close();
    await proxy.close();
    await swarm.remove(name);
  }
}

/** How long the engine takes to answer what the console asks after an event. */
async function readingTimes({socket}: BenchSwarm): Promise<number[]> {
  const samples: number[] = [];
  for (let count = 0; count < changes; count += 1) {
    const startedMs = performance.now();
    await askEngine(socket, '/services?status=true');
    samples.push(performance.now() - startedMs);
  }
  return samples;
}
