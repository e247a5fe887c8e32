import type {IncomingMessage} from 'node:http';
import {ApiError} from '../api-error.ts';
import type {Filters} from '../simulated-engine.ts';
import {type ApiVersion, apiLimits} from './api-version.ts';
import {goJsonFault} from './go-json-fault.ts';
import {readFilters} from './read-filters.ts';

/** One request, read as far as every route needs it. */
export interface Call {
  readonly method: string;
  /** Without the version's prefix, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The version that the client asked for, or the engine's newest. */
  readonly version: ApiVersion;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  filters(): Filters;
  flag(name: string): boolean;
  /** The parsed body; an ApiError when it is no JSON. */
  body(): Promise<unknown>;
}

/** No spec is nearly as long; a secret may have 500 KB. */
const longestBody = 4 * 1024 * 1024;

const versioned = /^\/v(\d{1,3})\.(\d{1,3})(\/.*|$)/;

export const readCall = (request: IncomingMessage, engineVersion: string, signal: AbortSignal): Call => {
  const [rawPath = '/', ...queries] = (request.url ?? '/').split('?');
  const [, major, minor, rest] = versioned.exec(rawPath) ?? [];
  const query = new URLSearchParams(queries.join('?'));
  return {
    method: request.method ?? 'GET',
    path: rest ?? rawPath,
    query,
    version:
      major === undefined ? apiLimits(engineVersion).newest : {major: Number(major), minor: Number(minor)},
    signal,
    filters: () => readFilters(query.get('filters')),
    flag: name => isTrue(query.get(name)),
    body: () => readBody(request),
  };
};

/** As Go's handlers take it: anything but these words for no is yes. */
const isTrue = (value: string | null): boolean =>
  value !== null && !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) throw new ApiError(413, 'http: request body too large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    const fault = goJsonFault(text);
    throw new ApiError(
      400,
      fault === 'EOF' ? 'invalid JSON: got EOF while reading request body' : `invalid JSON: ${fault}`,
    );
  }
};
