import {setTimeout as pause} from 'node:timers/promises';
import type {Figure, Measured} from '../figure.ts';
import {type BusyConsole, isSelected, onBusyConsole} from './busy-console.ts';

const moves = 30;
const restMs = 10_000;
/** A screen that says nothing for so long has said all. */
const silenceMs = 150;

/** What things cost on the way to the terminal. */
export async function measureBytes(): Promise<Measured> {
  const figures = await onBusyConsole(
    {tasks: 2000, changesPerSecond: 0},
    async (console): Promise<readonly Figure[]> => {
      await untilSilent(console);
      const atRest = await bytesOf(console, () => pause(restMs));
      const withDetails = await each(console, step => ['j', step + 2]);
      console.terminal.press('+', 'g');
      await untilSilent(console);
      const alone = await each(console, step => ['j', step + 2]);
      console.terminal.press('_', 'g');
      await untilSilent(console);
      const page = await each(console, step => (step % 2 === 0 ? ['G', console.services] : ['g', 1]));
      const bottom = await atTheBottom(console);
      const scrolled = await each(console, step => ['j', bottom + step + 1]);
      const repainted = await repaints(console);
      return [
        {name: `at rest, ${restMs / 1000} s`, unit: 'B', samples: [atRest], budget: 0},
        {name: 'selection moved in a list', unit: 'B', samples: alone, budget: 120},
        {name: 'selection moved, its details beneath', unit: 'B', samples: withDetails},
        {name: 'list scrolled by a row', unit: 'B', samples: scrolled},
        {name: 'every row of the list another', unit: 'B', samples: page},
        {name: 'full repaint', unit: 'B', samples: repainted, budget: 10_000},
      ];
    },
  );
  return {
    title: 'Bytes to the terminal',
    how:
      'What the console writes to a pseudo-terminal of 200×60 that shows a list of 200 services with details beneath, until it is silent again. ' +
      'At rest, nothing in the swarm changes.',
    figures,
  };
}

async function untilSilent({terminal}: BusyConsole): Promise<void> {
  for (let before = -1; before !== terminal.bytesWritten(); ) {
    before = terminal.bytesWritten();
    await pause(silenceMs);
  }
}

async function bytesOf(console: BusyConsole, work: () => Promise<unknown>): Promise<number> {
  const before = console.terminal.bytesWritten();
  await work();
  await untilSilent(console);
  return console.terminal.bytesWritten() - before;
}

async function each(
  console: BusyConsole,
  plan: (step: number) => readonly [key: string, position: number],
): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let step = 0; step < moves; step += 1) {
    const [key, position] = plan(step);
    const move = async () => {
      console.terminal.press(key);
      await console.terminal.when(isSelected(position, console.services), `service ${position} selected`);
    };
    samples.push(await bytesOf(console, move));
  }
  return samples;
}

/** Goes to the last row that fits; the list scrolls with the next one. Gives its position. */
async function atTheBottom(console: BusyConsole): Promise<number> {
  const {terminal, services} = console;
  terminal.press('g');
  await terminal.when(isSelected(1, services), 'the first service');
  const shown = () => terminal.rows().some(row => row.includes('shop_web-0000 '));
  for (let position = 2; ; position += 1) {
    terminal.press('j');
    await terminal.when(isSelected(position, services), `service ${position} selected`);
    if (!shown()) return position;
  }
}

async function repaints(console: BusyConsole): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let step = 0; step < moves / 3; step += 1)
    samples.push(await bytesOf(console, async () => console.terminal.press('ctrl+l')));
  return samples;
}
