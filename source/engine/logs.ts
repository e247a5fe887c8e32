import type {LogLine} from '../domain/model/index.ts';

/** Whose log is read. A container's is read from the connected engine only. */
export interface LogSubject {
  readonly kind: 'service' | 'task' | 'container';
  readonly id: string;
}

/** A moment to the nanosecond. */
export interface LogMoment {
  readonly timeMs: number;
  /** Within the millisecond. */
  readonly nanos: number;
}

/** Which part of a log is read. */
export interface LogRange {
  /** So many of the last lines, of each task; null: all. The engine has no bound of its own, so give one. */
  readonly tail: number | null;
  /** From this moment on, itself included. */
  readonly since?: LogMoment;
  /** Only containers have an end at the engine; it is kept for the others here, by ending the answer there. */
  readonly untilMs?: number;
  /** Goes on with lines to come, also of tasks to come. */
  readonly follow: boolean;
}

/** The reading of logs, as a part of the port. */
export interface EngineLogs {
  /**
   * Lines in the engine's order, which is by time within one task only, as many at once as have come together. What the
   * engine says of logs that it cannot get are lines too (`fault`). Ends when the engine closes the stream; rejects with
   * `EngineError` when it breaks. `opened` is called once the engine answered.
   */
  readLogs(
    subject: LogSubject,
    range: LogRange,
    signal: AbortSignal,
    opened?: () => void,
  ): AsyncIterable<readonly LogLine[]>;
}
