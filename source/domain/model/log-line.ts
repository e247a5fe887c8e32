/** Who wrote a line, as far as the engine tells; lines of one origin share the record. Empty where it does not tell. */
export interface LogOrigin {
  readonly taskId: string;
  readonly nodeId: string;
  readonly serviceId: string;
}

/**
 * What a line is: written by the program, an error of the engine (`fault`), lines that cannot be had any more (`gap`), or
 * a remark of our own (`note`).
 */
export type LogStream = 'stdout' | 'stderr' | 'fault' | 'gap' | 'note';

/** One line of a log; its text is left as bytes, because most lines are never looked at. */
export interface LogLine {
  readonly stream: LogStream;
  readonly origin: LogOrigin;
  /** Whole milliseconds since the epoch, by the clock of the node that wrote it. */
  readonly timeMs: number;
  /** Nanoseconds within that millisecond: 0 to 999,999. */
  readonly nanos: number;
  /** UTF-8 as far as the program kept to it, without the line's end. */
  readonly text: Uint8Array;
}
