import {Agent} from 'node:http';
import {connect} from 'node:net';
import type {Duplex} from 'node:stream';
import {inspect} from 'node:util';
import type {Transport} from '../endpoint.ts';

/** So that a quiet console opens no new connections: one is kept for single calls, one more for overlapping ones. */
const keptConnections = 2;
/** Each ssh connection is a process on both sides, and sshd refuses many at once (MaxStartups). */
const sshConnections = 6;
/** A manager that lost its power is noticed on a silent stream by TCP's own probes. */
const probeAfterMs = 15_000;

const probes = {noDelay: true, keepAlive: true, keepAliveInitialDelay: probeAfterMs};
const keeping = {
  keepAlive: true,
  scheduling: 'lifo',
  maxFreeSockets: keptConnections,
  // Or HTTP finds one out for the first request, with an expression that takes 4 ms to compile.
  servername: '',
} as const;

/** Keeps connections to one engine, however it is reached; HTTP neither knows nor cares. */
class TransportAgent extends Agent {
  readonly #connect: () => Duplex;

  constructor(connect: () => Duplex, maxSockets: number) {
    super({...keeping, maxSockets});
    this.#connect = connect;
  }

  override createConnection(): Duplex {
    return this.#connect();
  }

  /** docker-modem writes its options out in full before every request, unread: with all sockets that costs 10 ms. */
  [inspect.custom](): string {
    return 'TransportAgent';
  }
}

/** The agent for a transport. Rejects where the certificates cannot be used. */
export const transportAgent = async (transport: Transport, sshProgram = 'ssh'): Promise<Agent> => {
  switch (transport.kind) {
    case 'unix':
      return new TransportAgent(() => connect({path: transport.path}), Number.POSITIVE_INFINITY);
    case 'tcp':
      return new TransportAgent(await tcpConnector(transport), Number.POSITIVE_INFINITY);
    case 'ssh': {
      const {SshConnection} = await import('./ssh-connection.ts');
      return new TransportAgent(() => new SshConnection(transport, sshProgram), sshConnections);
    }
  }
};

const tcpConnector = async ({host, port, tls}: Extract<Transport, {kind: 'tcp'}>): Promise<() => Duplex> => {
  if (tls === null) return () => connect({host, port, ...probes});
  const {tlsConnector} = await import('./tls-connector.ts');
  return tlsConnector({host, port, tls}, probeAfterMs);
};
