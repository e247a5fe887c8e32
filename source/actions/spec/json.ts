/** JSON as the engine gave it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonRecord;
export type JsonRecord = {readonly [name: string]: Json};

/** What was parsed, as JSON; null where it is none. */
export function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object') return null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => [name, asJson(item)]),
  );
}

export const isRecord = (value: Json | undefined): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field inside of records; undefined where any of them is not there. */
export function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  let at = value;
  for (const name of path) {
    if (!isRecord(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

export const textAt = (value: Json | undefined, ...path: readonly string[]): string => {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
};

export const numberAt = (value: Json | undefined, ...path: readonly string[]): number => {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : 0;
};

export const listAt = (value: Json | undefined, ...path: readonly string[]): readonly Json[] => {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
};

/** The same record with one field set, or taken away; the records on the way are made where they are missing. */
export function withValueAt(
  record: JsonRecord,
  path: readonly string[],
  value: Json | undefined,
): JsonRecord {
  const [name, ...rest] = path;
  if (name === undefined) return record;
  if (rest.length > 0) {
    const inner = record[name];
    return {...record, [name]: withValueAt(isRecord(inner) ? inner : {}, rest, value)};
  }
  if (value !== undefined) return {...record, [name]: value};
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
}

/** Equal whatever the order of fields. */
export function isSameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSameJson(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && isSameJson(a[name], b[name]))
  );
}
