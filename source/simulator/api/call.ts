import type {IncomingMessage} from 'node:http';
import type {Filters} from '../simulated-engine.ts';
import {type ApiVersion, apiLimits} from './api-version.ts';
import {readBody} from './read-body.ts';
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

const versioned = /^\/v(\d{1,3})\.(\d{1,3})(\/.*|$)/;

export const readCall = (request: IncomingMessage, engineVersion: string, signal: AbortSignal): Call => {
  const [rawPath = '/', ...queries] = (request.url ?? '/').split('?');
  const [, major, minor, rest] = versioned.exec(rawPath) ?? [];
  const query = new URLSearchParams(queries.join('?'));
  const engineMajor = Number.parseInt(engineVersion, 10);
  return {
    method: request.method ?? 'GET',
    path: rest ?? rawPath,
    query,
    version:
      major === undefined ? apiLimits(engineVersion).newest : {major: Number(major), minor: Number(minor)},
    signal,
    filters: () => readFilters(query.get('filters'), engineMajor),
    flag: name => isTrue(query.get(name)),
    body: () => readBody(request, engineMajor),
  };
};

/** As Go's handlers take it: anything but these words for no is yes. */
const isTrue = (value: string | null): boolean =>
  value !== null && !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
