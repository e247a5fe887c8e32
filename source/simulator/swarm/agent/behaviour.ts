import {imageTraits} from './images.ts';

/** What a container does from its start to its end. */
export interface Behaviour {
  readonly isImageMissing: boolean;
  /** The disk of its node has no room for it. */
  readonly isDiskFull: boolean;
  /** The program that is not there; empty when it is. */
  readonly missingProgram: string;
  /** Null for a program that goes on. */
  readonly exit: {readonly afterMs: number; readonly code: number; readonly isOom: boolean} | null;
  /** After its start it can be found healthy; never when null. */
  readonly healthyAfterMs: number | null;
  /** It ceases to be healthy; null for never. */
  readonly unhealthyAfterMs: number | null;
  /** Exit code on TERM; null for one that ignores it and is killed after the grace period. */
  readonly termCode: number | null;
  /** Processors that it takes where nothing limits it. */
  readonly cores: number;
  readonly memoryBytes: number;
  readonly leakBytesPerSecond: number;
  readonly linesPerSecond: number;
  /** It writes so many lines and no more; null for no end. */
  readonly lines: number | null;
  readonly writes: 'requests' | 'app' | 'spam' | 'nothing';
}

export interface BehaviourSource {
  readonly image: string;
  readonly env: ReadonlyMap<string, string>;
  readonly args: readonly string[];
  /** The label `sim.behaviour`: `exit:3s:1`, `slow:10s`, …, more than one joined by commas. */
  readonly word: string;
  readonly limitMemoryBytes: number;
}

const megabyte = 1024 ** 2;
const steady: Behaviour = {
  isImageMissing: false,
  isDiskFull: false,
  missingProgram: '',
  exit: null,
  healthyAfterMs: 0,
  unhealthyAfterMs: null,
  termCode: 0,
  cores: 0.02,
  memoryBytes: 24 * megabyte,
  leakBytesPerSecond: 0,
  linesPerSecond: 0.5,
  lines: null,
  writes: 'requests',
};

/** The image, then the environment, then the label: each overrides the one before. */
export const behaviourOf = (source: BehaviourSource): Behaviour => {
  const traits = imageTraits(source.image);
  if (traits === null) return {...steady, isImageMissing: true};
  const env = new Map([...Object.entries(traits.env ?? {}), ...source.env]);
  let behaviour: Behaviour = {...steady, missingProgram: traits.missingProgram ?? ''};
  if (env.has('VERSION')) behaviour = appBehaviour(behaviour, env);
  behaviour = argsBehaviour(behaviour, source.args);
  for (const word of [...(traits.behaviour ?? '').split(','), ...source.word.split(',')]) {
    behaviour = withWord(behaviour, word.trim(), env);
  }
  return withLimit(behaviour, source.limitMemoryBytes);
};

/** The lab's program `app` tells its story by environment; it writes a line at its start and one when it is ready. */
const appBehaviour = (from: Behaviour, env: ReadonlyMap<string, string>): Behaviour => {
  const exitAfter = env.get('EXIT_AFTER');
  const code = Number(env.get('EXIT_CODE') ?? '1');
  return {
    ...from,
    exit:
      exitAfter === undefined || exitAfter === ''
        ? null
        : {afterMs: Number(exitAfter) * 1_000, code, isOom: false},
    healthyAfterMs: env.get('HEALTHY') === 'no' ? null : Number(env.get('START_DELAY') ?? '0') * 1_000,
    termCode: env.get('IGNORE_TERM') ? null : Number(env.get('TERM_CODE') ?? '0'),
    memoryBytes: 3 * megabyte,
    linesPerSecond: 0,
    writes: 'app',
  };
};

/** `true`, `false`, `sleep 5` and `sh -c "sleep 5; exit 3"` are understood; anything else goes on. */
const argsBehaviour = (from: Behaviour, args: readonly string[]): Behaviour => {
  const line = args.join(' ').replace(/^(\/bin\/)?sh -c /, '');
  const match = /^(?:(true|false)|(?:sleep (\d+(?:\.\d+)?))?;? ?(?:exit (\d+))?)$/.exec(line.trim());
  if (line === '' || match === null) return from;
  const afterMs = Number(match[2] ?? '0') * 1_000;
  const code = match[1] === 'false' ? 1 : Number(match[3] ?? '0');
  return {...from, exit: {afterMs, code, isOom: false}, writes: 'nothing'};
};

const withWord = (from: Behaviour, word: string, env: ReadonlyMap<string, string>): Behaviour => {
  const [name, first = '', second = ''] = word.split(':');
  switch (name) {
    case 'exit':
      return {...from, exit: {afterMs: spanMs(first), code: Number(second || '0'), isOom: false}};
    case 'oom':
      return {...from, exit: {afterMs: spanMs(first), code: 137, isOom: true}};
    case 'missing':
      return {...from, isImageMissing: true};
    case 'nospace':
      return {...from, isDiskFull: true};
    case 'noprogram':
      return {...from, missingProgram: first || '/bin/nosuchprogram'};
    case 'slow':
      return {...from, healthyAfterMs: spanMs(first)};
    case 'unhealthy':
      return {...from, unhealthyAfterMs: spanMs(first), termCode: 143};
    case 'stubborn':
      return {...from, termCode: null};
    case 'burn':
      return {...from, cores: Number(first || '1'), termCode: null};
    case 'leak':
      return {...from, leakBytesPerSecond: Number(first || '1') * megabyte};
    case 'logs':
      return {...from, linesPerSecond: Number(first || '10')};
    case 'quiet':
      return {...from, writes: 'nothing', memoryBytes: megabyte, cores: 0};
    case 'spam':
      return spamBehaviour(from, env);
    case 'eat':
      return {
        ...from,
        memoryBytes: Number(env.get('MB') || '64') * megabyte,
        writes: 'nothing',
        termCode: null,
      };
    default:
      return from;
  }
};

const spamBehaviour = (from: Behaviour, env: ReadonlyMap<string, string>): Behaviour => ({
  ...from,
  writes: 'spam',
  // A rate of 0 means no limit; so many lines a second is what a shell on one core manages.
  linesPerSecond: Number(env.get('RATE') || '10') || 20_000,
  lines: env.get('LINES') ? Number(env.get('LINES')) : null,
  memoryBytes: 2 * megabyte,
  termCode: null,
});

/** More memory than its limit ends a program, at once or when its leak has filled it. */
const withLimit = (from: Behaviour, limitBytes: number): Behaviour => {
  if (limitBytes === 0) return from;
  const room = limitBytes - from.memoryBytes;
  const afterMs = room <= 0 ? 800 : (room / from.leakBytesPerSecond) * 1_000;
  if (!Number.isFinite(afterMs) || (from.exit !== null && from.exit.afterMs < afterMs)) return from;
  return {...from, exit: {afterMs, code: 137, isOom: true}};
};

/** `3s`, `500ms`, `2m`. */
const spanMs = (text: string): number => {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  const units = {ms: 1, s: 1_000, m: 60_000, h: 3_600_000};
  const unit = match?.[2];
  return Number(match?.[1] ?? '0') * (unit === 'ms' || unit === 'm' || unit === 'h' ? units[unit] : units.s);
};
