/** The text of one JSON value, made once and sent as often as it is asked for. */
export type JsonText = string;

/** A JSON object that came from a client: read field by field; a wrong type reads as if it were absent. */
export type JsonObject = Readonly<Record<string, unknown>>;

const none: JsonObject = Object.freeze({});

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : none);

export const objectOrNull = (value: unknown): JsonObject | null => (isObject(value) ? value : null);

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

export const numberIn = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textsIn = (value: unknown): readonly string[] =>
  listIn(value).filter(item => typeof item === 'string');

export const textMapIn = (value: unknown): Readonly<Record<string, string>> => {
  const texts: Record<string, string> = {};
  for (const [name, item] of Object.entries(objectIn(value))) {
    if (typeof item === 'string') texts[name] = item;
  }
  return texts;
};

const nanosecondsPerMs = 1_000_000;

/** A duration of the API, which is in nanoseconds. */
export const durationMs = (value: unknown, otherwiseMs: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value / nanosecondsPerMs : otherwiseMs;
