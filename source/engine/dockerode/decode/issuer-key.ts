import {digest} from './digest.ts';
import {fields, text} from './fields.ts';

/** The issuer in a `TLSInfo`, short; empty where there is none. */
export const issuerKey = (tlsInfo: unknown): string => {
  const key = text(fields(tlsInfo)['CertIssuerPublicKey']);
  return key === '' ? '' : digest(key);
};
