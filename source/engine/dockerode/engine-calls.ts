import type {EventFilter, InspectKind, TaskFilter} from '../engine.ts';
import {type Fields, fields} from './decode/fields.ts';

/** Path of one object. */
export const inspectPath = (kind: InspectKind, id: string): string => {
  const name = encodeURIComponent(id);
  switch (kind) {
    case 'swarm':
      return '/swarm';
    case 'container':
      return `/containers/${name}/json`;
    default:
      return `/${kind}s/${name}`;
  }
};

/** Tokens and keys let anyone join, lead or unlock the swarm: they must not reach a screen, a file or a clipboard. */
const secretFields: ReadonlySet<string> = new Set(['JoinTokens', 'UnlockKey', 'SigningCAKey']);

export const withoutSecrets = (wire: unknown): unknown => {
  if (Array.isArray(wire)) return wire.map(withoutSecrets);
  if (typeof wire !== 'object' || wire === null) return wire;
  const object: Fields = fields(wire);
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => !secretFields.has(name))
      .map(([name, value]) => [name, withoutSecrets(value)]),
  );
};

/** The `filters` parameter; empty when nothing is narrowed. */
export const filtersQuery = (
  filters: Readonly<Record<string, readonly string[] | undefined>>,
): Readonly<Record<string, string>> => {
  const given = Object.entries(filters).filter(([, values]) => values !== undefined);
  return given.length === 0 ? {} : {filters: JSON.stringify(Object.fromEntries(given))};
};

/** An empty list of names names nothing; the engine would take it for no filter at all. */
export const namesNothing = (filters: Readonly<Record<string, readonly string[] | undefined>>): boolean =>
  Object.values(filters).some(values => values?.length === 0);

export const taskFilters = (filter: TaskFilter): Readonly<Record<string, readonly string[] | undefined>> => ({
  id: filter.ids,
  service: filter.services,
  node: filter.nodes,
  'desired-state': filter.desiredStates,
});

/** Filtered at the engine, so that three health-check events a second per container never come over the wire. */
export const eventQuery = ({types, actions, sinceMs}: EventFilter): Readonly<Record<string, string>> => ({
  ...filtersQuery({type: types, event: actions}),
  ...(sinceMs === undefined ? {} : {since: (sinceMs / 1_000).toFixed(3)}),
});
