/** One series of an answer at one moment. */
export interface InstantValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One series of an answer over time. */
export interface RangeValues {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

/** What an answer says; `error` in Prometheus' own words. */
export type Decoded<Value> =
  | {readonly kind: 'values'; readonly values: readonly Value[]}
  | {readonly kind: 'error'; readonly message: string};

/** Reads the answer to `/api/v1/query`. */
export const decodeInstant = (body: unknown): Decoded<InstantValue> =>
  decodeResult(body, 'vector', series => {
    const pair = field(series, 'value');
    return Array.isArray(pair) ? {labels: labelsOf(series), value: numberIn(pair[1])} : null;
  });

/** Reads the answer to `/api/v1/query_range`. */
export const decodeRange = (body: unknown): Decoded<RangeValues> =>
  decodeResult(body, 'matrix', series => {
    const pairs = field(series, 'values');
    if (!Array.isArray(pairs)) return null;
    const points = pairs.flatMap((pair: unknown) =>
      Array.isArray(pair) ? [[Number(pair[0]), numberIn(pair[1])] as const] : [],
    );
    return {labels: labelsOf(series), points};
  });

function decodeResult<Value>(
  body: unknown,
  type: string,
  read: (series: unknown) => Value | null,
): Decoded<Value> {
  if (field(body, 'status') !== 'success') {
    const message = field(body, 'error');
    return {
      kind: 'error',
      message: typeof message === 'string' ? message : 'this is no answer of a Prometheus',
    };
  }
  const data = field(body, 'data');
  const result = field(data, 'result');
  if (field(data, 'resultType') !== type || !Array.isArray(result))
    return {kind: 'error', message: `it answered with no ${type}`};
  return {kind: 'values', values: result.map(read).filter(value => value !== null)};
}

/** Values are texts, also `NaN` and `+Inf`; neither is a figure. */
function numberIn(text: unknown): number {
  const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

function labelsOf(series: unknown): Readonly<Record<string, string>> {
  const metric = field(series, 'metric');
  if (typeof metric !== 'object' || metric === null) return {};
  return Object.fromEntries(
    Object.entries(metric).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
