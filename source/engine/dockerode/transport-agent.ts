import {Agent} from 'node:http';
import {connect as connectNet, isIP} from 'node:net';
import type {Duplex} from 'node:stream';
import {connect as connectTls, createSecureContext} from 'node:tls';
import {inspect} from 'node:util';
import type {Transport} from '../endpoint.ts';
import {SshConnection} from './ssh-connection.ts';

/** So that a quiet console opens no new connections: one is kept for single calls, one more for overlapping ones. */
const keptConnections = 2;
/** Each ssh connection is a process on both sides, and sshd refuses many at once (MaxStartups). */
const sshConnections = 6;
/** A manager that lost its power is noticed on a silent stream by TCP's own probes. */
const probeAfterMs = 15_000;

/** Keeps connections to one engine, however it is reached; HTTP neither knows nor cares. */
class TransportAgent extends Agent {
  readonly #connect: () => Duplex;

  constructor(connect: () => Duplex, maxSockets: number) {
    super({keepAlive: true, scheduling: 'lifo', maxFreeSockets: keptConnections, maxSockets});
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

/** The agent for a transport. Throws where the certificates cannot be used. */
export const transportAgent = (transport: Transport, sshProgram = 'ssh'): Agent => {
  switch (transport.kind) {
    case 'unix':
      return new TransportAgent(() => connectNet({path: transport.path}), Number.POSITIVE_INFINITY);
    case 'tcp':
      return new TransportAgent(tcpConnector(transport), Number.POSITIVE_INFINITY);
    case 'ssh':
      return new TransportAgent(() => new SshConnection(transport, sshProgram), sshConnections);
  }
};

const tcpConnector = ({host, port, tls}: Extract<Transport, {kind: 'tcp'}>): (() => Duplex) => {
  const probes = {noDelay: true, keepAlive: true, keepAliveInitialDelay: probeAfterMs};
  if (tls === null) return () => connectNet({host, port, ...probes});
  const secureContext = createSecureContext({
    ...(tls.ca === null ? {} : {ca: tls.ca}),
    ...(tls.cert === null ? {} : {cert: tls.cert}),
    ...(tls.key === null ? {} : {key: tls.key}),
  });
  return () => {
    const socket = connectTls({
      host,
      port,
      secureContext,
      rejectUnauthorized: !tls.skipVerify,
      // A server name must not be an address.
      ...(isIP(host) === 0 ? {servername: host} : {}),
    });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, probeAfterMs);
    return socket;
  };
};
