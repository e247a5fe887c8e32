import {finished} from 'node:stream/promises';
import type {Endpoint} from '../endpoint.ts';
import type {Ping} from '../engine.ts';
import {EngineError} from '../errors.ts';
import {translate} from '../translate.ts';
import {isApiVersion} from './api-version.ts';
import type {Wire} from './wire.ts';

/** Asks without a version: the only call whose answer does not depend on one. */
export const ping = async (wire: Wire, endpoint: Endpoint, signal?: AbortSignal): Promise<Ping> => {
  const answer = await wire.ask({operation: 'ping', path: '/_ping', signal});
  // Read to its end, so that the next call finds the connection free.
  await finished(answer.resume()).catch((error: unknown) => {
    throw translate(error, {operation: 'ping', endpoint, signal});
  });
  const apiVersion = header(answer.headers['api-version']);
  if (!isApiVersion(apiVersion))
    throw new EngineError(
      'unexpected',
      `Something answers at ${endpoint.host}, but it is no Docker engine.`,
      {
        operation: 'ping',
        target: endpoint.host,
        status: answer.statusCode ?? null,
        hint: 'Check the address and the port.',
      },
    );
  return {apiVersion, swarm: header(answer.headers['swarm'])};
};

const header = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');
