import type {LogLevel} from '../../domain/logs/level.ts';
import {logLevels} from '../../domain/logs/level.ts';
import type {CommandLineOption} from './option.ts';
import {parseMoment, type TypedMoment} from './parse-moment.ts';
import {UsageFault} from './usage-fault.ts';

/** Which lines of logs are wanted, and how they are written. */
export interface LogOptions {
  readonly follow: boolean;
  /** Lines of each task; null: all. */
  readonly tail: number | null;
  readonly since: TypedMoment | null;
  readonly until: TypedMoment | null;
  readonly grep: RegExp | null;
  readonly invert: boolean;
  readonly level: LogLevel | null;
  readonly around: number;
  readonly timestamps: 'local' | 'utc' | 'relative' | 'none';
}

const timestampForms = ['local', 'utc', 'relative', 'none'] as const;
const defaultTail = 200;
const most = 1_000_000_000;

export const logOptions: readonly CommandLineOption[] = [
  {name: 'follow', short: 'f', scope: 'logs', purpose: 'Go on with lines to come.'},
  {
    name: 'tail',
    short: 'n',
    value: 'N|all',
    scope: 'logs',
    purpose: 'So many of the last lines of each task. Default 200, with --since all.',
  },
  {
    name: 'since',
    value: 'TIME',
    scope: 'range',
    purpose: 'What is from then on: a time such as 2026-11-23T12:00:00Z, or how long ago: 90s, 10m, 2h, 1d.',
  },
  {name: 'until', value: 'TIME', scope: 'range', purpose: 'What is up to then, written as for --since.'},
  {
    name: 'grep',
    value: 'REGEX',
    scope: 'logs',
    purpose: 'Lines that fit a regular expression, with the rest of their stack trace.',
  },
  {name: 'invert', scope: 'logs', purpose: 'Lines that --grep does not fit.'},
  {
    name: 'level',
    value: 'LEVEL',
    choices: logLevels,
    scope: 'logs',
    purpose: 'Lines of this level or worse; lines without a level are always shown.',
  },
  {name: 'around', value: 'N', scope: 'logs', purpose: 'So many lines before and after each that fits.'},
  {
    name: 'timestamps',
    value: 'FORM',
    choices: timestampForms,
    scope: 'logs',
    purpose: 'How times are written: local (the default), utc, relative or none.',
  },
];

/** Reads the options of `logs`; `text` gives the last value of an option, null without one. */
export function readLogOptions(
  flags: Readonly<Record<string, unknown>>,
  text: (name: string) => string | null,
): LogOptions {
  const {follow, invert} = flags;
  const since = momentOf('since', text);
  const until = momentOf('until', text);
  if (follow === true && until !== null) throw new UsageFault('--follow and --until exclude each other');
  if (invert === true && text('grep') === null) throw new UsageFault('--invert needs --grep');
  return {
    follow: follow === true,
    tail: tailOf(text('tail'), since !== null || until !== null),
    since,
    until,
    grep: expressionOf(text('grep')),
    invert: invert === true,
    level: oneOf('level', text('level'), logLevels),
    around: countOf('around', text('around')) ?? 0,
    timestamps: oneOf('timestamps', text('timestamps'), timestampForms) ?? 'local',
  };
}

function momentOf(name: string, text: (name: string) => string | null): TypedMoment | null {
  const given = text(name);
  if (given === null) return null;
  const moment = parseMoment(given);
  if (moment === null)
    throw new UsageFault(
      `--${name}: "${given}" is no time. Write 2026-11-23T12:00:00Z, or how long ago: 90s, 10m, 2h, 1d.`,
    );
  return moment;
}

function tailOf(given: string | null, hasRange: boolean): number | null {
  if (given === null) return hasRange ? null : defaultTail;
  return given === 'all' ? null : countOf('tail', given);
}

function countOf(name: string, given: string | null): number | null {
  if (given === null) return null;
  const count = Number(given);
  if (!/^\d+$/.test(given) || count > most)
    throw new UsageFault(`--${name}: "${given}" is no number of lines`);
  return count;
}

function expressionOf(given: string | null): RegExp | null {
  if (given === null) return null;
  try {
    return new RegExp(given, 'u');
  } catch {
    throw new UsageFault(`--grep: "${given}" is no regular expression`);
  }
}

function oneOf<Word extends string>(name: string, given: string | null, words: readonly Word[]): Word | null {
  const found = words.find(word => word === given) ?? null;
  if (given !== null && found === null)
    throw new UsageFault(`--${name}: there is no "${given}". There are: ${words.join(', ')}.`);
  return found;
}
