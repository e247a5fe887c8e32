import type {Certificate} from '../../../domain/model/index.ts';
import type {Endpoint} from '../../endpoint.ts';

const begin = '-----BEGIN CERTIFICATE-----';

/**
 * When the last certificate of a PEM text runs out; null where there is none that can be read. While an authority is
 * rotated, the old one stands beside the new one, which will last.
 */
export const lastExpiryMs = (pem: string): number | null => {
  const ends = pem
    .split(begin)
    .slice(1)
    .map(part => expiryMs(begin + part))
    .filter(end => end !== null);
  return ends.length === 0 ? null : Math.max(...ends);
};

/** Our own certificate and that of the engine; none where the connection has no TLS. */
export const connectionCertificates = (
  {transport}: Endpoint,
  peerEndsMs: number | null,
): readonly Certificate[] => {
  if (transport.kind !== 'tcp' || transport.tls === null) return [];
  const ownEndsMs = firstExpiryMs(transport.tls.cert ?? '');
  return [
    ...(ownEndsMs === null ? [] : [{kind: 'client', expiresAtMs: ownEndsMs} as const]),
    ...(peerEndsMs === null ? [] : [{kind: 'server', expiresAtMs: peerEndsMs} as const]),
  ];
};

/** Of a chain the first one is the certificate itself, the others signed it. */
const firstExpiryMs = (pem: string): number | null => {
  const at = pem.indexOf(begin);
  return at < 0 ? null : expiryMs(pem.slice(at));
};

const expiryMs = (pem: string): number | null => {
  try {
    // Imported, it would be loaded at every start, also where no certificate is ever seen. The first Node 22 lacks this.
    const {X509Certificate} = process.getBuiltinModule('node:crypto');
    const ms = Date.parse(new X509Certificate(pem).validTo);
    return Number.isNaN(ms) ? null : ms;
  } catch {
    return null;
  }
};
