import {onTestFinished} from 'vitest';
import type {LogListener, LogRange, LogWish, ReadLogs} from '../../source/cluster/read-logs.ts';
import type {LogLine} from '../../source/domain/model/index.ts';
import {aCluster} from '../builders/cluster.ts';
import {aLogLine} from '../builders/fake-logs.ts';
import {type ConsoleHarness, renderConsole} from './console-harness.tsx';

/** When the log of the tests begins. */
export const beganMs = Date.UTC(2026, 0, 1, 12);

/** A line of a task of the service `web`, so many seconds after the beginning. */
export const written = (text: string, at: number, change: Partial<LogLine> = {}, taskId = 'web-1') =>
  aLogLine(text, beganMs + at * 1_000, taskId, {
    origin: {taskId, nodeId: 'n1', serviceId: 'web-id'},
    ...change,
  });

/** A console that looks at the log of the service `web`, in which a test writes. */
export interface OpenLog {
  readonly console: ConsoleHarness;
  readonly asked: {readonly wish: LogWish; readonly range: LogRange}[];
  /** Of the readings that were given up. */
  readonly closed: readonly LogRange[];
  write(...lines: readonly LogLine[]): Promise<void>;
  /** The last reading ends with these lines. */
  answer(...lines: readonly LogLine[]): Promise<void>;
  /** The last reading breaks off. */
  break(reason: string): Promise<void>;
}

interface LogScreen {
  readonly columns?: number;
  readonly rows?: number;
  readonly replicas?: number;
}

/** `keys`: what is pressed in the list of services; else `l`. */
export const openLogAt = async (screen: LogScreen, ...keys: readonly string[]): Promise<OpenLog> => {
  const {columns = 100, rows = 24, replicas = 2} = screen;
  const asked: OpenLog['asked'] = [];
  const closed: LogRange[] = [];
  const listeners: LogListener[] = [];
  const readLogs: ReadLogs = (wish, range, listener) => {
    asked.push({wish, range});
    listeners.push(listener);
    return {state: {kind: 'live', reason: ''}, progress: new Map(), close: () => void closed.push(range)};
  };
  const store = aCluster().withManagers(1).withWorkers(1).withService('web', replicas).store();
  const console = await renderConsole(store, {columns, rows, readLogs});
  onTestFinished(() => console.close());
  await console.type(':svc');
  await console.press('enter', ...(keys.length === 0 ? ['l'] : keys));
  const settle = async () => {
    await console.settle();
    await console.settle();
  };
  return {
    console,
    asked,
    closed,
    async write(...lines) {
      listeners.at(-1)?.onLines(lines);
      await console.settle();
    },
    async answer(...lines) {
      listeners.at(-1)?.onLines(lines);
      listeners.at(-1)?.onState({kind: 'done', reason: ''});
      await settle();
    },
    async break(reason) {
      listeners.at(-1)?.onState({kind: 'broken', reason});
      await settle();
    },
  };
};

export const openLog = (...keys: readonly string[]): Promise<OpenLog> => openLogAt({}, ...keys);

/** The whole screen. */
export const shown = ({console}: OpenLog): string => console.text();

/** The rows of the pane, without its frame. */
export const lines = ({console}: OpenLog): readonly string[] =>
  console
    .rows()
    .map(row => /^┃(.*)┃$/.exec(row)?.[1]?.trimEnd() ?? '')
    .filter(row => row !== '');
