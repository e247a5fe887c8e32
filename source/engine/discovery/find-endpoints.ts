import {join} from 'node:path';
import type {Endpoint} from '../endpoint.ts';
import type {EndpointChoice} from './choice.ts';
import {readContext, type StoredContext} from './context-store.ts';
import {discoveryError} from './discovery-error.ts';
import {configuredContext} from './docker-config.ts';
import {defaultSocket, defaultTlsPort, type ParsedHost, parseHost} from './parse-host.ts';
import {ownSurroundings, type Surroundings, variable} from './surroundings.ts';
import {chosenTls} from './tls-options.ts';

/**
 * The engine that the docker CLI would use, and why; never empty. Several only for several `--host`: all of one swarm.
 * Precedence: `--context`, `--host`, DOCKER_HOST, DOCKER_CONTEXT, config.json's current context, default sockets.
 */
export const findEndpoints = (
  choice: EndpointChoice = {},
  surroundings: Surroundings = ownSurroundings(),
): readonly [Endpoint, ...Endpoint[]] => {
  const hosts = choice.hosts ?? [];
  const [first, ...others] = hosts;
  if (choice.context && first !== undefined)
    throw discoveryError(
      '--context',
      'conflicting options: cannot specify both --host and --context',
      'Give one of the two.',
    );
  if (choice.context) return [contextEndpoint(choice.context, surroundings, '--context', choice)];
  if (first !== undefined) {
    const endpointOf = (host: string) =>
      asEndpoint(
        parseHost(host, () => chosenTls(choice, surroundings), '--host'),
        '--host',
      );
    return [endpointOf(first), ...others.map(endpointOf)];
  }
  if (variable(surroundings, 'DOCKER_HOST') !== null) return [defaultEndpoint(choice, surroundings)];
  const named = variable(surroundings, 'DOCKER_CONTEXT');
  if (named !== null) return [contextEndpoint(named, surroundings, 'DOCKER_CONTEXT', choice)];
  const current = configuredContext(surroundings);
  if (current !== null)
    return [contextEndpoint(current, surroundings, `current context "${current}"`, choice)];
  return [defaultEndpoint(choice, surroundings)];
};

/** The engine of a context. `default` is the one that DOCKER_HOST or the default sockets give. */
export const contextEndpoint = (
  name: string,
  surroundings: Surroundings = ownSurroundings(),
  why = `context "${name}"`,
  choice: EndpointChoice = {},
): Endpoint => {
  if (name === 'default') return defaultEndpoint(choice, surroundings);
  const context = readContext(name, surroundings);
  if (context === null)
    throw discoveryError(
      why,
      `context "${name}": context not found (asked for by ${why}).`,
      'Run "docker context ls" to see the contexts, or choose one with --context.',
    );
  return {...storedEndpoint(context, surroundings, choice), why};
};

const storedEndpoint = (
  context: StoredContext,
  surroundings: Surroundings,
  choice: EndpointChoice,
): Endpoint => {
  if (context.problem !== null)
    throw discoveryError(
      `context ${context.name}`,
      `context "${context.name}" cannot be used: ${context.problem}.`,
      `Make it anew ("docker context rm ${context.name}", "docker context create …"), or choose another with --context.`,
    );
  if (context.host === '') return {...defaultEndpoint(choice, surroundings), context: context.name};
  const parsed = parseHost(context.host, () => context.tls, `context "${context.name}"`);
  return {...asEndpoint(parsed, ''), context: context.name};
};

const asEndpoint = ({host, transport}: ParsedHost, why: string): Endpoint => ({
  context: 'default',
  host,
  transport,
  why,
});

/** What the context `default` stands for. */
const defaultEndpoint = (choice: EndpointChoice, surroundings: Surroundings): Endpoint => {
  const named = variable(surroundings, 'DOCKER_HOST');
  if (named !== null) {
    const tls = () => chosenTls(choice, surroundings);
    return asEndpoint(parseHost(named, tls, 'DOCKER_HOST'), 'DOCKER_HOST');
  }
  const tls = chosenTls(choice, surroundings);
  // As the docker CLI: TLS without any address means this machine's TLS port, not its socket.
  if (tls !== null)
    return asEndpoint(
      parseHost(`tcp://localhost:${defaultTlsPort}`, () => tls, 'TLS'),
      'TLS without a host',
    );
  const {path, why} = localSocket(surroundings);
  return asEndpoint(
    parseHost(`unix://${path}`, () => null, why),
    why,
  );
};

/** Where an engine of this machine may be found. */
const localSockets = (
  surroundings: Surroundings,
): readonly {readonly path: string; readonly why: string}[] => {
  const runtime = variable(surroundings, 'XDG_RUNTIME_DIR');
  return [
    {path: defaultSocket, why: 'default socket'},
    ...(runtime === null ? [] : [{path: join(runtime, 'docker.sock'), why: 'rootless socket'}]),
    {path: join(surroundings.home, '.docker', 'run', 'docker.sock'), why: "user's socket"},
  ];
};

/**
 * Whether nobody said which engine is meant, by whatever means, and this machine has no socket of one. A socket that nobody
 * listens on is that of an engine that is down.
 */
export const hasNoEngine = (
  choice: EndpointChoice = {},
  surroundings: Surroundings = ownSurroundings(),
): boolean => {
  const isAsked =
    choice.context !== undefined ||
    (choice.hosts ?? []).length > 0 ||
    choice.tls !== undefined ||
    variable(surroundings, 'DOCKER_HOST') !== null ||
    variable(surroundings, 'DOCKER_CONTEXT') !== null ||
    configuredContext(surroundings) !== null ||
    chosenTls(choice, surroundings) !== null;
  return !isAsked && localSockets(surroundings).every(({path}) => surroundings.accessOf(path) === 'absent');
};

/** The first socket that may be opened; else the first that is there, so that the error tells of it; else the default. */
const localSocket = (surroundings: Surroundings): {readonly path: string; readonly why: string} => {
  const candidates = localSockets(surroundings).map(candidate => ({
    ...candidate,
    access: surroundings.accessOf(candidate.path),
  }));
  return (
    candidates.find(({access}) => access === 'usable') ??
    candidates.find(({access}) => access === 'forbidden') ?? {path: defaultSocket, why: 'default socket'}
  );
};
