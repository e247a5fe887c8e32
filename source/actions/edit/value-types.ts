import {nanosecondsIn} from '../spec/duration.ts';
import type {Json} from '../spec/json.ts';

/** What was made of a typed value, or what is wrong with it. A null value takes the field away. */
export type Reading = {readonly value: Json} | {readonly fault: string};

/** How a value is typed, and how it is shown: as the docker CLI has it. */
export interface ValueType {
  /** Name of the value in usage texts. */
  readonly word: string;
  readonly choices?: readonly string[];
  readonly read: (text: string) => Reading;
  readonly show: (value: Json) => string;
}

const fault = (text: string): Reading => ({fault: text});

/** Processors: `0.5`. The engine counts in billionths. */
export const cpus: ValueType = {
  word: 'CPUS',
  read(text) {
    const nano = /^\d{1,6}(\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * 1e9) : null;
    if (nano === null) return fault(`"${text}" is no number of CPUs, such as 0.5 or 2`);
    if (nano > 0 && nano < 1e6) return fault(`"${text}" is less than 0.001 CPU, the least that there is`);
    return {value: nano === 0 ? null : nano};
  },
  show: value => (typeof value === 'number' ? String(value / 1e9) : ''),
};

const sizeUnits = ['b', 'k', 'm', 'g', 't', 'p'];
/** Below this the engine refuses a limit. */
const leastMemory = 6 * 1024 ** 2;

/** Memory: `512m`, `1.5g`, in powers of 1024. */
export const memory: ValueType = {
  word: 'BYTES',
  read(text) {
    const match = /^(\d+(?:\.\d+)?) ?(?:([bkmgtp])|([kmgtp])i?b)?$/i.exec(text);
    if (match === null) return fault(`"${text}" is no amount of memory, such as 512m or 2g`);
    const unit = (match[2] ?? match[3] ?? 'b').toLowerCase();
    const bytes = Math.round(Number(match[1]) * 1024 ** sizeUnits.indexOf(unit));
    if (!Number.isSafeInteger(bytes)) return fault(`"${text}" is more memory than there is`);
    if (bytes > 0 && bytes < leastMemory) {
      return fault(`"${text}" is less than 6m: no container starts with so little`);
    }
    return {value: bytes === 0 ? null : bytes};
  },
  show(value) {
    if (typeof value !== 'number') return '';
    const power = sizeUnits.findLastIndex(
      (_, index) => value >= 1024 ** index && value % 1024 ** index === 0,
    );
    return power <= 0 ? String(value) : `${value / 1024 ** power}${sizeUnits[power]}`;
  },
};

const readSpan = (text: string): number | null => {
  if (text === '0') return 0;
  const total = nanosecondsIn(text);
  return total === null ? null : Math.round(total);
};

/** A time as Go writes it: `1m30s`, `500ms`. */
function showSpan(value: Json): string {
  if (typeof value !== 'number') return '';
  if (value === 0) return '0s';
  if (value % 1e6 !== 0) return value % 1e3 === 0 ? `${value / 1e3}us` : `${value}ns`;
  if (value % 1e9 !== 0) return `${value / 1e6}ms`;
  const seconds = value / 1e9;
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${rest > 0 ? `${rest}s` : ''}`;
}

/** A time: `10s`, `1m30s`. `keepsZero`: the engine tells a zero from nothing. */
export const time = ({leastNs = 0, keepsZero = false} = {}): ValueType => ({
  word: 'TIME',
  read(text) {
    const value = readSpan(text);
    if (value === null) return fault(`"${text}" is no time, such as 10s or 1m30s`);
    if (value > 0 && value < leastNs)
      return fault(`"${text}" is less than ${showSpan(leastNs)}, the least that there is`);
    return {value: value === 0 && !keepsZero ? null : value};
  },
  show: showSpan,
});

/** A whole number. `noneAtZero`: the engine does not keep a zero. */
export const count = ({noneAtZero = false} = {}): ValueType => ({
  word: 'N',
  read(text) {
    if (!/^\d{1,9}$/.test(text)) return fault(`"${text}" is no whole number`);
    const value = Number(text);
    return {value: value === 0 && noneAtZero ? null : value};
  },
  show: value => (typeof value === 'number' ? String(value) : ''),
});

/** A share of one: `0.25`. */
export const ratio: ValueType = {
  word: 'RATIO',
  read(text) {
    const value = /^(\d*\.)?\d+$/.test(text) ? Number(text) : -1;
    return value >= 0 && value <= 1 ? {value} : fault(`"${text}" is no ratio from 0 to 1`);
  },
  show: value => (typeof value === 'number' ? String(value) : ''),
};

/** One of a few words. */
export const choice = (...choices: readonly string[]): ValueType => ({
  word: 'WORD',
  choices,
  read: text =>
    choices.includes(text) ? {value: text} : fault(`"${text}" is none of ${choices.join(', ')}`),
  show: value => (typeof value === 'string' ? value : ''),
});

/** The name of an image. */
export const image: ValueType = {
  word: 'IMAGE',
  read: text => (text === '' || /\s/.test(text) ? fault(`"${text}" is no image`) : {value: text}),
  show: value => (typeof value === 'string' ? value : ''),
};
