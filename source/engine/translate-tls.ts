import type {Endpoint} from './endpoint.ts';
import type {Verdict} from './translate-verdict.ts';

/** What a failed TLS handshake means; null when the error is none. */
export const tlsVerdict = (error: Error, {host}: Endpoint): Verdict | null => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const refuse = (message: string, hint: string): Verdict => ({kind: 'unauthorised', message, hint});
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return refuse(
        `The TLS certificate of ${host} has expired.`,
        'Renew the certificate of the engine; check the clocks too.',
      );
    case 'CERT_NOT_YET_VALID':
      return refuse(`The TLS certificate of ${host} is not valid yet.`, 'Check the clock of this machine.');
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      return refuse(
        `The TLS certificate of ${host} is not signed by an authority that you trust.`,
        'Give the right ca.pem: --tlscacert, DOCKER_CERT_PATH, or the context.',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return refuse(
        `The TLS certificate of ${host} is for another name: ${error.message}.`,
        'Use a name or address that the certificate holds.',
      );
    default:
      return code.startsWith('ERR_SSL_') || code.startsWith('ERR_OSSL_') || code === 'EPROTO'
        ? handshakeVerdict(error, host)
        : null;
  }
};

const handshakeVerdict = (error: Error, host: string): Verdict => {
  if (/wrong version number|packet length too long|record overflow/i.test(error.message))
    return {
      kind: 'unauthorised',
      message: `The engine at ${host} does not speak TLS.`,
      hint: 'Unset DOCKER_TLS_VERIFY and DOCKER_TLS, or use the port that has TLS (2376).',
    };
  if (/certificate expired|expired certificate/i.test(error.message))
    return {
      kind: 'unauthorised',
      message: `The engine at ${host} says that your certificate has expired.`,
      hint: 'Have cert.pem signed anew by its authority; check the clocks too.',
    };
  if (
    /certificate required|bad certificate|unknown ca|certificate unknown|handshake failure/i.test(
      error.message,
    )
  )
    return {
      kind: 'unauthorised',
      message: `The engine at ${host} does not accept your certificate, or you gave none.`,
      hint: 'Give cert.pem and key.pem signed by its authority: --tlscert and --tlskey, DOCKER_CERT_PATH, or the context.',
    };
  if (/PEM|no start line|key values mismatch|asn1|wrong tag|bad decrypt|unsupported/i.test(error.message))
    return {
      kind: 'unauthorised',
      message: `The certificates for ${host} cannot be used: ${error.message}.`,
      hint: 'ca.pem, cert.pem and key.pem must be PEM files, and the key must belong to the certificate.',
    };
  return {
    kind: 'unauthorised',
    message: `TLS with ${host} failed: ${error.message}.`,
    hint: 'Check the certificates and the port.',
  };
};
