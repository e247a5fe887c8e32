import {isIP} from 'node:net';
import type {Endpoint} from '../endpoint.ts';
import {bracketed, sshHost} from './parse-host.ts';

/**
 * Other managers under the same kind of address: the same port and TLS, or the same ssh user. `managers` are their Raft
 * addresses (`ip:2377`). A unix socket leads to one machine only and has none.
 */
export const standIns = (
  endpoint: Endpoint,
  managers: readonly {readonly address: string}[],
): readonly Endpoint[] => {
  const {transport} = endpoint;
  const at = (host: string): Endpoint | null => {
    const why = `another manager of the swarm, known from ${endpoint.host}`;
    switch (transport.kind) {
      case 'unix':
        return null;
      case 'tcp':
        return {
          ...endpoint,
          host: `tcp://${bracketed(host)}:${transport.port}`,
          transport: {...transport, host},
          why,
        };
      case 'ssh':
        return {
          ...endpoint,
          host: sshHost(transport.user, host, transport.port),
          transport: {...transport, host},
          why,
        };
    }
  };
  const addresses = new Set(managers.map(({address}) => ipOf(address)).filter(ip => ip !== null));
  return [...addresses]
    .map(at)
    .filter(other => other !== null)
    .filter(other => other.host !== endpoint.host);
};

/** The IP of `ip:port`; null when there is none, or none that can be reached (a manager that has not said its address is `0.0.0.0`). */
const ipOf = (address: string): string | null => {
  const host = address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return isIP(host) === 0 || host === '0.0.0.0' || host === '::' ? null : host;
};
