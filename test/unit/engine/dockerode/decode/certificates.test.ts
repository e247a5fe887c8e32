import {describe, expect, it} from 'vitest';
import {
  connectionCertificates,
  lastExpiryMs,
} from '../../../../../source/engine/dockerode/decode/certificates.ts';
import type {Endpoint} from '../../../../../source/engine/endpoint.ts';
import {expiredCertificate} from '../../../../builders/certificates.ts';
import {socketEndpoint, tcpEndpoint} from '../../../../builders/endpoints.ts';

const endMs = Date.UTC(2021, 0, 1);

describe('certificates', () => {
  it('tell when they run out', () => {
    expect(lastExpiryMs(expiredCertificate)).toBe(endMs);
    expect(lastExpiryMs(`${expiredCertificate}${expiredCertificate}`)).toBe(endMs);
  });

  it('that cannot be read tell nothing', () => {
    expect(lastExpiryMs('')).toBeNull();
    expect(lastExpiryMs('-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVk\n-----END CERTIFICATE-----\n')).toBeNull();
  });

  it('of a connection by TLS are our own and the one that the engine showed', () => {
    const tls = {ca: null, cert: expiredCertificate, key: null, skipVerify: false};
    const endpoint: Endpoint = {
      ...tcpEndpoint(),
      transport: {kind: 'tcp', host: 'manager-1', port: 2376, tls},
    };
    expect(connectionCertificates(endpoint, 5)).toEqual([
      {kind: 'client', expiresAtMs: endMs},
      {kind: 'server', expiresAtMs: 5},
    ]);
    expect(connectionCertificates(endpoint, null)).toHaveLength(1);
  });

  it('of any other connection are none', () => {
    expect(connectionCertificates(socketEndpoint(), 5)).toEqual([]);
  });
});
