import type {LogLevel} from '../../domain/logs/level.ts';
import type {TimeForm} from '../../domain/logs/time-text.ts';

/** How the lines of a log are written. */
export interface LogLook {
  readonly time: TimeForm;
  readonly wrap: boolean;
  /** Cells scrolled to the right; nothing while lines are wrapped. */
  readonly left: number;
  /** Lines that are JSON or logfmt: as they came, as message and fields, as columns, or one field a row. */
  readonly json: 'raw' | 'fields' | 'columns' | 'pretty';
  /** Fields that are shown; empty: all. */
  readonly fields: readonly string[];
  /** Several tasks write: then each line tells whose it is. */
  readonly withTask: boolean;
  /** What is highlighted; null: nothing. */
  readonly highlight: RegExp | null;
}

export const freshLook: LogLook = {
  time: 'local',
  wrap: false,
  left: 0,
  json: 'raw',
  fields: [],
  withTask: true,
  highlight: null,
};

/** Tones of levels; a line without one, and ordinary ones, are plain text. */
export const levelTones = {
  trace: 'muted',
  debug: 'muted',
  info: 'text',
  warn: 'warning',
  error: 'critical',
  fatal: 'critical',
} as const satisfies Readonly<Record<LogLevel, string>>;

/** Of the person's own sixteen colours those that mean nothing here: red is for errors, yellow for warnings. */
export const taskColors: readonly number[] = [6, 2, 5, 4, 14, 10, 13, 12];
