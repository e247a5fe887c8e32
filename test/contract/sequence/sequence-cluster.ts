import {type ApiAnswer, type ApiRequest, askEngine} from '../../lab/engine-api.ts';
import type {Lab} from '../../lab/lab.ts';

/** What a sequence of calls needs of a swarm; a lab has it, and so has a simulated swarm behind sockets. */
export type SequenceCluster = Pick<Lab, 'nodes' | 'socket' | 'image' | 'kill' | 'start'>;

/** The engine's answer, whatever its status. */
export const ask = (
  cluster: SequenceCluster,
  path: string,
  options: ApiRequest & {readonly node?: string} = {},
): Promise<ApiAnswer> =>
  askEngine(cluster.socket(options.node ?? 'manager-1'), path, {timeoutMs: 30_000, ...options});

/** The body of a call that must succeed. */
export const read = async <Body>(
  cluster: SequenceCluster,
  path: string,
  options: ApiRequest & {readonly node?: string} = {},
): Promise<Body> => {
  const {status, body} = await ask(cluster, path, options);
  if (status < 200 || status > 299) {
    throw new Error(`${options.method ?? 'GET'} ${path}: ${status} ${JSON.stringify(body)}`);
  }
  return body as Body;
};

export const withFilters = (path: string, filters: Readonly<Record<string, readonly string[]>>): string =>
  `${path}?filters=${encodeURIComponent(JSON.stringify(filters))}`;
