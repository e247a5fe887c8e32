import {ApiError} from '../../api-error.ts';
import type {Filters} from '../../simulated-engine.ts';

/** Refuses names of filters that a list does not know, as the engine does. */
export const checkFilters = (filters: Filters, known: readonly string[]): void => {
  for (const name of filters.keys()) {
    if (!known.includes(name)) throw new ApiError(400, `invalid filter '${name}'`);
  }
};

/** Refuses values of a filter that takes certain words only. */
export const checkWords = (filters: Filters, name: string, words: readonly string[]): void => {
  const wrong = (filters.get(name) ?? []).find(word => !words.includes(word));
  // The daemon has no status for this.
  if (wrong !== undefined) throw new ApiError(500, `Invalid ${name} filter: '${wrong}'`);
};

/** Any of the wanted values will do; a filter that is not there lets everything pass. */
export const matches = (filters: Filters, name: string, test: (wanted: string) => boolean): boolean => {
  const wanted = filters.get(name);
  return wanted === undefined || wanted.length === 0 || wanted.some(test);
};

/** `key` or `key=value`; unlike other filters all of the wanted labels must be there. */
export const matchesLabels = (
  filters: Filters,
  name: string,
  labels: Readonly<Record<string, string>>,
): boolean =>
  (filters.get(name) ?? []).every(wanted => {
    const at = wanted.indexOf('=');
    if (at === -1) return Object.hasOwn(labels, wanted);
    return labels[wanted.slice(0, at)] === wanted.slice(at + 1);
  });
