import {setTimeout as pause} from 'node:timers/promises';
import {startTimedConsole, type TimedTerminal} from '../timed-terminal.ts';
import {type BusyEngine, startBusyEngine} from './start-busy-engine.ts';

export const screenSize = {columns: 200, rows: 60};
/** So many are made that 500 a second and more are delivered: an object that changes twice between two lists counts once. */
export const changesPerSecond = 550;

/** A console on the list of services of a swarm, at 200×60. */
export interface BusyConsole {
  readonly engine: BusyEngine;
  readonly terminal: TimedTerminal;
  readonly services: number;
}

export const isSelected =
  (position: number, of: number) =>
  (rows: readonly string[]): boolean =>
    rows.some(row => row.includes(` ${position}/${of} ━`));

/** Runs `work` on a console that shows the services of a swarm of that size. */
export async function onBusyConsole<Result>(
  swarm: {readonly tasks: number; readonly changesPerSecond: number},
  work: (console: BusyConsole) => Promise<Result>,
): Promise<Result> {
  const engine = await startBusyEngine(swarm);
  const terminal = startTimedConsole({host: engine.host}, screenSize);
  const services = swarm.tasks / 10;
  try {
    await showServices(terminal, services);
    return await work({engine, terminal, services});
  } finally {
    await terminal.close();
    await engine.close();
  }
}

export async function showServices(
  terminal: Pick<TimedTerminal, 'when' | 'press' | 'type'>,
  services: number,
  timeoutMs?: number,
) {
  await terminal.when(rows => /⟳ live/.test(rows[0] ?? ''), 'live data', timeoutMs);
  terminal.press(':');
  await terminal.when(rows => rows.some(row => row.startsWith(':')), 'the prompt');
  terminal.type('services');
  terminal.press('enter');
  await terminal.when(isSelected(1, services), 'the services', timeoutMs);
}

/** Intervals of a person who holds a key or types fast, the same in each run. */
export function typist(): () => Promise<void> {
  let seed = 1;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return pause(35 + (seed % 41));
  };
}
