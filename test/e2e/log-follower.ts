import {expect, onTestFinished} from 'vitest';
import type {JourneyCluster} from '../driver/journey.ts';
import {type RunningCommand, startCommand} from '../driver/running-command.ts';
import {until} from '../until.ts';

/** A line as `logs --json` tells it. */
interface Told {
  readonly stream: string;
  readonly taskId: string;
  readonly node: string;
  readonly text: string;
}

/** Follows the log of a service from its beginning, through these managers. */
export const followLog = (
  cluster: Pick<JourneyCluster, 'dockerHost'>,
  service: string,
  managers: readonly string[] = ['manager-2', 'manager-1', 'manager-3'],
): RunningCommand => {
  const hosts = managers.flatMap(name => ['--host', cluster.dockerHost(name)]);
  const command = startCommand([...hosts, 'logs', service, '--follow', '--tail', 'all', '--json']);
  onTestFinished(() => command.stop());
  return command;
};
/** What it told so far. */
export const told = (command: RunningCommand): readonly Told[] =>
  command.lines().map(line => JSON.parse(line) as Told);
export const texts = (command: RunningCommand): readonly string[] => told(command).map(({text}) => text);

/** The numbers that each task wrote, in the order in which they came, by stream: only within one they have an order. */
export const numbersByWriter = (command: RunningCommand): ReadonlyMap<string, readonly number[]> => {
  const numbers = new Map<string, number[]>();
  for (const {taskId, stream, text} of told(command)) {
    const number = /^line (\d+) /.exec(text)?.[1];
    if (number === undefined) continue;
    const key = `${taskId} ${stream}`;
    numbers.set(key, [...(numbers.get(key) ?? []), Number(number)]);
  }
  return numbers;
};

/** Every tenth line goes to stderr, all others to stdout: so whether one is missing can be told from each stream. */
const following = (number: number, stream: string): number => {
  if (stream === 'stderr') return number + 10;
  return number % 10 === 9 ? number + 2 : number + 1;
};

/** Each task's numbered lines came once, in order, from the first on. */
export const expectComplete = (command: RunningCommand): void => {
  for (const [writer, numbers] of numbersByWriter(command)) {
    const stream = writer.split(' ')[1] ?? '';
    let expected = stream === 'stderr' ? 10 : 1;
    for (const number of numbers) {
      expect(number, `line of ${writer}`).toBe(expected);
      expected = following(number, stream);
    }
  }
};

const nodesOf = (lines: readonly Told[]): ReadonlySet<string> => new Set(lines.map(({node}) => node));
/** Lines of so many nodes come from now on. */
export const untilAllWrite = (command: RunningCommand, count: number, limitMs: number) => {
  const before = told(command).length;
  return until(`${count} nodes write`, async () => nodesOf(told(command).slice(before)).size >= count, {
    timeoutMs: limitMs,
  });
};
