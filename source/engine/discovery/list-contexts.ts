import type {DockerContext} from '../endpoint.ts';
import {EngineError} from '../errors.ts';
import type {EndpointChoice} from './choice.ts';
import {readContexts, type StoredContext} from './context-store.ts';
import {configuredContext} from './docker-config.ts';
import {contextEndpoint} from './find-endpoints.ts';
import {parseHost} from './parse-host.ts';
import {ownSurroundings, type Surroundings, variable} from './surroundings.ts';

/** What `docker context ls` shows: `default` first, then by name. Never throws: what is broken is listed with its problem. */
export const listContexts = (
  surroundings: Surroundings = ownSurroundings(),
  choice: EndpointChoice = {},
): readonly DockerContext[] => {
  const current = currentName(surroundings, choice);
  const stored = readContexts(surroundings).map(context => row(context, current));
  const missing =
    current === 'default' || stored.some(({name}) => name === current) ? [] : [missingRow(current)];
  const byName = [...stored, ...missing].sort((a, b) => a.name.localeCompare(b.name, 'en', {numeric: true}));
  return [defaultRow(surroundings, current, choice), ...byName];
};

/** The context that docker itself would use now. */
const currentName = (surroundings: Surroundings, choice: EndpointChoice): string => {
  if (choice.context) return choice.context;
  if ((choice.hosts ?? []).length > 0 || variable(surroundings, 'DOCKER_HOST') !== null) return 'default';
  const named = variable(surroundings, 'DOCKER_CONTEXT');
  return (
    named ??
    attempt(
      () => configuredContext(surroundings) ?? 'default',
      () => 'default',
    )
  );
};

const row = (context: StoredContext, current: string): DockerContext => ({
  name: context.name,
  description: context.description,
  host: context.host,
  current: context.name === current,
  problem: context.problem ?? hostProblem(context),
});

const hostProblem = ({host, tls, name}: StoredContext): string | null =>
  host === ''
    ? null
    : attempt(
        () => {
          parseHost(host, () => tls, `context "${name}"`);
          return null;
        },
        message => message,
      );

const missingRow = (name: string): DockerContext => ({
  name,
  description: '',
  host: '',
  current: true,
  problem: 'docker is told to use this context, but it is not in the store',
});

const defaultRow = (surroundings: Surroundings, current: string, choice: EndpointChoice): DockerContext => {
  const base = {
    name: 'default',
    description: 'Current DOCKER_HOST based configuration',
    current: current === 'default',
  };
  return attempt<DockerContext>(
    () => ({...base, host: contextEndpoint('default', surroundings, '', choice).host, problem: null}),
    problem => ({...base, host: '', problem}),
  );
};

const attempt = <Value>(read: () => Value, otherwise: (message: string) => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (error instanceof EngineError) return otherwise(error.message);
    throw error;
  }
};
