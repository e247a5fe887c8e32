import {setTimeout as pause} from 'node:timers/promises';
import type {Measured} from '../figure.ts';
import {startTimed, type TimedTerminal} from '../timed-terminal.ts';
import {
  type BusyConsole,
  changesPerSecond,
  isSelected,
  onBusyConsole,
  screenSize,
  typist,
} from './busy-console.ts';

const keys = 300;
/** The selection goes so far down before it comes up again: the list does not scroll. */
const reach = 15;
const longestListMs = 200;

/** From a key to the bytes that show what it did, while the cluster does not rest. */
export async function measureKeys(): Promise<Measured> {
  const reference = {name: 'raw echo', samples: await echoes()};
  const rested = await onBusyConsole({tasks: 2000, changesPerSecond: 0}, async console => walk(console));
  const busy = await onBusyConsole({tasks: 2000, changesPerSecond}, async console => {
    const before = {...console.engine.changes(), atMs: performance.now()};
    const samples = await walk(console);
    const seconds = (performance.now() - before.atMs) / 1000;
    return {samples, perSecond: (console.engine.changes().delivered - before.delivered) / seconds};
  });
  const listing = await onBusyConsole({tasks: 10_000, changesPerSecond}, walkWhileListing);
  const budgets = {budget: 3, tailBudget: 16};
  return {
    title: 'From a key to the screen',
    how:
      'From the moment at which a key is written to a pseudo-terminal of 200×60 to the arrival of the bytes that show the selection ' +
      `moved, ${keys} keys, one every 35–75 ms. A fake engine in another thread serves the swarm on a unix socket. Raw echo is a ` +
      'Node program which writes back what it reads, in the same harness.',
    figures: [
      {name: 'nothing changes', unit: 'ms', samples: rested, reference},
      {name: 'the cluster changes', unit: 'ms', samples: busy.samples, ...budgets, reference},
      {name: '10,000 tasks are being listed', unit: 'ms', samples: listing.samples, ...budgets, reference},
    ],
    notes: [
      `The cluster changes: ${Math.round(busy.perSecond)} changes of services and tasks a second were in answers that the console took.`,
      `The list: ${listing.lists} lists of 10,000 tasks (20 MB each) were taken meanwhile; each key was pressed while one was on its ` +
        `way or in the ${longestListMs} ms after it.`,
    ],
  };
}

/** The position after so many keys of a walk down and up. */
const positionAfter = (count: number): {readonly key: 'j' | 'k'; readonly position: number} => {
  const step = (count - 1) % (2 * reach);
  return step < reach ? {key: 'j', position: step + 2} : {key: 'k', position: 2 * reach - step};
};

type ServiceList = Pick<BusyConsole, 'terminal' | 'services'>;

/** The same walk on a console that shows the services of any other swarm. */
export const keysOnChangingSwarm = (list: ServiceList): Promise<readonly number[]> => walk(list);

async function press({terminal, services}: ServiceList, count: number): Promise<number> {
  const {key, position} = positionAfter(count);
  const pressedMs = performance.now();
  terminal.press(key);
  return (await terminal.when(isSelected(position, services), `service ${position} selected`)) - pressedMs;
}

async function walk(console: ServiceList): Promise<readonly number[]> {
  const rest = typist();
  const samples: number[] = [];
  for (let count = 1; count <= keys; count += 1) {
    await rest();
    samples.push(await press(console, count));
  }
  return samples;
}

async function walkWhileListing(console: BusyConsole) {
  const {engine, terminal} = console;
  const rest = typist();
  const first = engine.taskLists().done;
  const samples: number[] = [];
  while (samples.length < keys) {
    const before = engine.taskLists().done;
    terminal.press('ctrl+r');
    while (!engine.taskLists().isOpen && engine.taskLists().done === before) await pause(2);
    let closedMs = Number.POSITIVE_INFINITY;
    while (samples.length < keys) {
      if (engine.taskLists().isOpen) closedMs = Number.POSITIVE_INFINITY;
      else closedMs = Math.min(closedMs, performance.now());
      if (performance.now() - closedMs > longestListMs) break;
      await rest();
      samples.push(await press(console, samples.length + 1));
    }
  }
  return {samples, lists: engine.taskLists().done - first};
}

const echo = `process.stdin.setRawMode(true); process.stdin.on('data', data => process.stdout.write(data)); process.stdout.write('>');`;

async function echoes(): Promise<readonly number[]> {
  const env = {PATH: process.env['PATH'] ?? ''};
  const line = {file: process.execPath, args: ['-e', echo], env, dispose: () => undefined};
  const terminal = startTimed(line, screenSize);
  try {
    await terminal.when(rows => rows[0] === '>', 'the program reads');
    return await echoEach(terminal);
  } finally {
    await terminal.close();
  }
}

async function echoEach(terminal: TimedTerminal): Promise<readonly number[]> {
  const rest = typist();
  const samples: number[] = [];
  for (let count = 1; count <= keys; count += 1) {
    await rest();
    const pressedMs = performance.now();
    terminal.press('j');
    const isEchoed = (rows: readonly string[]) => rows.join('').length === count + 1;
    samples.push((await terminal.when(isEchoed, 'the echo')) - pressedMs);
  }
  return samples;
}
