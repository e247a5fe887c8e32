import {nanoseconds, nanosecondsIn} from '../spec/duration.ts';
import type {Json} from '../spec/json.ts';

/** A duration such as `1m30s` in one spelling; what is none stays as it is. */
export function sameDuration(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value;
  const total = nanosecondsIn(value);
  return total === null ? value : durationOf(total);
}

/** Nanoseconds as compose files write a duration; undefined for none. */
export function durationOf(total: number): string | undefined {
  if (total <= 0) return undefined;
  let rest = Math.round(total);
  let words = '';
  for (const unit of ['h', 'm', 's', 'ms', 'us', 'ns']) {
    const size = nanoseconds[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) words += `${count}${unit}`;
    rest -= count * size;
  }
  return words;
}

const bytesOf: Readonly<Record<string, number>> = {
  '': 1,
  k: 1_024,
  m: 1_024 ** 2,
  g: 1_024 ** 3,
  t: 1_024 ** 4,
};

/** An amount of memory such as `64M` or `67108864` in one spelling; what is none stays as it is. */
export function sameBytes(value: Json | undefined): Json | undefined {
  const bytes = bytesIn(value);
  return typeof bytes === 'number' ? memoryOf(bytes) : bytes;
}

/** The bytes of such an amount; what is none stays as it is. */
export function bytesIn(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value;
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?$/i.exec(value);
  if (match === null) return value;
  return Number(match[1]) * (bytesOf[(match[2] ?? '').toLowerCase()] ?? 1);
}

/** Bytes as compose files write them; undefined for none. */
export function memoryOf(total: number): string | undefined {
  if (total <= 0) return undefined;
  for (const unit of ['g', 'm', 'k']) {
    const size = bytesOf[unit] ?? 1;
    if (total % size === 0) return `${total / size}${unit.toUpperCase()}`;
  }
  return String(total);
}

/** Billionths of a processor as compose files write them; undefined for none. */
export const cpusOf = (nanoCpus: number): string | undefined =>
  nanoCpus <= 0 ? undefined : String(nanoCpus / 1e9);

export const sameCpus = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' || typeof value === 'number' ? cpusOf(Math.round(Number(value) * 1e9)) : value;
