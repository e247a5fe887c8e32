import {findEndpoints} from '../engine/discovery/find-endpoints.ts';
import type {Endpoint} from '../engine/endpoint.ts';
import {EngineError} from '../engine/errors.ts';
import type {EndpointOptions} from './cluster.ts';

/**
 * The stand-ins that a person named for a context. A unix socket leads to one machine only, so that without these names
 * a console on a manager has nowhere to go when its engine dies. An address that cannot be understood is left out: it
 * must not stand in the way of the others when they are needed.
 */
export const namedStandIns = (
  context: string,
  hosts: readonly string[],
  options: EndpointOptions,
): readonly Endpoint[] =>
  hosts.flatMap(host => {
    try {
      const [endpoint] = findEndpoints({
        hosts: [host],
        ...(options.tls === undefined ? {} : {tls: options.tls}),
      });
      return [{...endpoint, context, why: 'a stand-in named in the settings'}];
    } catch (error) {
      if (error instanceof EngineError) return [];
      throw error;
    }
  });
