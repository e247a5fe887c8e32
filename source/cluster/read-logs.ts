import type {LogLine} from '../domain/model/index.ts';
import type {Engine} from '../engine/engine.ts';
import type {LogRange} from '../engine/logs.ts';
import {systemClock} from '../feeds/clock.ts';
import type {LogReading, LogState} from '../feeds/logs/log-reading.ts';
import {startLogReading} from '../feeds/logs/log-reading.ts';
import type {LogWish} from '../feeds/logs/log-wish.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

export type {LogRange, LogReading, LogState, LogWish};

/** Who listens to logs. */
export interface LogListener {
  /** In the order of their times, as far as that can be told. */
  readonly onLines: (lines: readonly LogLine[]) => void;
  readonly onState: (state: LogState) => void;
}

/** Reads logs until the reading is closed, through all changes of the engine. */
export type ReadLogs = (wish: LogWish, range: LogRange, listener: LogListener) => LogReading;

/** The reading of logs of a cluster, from the engine that is connected at the moment. */
export const logReader = (store: ClusterStore, engine: () => Engine | null): ReadLogs => {
  const clock = systemClock();
  return (wish, range, listener) =>
    startLogReading({engine, store, clock, random: Math.random, wish, range, ...listener});
};
