import {type Decoded, decodeInstant, decodeRange, type InstantValue, type RangeValues} from './decode.ts';

/** Questions to one Prometheus. All reject with an error in words. */
export interface PrometheusClient {
  readonly url: string;
  instant(query: string, signal: AbortSignal): Promise<readonly InstantValue[]>;
  range(
    query: string,
    window: {readonly fromMs: number; readonly toMs: number; readonly stepMs: number},
    signal: AbortSignal,
  ): Promise<readonly RangeValues[]>;
}

/** A busy one may take seconds; beyond that its figures come too late. */
const limitMs = 10_000;
/** Ten thousand tasks are two megabytes. */
const mostBytes = 32 * 1024 ** 2;

export const createClient = (address: string): PrometheusClient => {
  const base = new URL(address);
  const {username, password} = base;
  base.username = '';
  base.password = '';
  const url = base.href.replace(/\/+$/, '');
  const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(username === '' ? {} : {authorization: `Basic ${Buffer.from(secret).toString('base64')}`}),
  };

  const ask = async <Value>(
    path: string,
    form: Readonly<Record<string, string>>,
    decode: (body: unknown) => Decoded<Value>,
    signal: AbortSignal,
  ): Promise<readonly Value[]> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    try {
      // A query may be longer than an address; a POST of it changes nothing.
      const answer = await fetch(`${url}/api/v1/${path}`, {
        method: 'POST',
        headers,
        body: new URLSearchParams(form),
        redirect: 'error',
        signal: limit,
      });
      if (answer.status === 401 || answer.status === 403)
        throw new Error(`it refuses us (HTTP ${answer.status})`);
      const decoded = decode(parsed(await textOf(answer), answer.status));
      if (decoded.kind === 'error') throw new Error(decoded.message);
      return decoded.values;
    } catch (error) {
      throw new Error(inWords(error, limit.aborted && !signal.aborted), {cause: error});
    }
  };
  return {
    url,
    instant: (query, signal) => ask('query', {query, timeout: '9s'}, decodeInstant, signal),
    range: (query, {fromMs, toMs, stepMs}, signal) => {
      const [start, end, step] = [fromMs, toMs, stepMs].map(ms => String(ms / 1_000));
      return ask(
        'query_range',
        {query, start: start ?? '', end: end ?? '', step: step ?? '', timeout: '9s'},
        decodeRange,
        signal,
      );
    },
  };
};

const textOf = async (answer: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error('its answer is longer than any that makes sense');
    text += decoder.decode(chunk, {stream: true});
  }
  return text;
};

const parsed = (text: string, status: number): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(status >= 400 ? `it answered HTTP ${status}` : 'this is no answer of a Prometheus');
  }
};

const inWords = (error: unknown, isLate: boolean): string => {
  if (isLate) return `no answer within ${limitMs / 1_000} s`;
  if (!(error instanceof Error)) return String(error);
  const {cause} = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return 'connection refused';
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
};
