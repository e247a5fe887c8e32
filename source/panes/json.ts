type JsonRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value under a path of keys in the engine's own JSON; undefined where the path ends early. */
export const valueAt = (json: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    json,
  );

/** Text under a path; empty where there is none. */
export const textAt = (json: unknown, ...path: readonly string[]): string => {
  const value = valueAt(json, ...path);
  return typeof value === 'string' ? value : '';
};

/** A number under a path; null where there is none. */
export const numberAt = (json: unknown, ...path: readonly string[]): number | null => {
  const value = valueAt(json, ...path);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** Any value under a path as text: texts as they are, everything else as JSON; empty where there is none. */
export const shownAt = (json: unknown, ...path: readonly string[]): string => {
  const value = valueAt(json, ...path);
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export const isTrueAt = (json: unknown, ...path: readonly string[]): boolean =>
  valueAt(json, ...path) === true;

/** A list under a path; empty where there is none. */
export const listAt = (json: unknown, ...path: readonly string[]): readonly unknown[] => {
  const value = valueAt(json, ...path);
  return Array.isArray(value) ? value : [];
};

/** The texts of a list under a path. */
export const textsAt = (json: unknown, ...path: readonly string[]): readonly string[] =>
  listAt(json, ...path).filter(value => typeof value === 'string');

/** An object under a path; empty where there is none. */
export const recordAt = (json: unknown, ...path: readonly string[]): JsonRecord => {
  const value = valueAt(json, ...path);
  return isRecord(value) ? value : {};
};

/** A time under a path, in milliseconds; null where there is none. Go writes the year 1 for a time that was never set. */
export const timeAt = (json: unknown, ...path: readonly string[]): number | null => {
  const timeMs = Date.parse(textAt(json, ...path));
  return Number.isNaN(timeMs) || timeMs <= 0 ? null : timeMs;
};
