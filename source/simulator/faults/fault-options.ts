import {ApiError} from '../api-error.ts';
import {objectOrNull} from '../wire/json.ts';

/** Which calls a fault falls on, and how. What is left out is the fault's own default. */
export interface FaultOptions {
  /** Only calls whose path, without the version, begins so. */
  readonly path?: string;
  readonly method?: string;
  /** Only every so manieth of these calls. */
  readonly every?: number;
  /** Only the first so many of these. */
  readonly times?: number;
  /** Only by this chance, from 0 to 1. */
  readonly chance?: number;
  readonly seed?: number;
  readonly delayMs?: number;
  readonly afterBytes?: number;
  readonly bytesPerSecond?: number;
  /** The part of bytes or fields that are spoilt, from 0 to 1. */
  readonly share?: number;
  readonly message?: string;
  /** Id or hostname. */
  readonly node?: string;
  readonly nodes?: readonly string[];
  readonly skewMs?: number;
  /** The fault switches itself off after so long, on the clock of the simulation. */
  readonly forMs?: number;
}

type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string' && value !== '';
const isCount: Check = value => typeof value === 'number' && Number.isInteger(value) && value >= 1;
const isAmount: Check = value => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isShare: Check = value => isAmount(value) && Number(value) <= 1;
const isNumber: Check = value => typeof value === 'number' && Number.isFinite(value);
const areTexts: Check = value => Array.isArray(value) && value.length > 0 && value.every(isText);

const checks: Readonly<Record<keyof FaultOptions, readonly [check: Check, wanted: string]>> = {
  path: [isText, 'a text'],
  method: [isText, 'a text'],
  every: [isCount, 'a whole number from 1'],
  times: [isCount, 'a whole number from 1'],
  chance: [isShare, 'a number from 0 to 1'],
  seed: [isNumber, 'a number'],
  delayMs: [isAmount, 'a number from 0'],
  afterBytes: [isAmount, 'a number from 0'],
  bytesPerSecond: [isCount, 'a whole number from 1'],
  share: [isShare, 'a number from 0 to 1'],
  message: [isText, 'a text'],
  node: [isText, 'a text'],
  nodes: [areTexts, 'a list of texts'],
  skewMs: [isNumber, 'a number'],
  forMs: [isAmount, 'a number from 0'],
};

const wrong = (text: string) => new ApiError(400, text);

const isOption = (name: string): name is keyof FaultOptions => Object.hasOwn(checks, name);

const isFaultOptions = (value: object): value is FaultOptions => {
  for (const [name, item] of Object.entries(value)) {
    if (!isOption(name)) {
      throw wrong(`no option "${name}" of a fault; there are ${Object.keys(checks).join(', ')}`);
    }
    const [check, wanted] = checks[name];
    if (!check(item)) throw wrong(`option "${name}" of a fault must be ${wanted}`);
  }
  return true;
};

/** Options as a client sends them; an ApiError says which one is wrong. */
export const readFaultOptions = (value: unknown): FaultOptions => {
  if (value === undefined || value === null) return {};
  const options = objectOrNull(value);
  if (options === null || !isFaultOptions(options)) throw wrong('options of a fault must be an object');
  return options;
};
