import {isRecord, type Json, type JsonRecord} from '../spec/json.ts';

/** The same file with its dollars doubled, so that docker takes none of them for a variable. */
export const withDollars = (file: JsonRecord): JsonRecord =>
  Object.fromEntries(Object.entries(file).map(([name, item]) => [name, doubled(item)]));

const doubled = (value: Json): Json => {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(doubled);
  return isRecord(value) ? withDollars(value) : value;
};
