/** Something that came over the wire and is read field by field; a wrong type reads as if it were absent. */
export type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = Object.freeze({});

export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : noFields;

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const count = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0;

export const flag = (value: unknown): boolean => value === true;

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textList = (value: unknown): readonly string[] =>
  list(value).filter(item => typeof item === 'string');

const noTexts: Readonly<Record<string, string>> = Object.freeze({});

export const textMap = (value: unknown): Readonly<Record<string, string>> => {
  const entries = Object.entries(fields(value)).filter(([, item]) => typeof item === 'string');
  return entries.length === 0 ? noTexts : (Object.fromEntries(entries) as Record<string, string>);
};

/** Milliseconds since the epoch; null for no time, which Go writes as the year 1. */
export const timeOrNull = (value: unknown): number | null => {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return ms > 0 ? ms : null;
};

export const time = (value: unknown): number => timeOrNull(value) ?? 0;

/** The word if it is one of those we know. */
export const oneOf = <Word extends string>(
  value: unknown,
  known: ReadonlySet<Word>,
  otherwise: Word,
): Word => (known.has(value as Word) ? (value as Word) : otherwise);

/** `Version.Index` and the times that every swarm object has. */
export const objectMeta = (
  object: Fields,
): {readonly version: number; readonly createdAtMs: number; readonly updatedAtMs: number} => ({
  version: count(fields(object['Version'])['Index']),
  createdAtMs: time(object['CreatedAt']),
  updatedAtMs: time(object['UpdatedAt']),
});
