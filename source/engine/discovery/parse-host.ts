import type {TlsFiles, Transport} from '../endpoint.ts';
import {discoveryError} from './discovery-error.ts';

export const defaultSocket = '/var/run/docker.sock';
/** The docker CLI's ports for an address without one; with TLS only when no address is given at all. */
const defaultTcpPort = 2375;
export const defaultTlsPort = 2376;

export interface ParsedHost {
  /** As the docker CLI writes it. */
  readonly host: string;
  readonly transport: Transport;
}

const forms = 'unix:///path, tcp://host:port or ssh://user@host';

/**
 * Reads an engine's address as the docker CLI does. `source` names where it was written, for the error;
 * `readTls` is asked only for an address that can have TLS.
 */
export const parseHost = (text: string, readTls: () => TlsFiles | null, source: string): ParsedHost => {
  const trimmed = text.trim();
  const mark = trimmed.indexOf('://');
  const scheme = mark === -1 ? 'tcp' : trimmed.slice(0, mark).toLowerCase();
  const rest = mark === -1 ? trimmed : trimmed.slice(mark + 3);
  switch (scheme) {
    case 'unix':
      return parseUnix(rest, source);
    case 'tcp':
      return parseTcp(rest, readTls, trimmed, source);
    case 'ssh':
      return parseSsh(trimmed, source);
    case 'npipe':
    case 'fd':
      throw discoveryError(
        source,
        `${source} says ${trimmed}: ${scheme}:// addresses cannot be used here.`,
        `Give ${forms}.`,
      );
    default:
      throw discoveryError(
        source,
        `${source} says "${trimmed}": that is no address of an engine.`,
        `Give ${forms}.`,
      );
  }
};

const parseUnix = (rest: string, source: string): ParsedHost => {
  const path = rest === '' ? defaultSocket : rest;
  if (!path.startsWith('/'))
    throw discoveryError(
      source,
      `${source} says unix://${rest}: the path of a socket starts with a slash.`,
      `Write it with three slashes: unix:///${rest}.`,
    );
  return {host: `unix://${path}`, transport: {kind: 'unix', path}};
};

const parseTcp = (
  rest: string,
  readTls: () => TlsFiles | null,
  whole: string,
  source: string,
): ParsedHost => {
  const url = asUrl(`http://${rest === '' ? 'localhost' : rest}`);
  // An address without a host part (`tcp://:2375`) means this machine.
  const parsed = url ?? (rest.startsWith(':') ? asUrl(`http://localhost${rest}`) : null);
  if (parsed === null)
    throw discoveryError(
      source,
      `${source} says "${whole}": that is no address of an engine.`,
      `Give ${forms}.`,
    );
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.username !== '')
    throw discoveryError(
      source,
      `${source} says "${whole}": only a host and a port can be given after tcp://.`,
      'Give tcp://host:port.',
    );
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const port = portOf(rest, parsed);
  return {host: `tcp://${bracketed(host)}:${port}`, transport: {kind: 'tcp', host, port, tls: readTls()}};
};

// WHATWG URLs drop the port 80 of http: it is read from the text.
const portOf = (rest: string, url: URL): number => {
  if (url.port !== '') return Number(url.port);
  const written = /:(\d+)\/?$/.exec(rest)?.[1];
  return written === undefined ? defaultTcpPort : Number(written);
};

const parseSsh = (whole: string, source: string): ParsedHost => {
  const url = asUrl(whole);
  const problem = url === null ? 'that is no address' : sshProblem(url);
  if (url === null || problem !== null)
    throw discoveryError(
      source,
      `${source} says "${whole}": ${problem}.`,
      'Give ssh://user@host or ssh://user@host:port.',
    );
  const user = decoded(url.username) || null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? null : Number(url.port);
  return {host: sshHost(user, host, port), transport: {kind: 'ssh', user, host, port}};
};

const sshProblem = (url: URL): string | null => {
  if (url.hostname === '') return 'the host is missing';
  if (url.password !== '') return 'a password cannot be given in an ssh address; use a key or an agent';
  if (url.pathname !== '' && url.pathname !== '/') return 'an ssh address has no path';
  if (url.search !== '' || url.hash !== '') return 'an ssh address has no query';
  const user = decoded(url.username);
  if (user === null) return 'the user is not encoded as an address wants it';
  // ssh would take such a word for an option.
  if (url.hostname.startsWith('-') || user.startsWith('-')) return 'a name cannot begin with a dash';
  return null;
};

/** Null where a percent sign does not begin a character. */
const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

/** `ssh://[user@]host[:port]`, as the docker CLI writes it. */
export const sshHost = (user: string | null, host: string, port: number | null): string =>
  `ssh://${user === null ? '' : `${user}@`}${bracketed(host)}${port === null ? '' : `:${port}`}`;

/** IPv6 addresses stand in brackets before a port. */
export const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const asUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
