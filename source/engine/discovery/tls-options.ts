import {join} from 'node:path';
import type {TlsFiles} from '../endpoint.ts';
import type {EndpointChoice} from './choice.ts';
import {discoveryError} from './discovery-error.ts';
import {configFolder} from './docker-config.ts';
import {isMissing, type Surroundings, variable} from './surroundings.ts';

/**
 * The TLS that the docker CLI would use for `--host` and DOCKER_HOST; null for none. Any of the flags turns it on, as
 * DOCKER_TLS_VERIFY and DOCKER_TLS do (set to anything but nothing, even "0"); DOCKER_CERT_PATH alone does not.
 */
export const chosenTls = (choice: EndpointChoice, surroundings: Surroundings): TlsFiles | null => {
  const isAsked = Object.values(choice.tls ?? {}).some(value => value !== undefined);
  const verify = choice.tls?.verify ?? (isAsked || hasVariable(surroundings, 'DOCKER_TLS_VERIFY'));
  if (!isAsked && !verify && !hasVariable(surroundings, 'DOCKER_TLS')) return null;
  const folder = variable(surroundings, 'DOCKER_CERT_PATH') ?? configFolder(surroundings);
  const read = (given: string | undefined, file: string, isNeeded: boolean): string | null => {
    const path = given ?? join(folder, file);
    const text = surroundings.readText(path);
    if (typeof text === 'string') return text;
    if (given === undefined && !isNeeded && isMissing(text)) return null;
    throw discoveryError(
      path,
      `TLS is on, but ${path} cannot be read: ${text.message}.`,
      `Put ${file} into ${folder}, set DOCKER_CERT_PATH, or turn TLS off (unset DOCKER_TLS_VERIFY).`,
    );
  };
  const cert = read(choice.tls?.cert, 'cert.pem', choice.tls?.key !== undefined);
  const key = read(choice.tls?.key, 'key.pem', cert !== null);
  return {
    ca: read(choice.tls?.ca, 'ca.pem', verify),
    cert: key === null ? null : cert,
    key: cert === null ? null : key,
    skipVerify: !verify,
  };
};

const hasVariable = (surroundings: Surroundings, name: string): boolean =>
  (surroundings.variables[name] ?? '') !== '';
