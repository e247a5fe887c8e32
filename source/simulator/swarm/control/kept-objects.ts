import {ApiError} from '../../api-error.ts';
import type {Created, Filters} from '../../simulated-engine.ts';
import {type JsonObject, type JsonText, objectIn, textIn, textMapIn} from '../../wire/json.ts';
import type {ObjectRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {objectText} from '../state/texts.ts';
import {checkFilters, matches, matchesLabels} from './filters.ts';
import {checkVersion, findObject, invalidArgument} from './refs.ts';

/** Secrets or configs: small things that the swarm keeps for services. */
export interface KeptObjects {
  list(filters: Filters): readonly JsonText[];
  inspect(ref: string): JsonText;
  create(spec: unknown): Created;
  update(ref: string, version: number, spec: unknown): void;
  remove(ref: string): void;
}

export const createKeptObjects = (state: SwarmState, kind: 'secret' | 'config'): KeptObjects => {
  const table = kind === 'secret' ? state.secrets : state.configs;
  const isSecret = kind === 'secret';

  const publish = (object: ObjectRecord, action: string) =>
    state.publish({type: kind, action, id: object.id, attributes: {name: object.name}, nodeId: null});

  const namesOf = (ids: Iterable<string>) =>
    [...ids].map(id => state.services.get(id)?.rules.name ?? id).sort();

  return {
    list(filters) {
      checkFilters(filters, ['id', 'name', 'names', 'label']);
      return [...table.values()]
        .filter(
          object =>
            matches(filters, 'id', id => object.id.startsWith(id)) &&
            matches(filters, 'name', name => object.name.startsWith(name)) &&
            matches(filters, 'names', name => object.name === name) &&
            matchesLabels(filters, 'label', textMapIn(object.spec['Labels'])),
        )
        .map(object => objectText(object, isSecret));
    },
    inspect: ref => objectText(findObject(table, kind, ref), isSecret),
    create(given) {
      const spec = objectIn(given);
      const name = textIn(spec['Name']);
      if (!/^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/.test(name) || name.length > 64) {
        throw invalidArgument(
          'invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]',
        );
      }
      // Services are refused at greater length.
      if (table.byName(name) !== null) {
        throw new ApiError(409, `rpc error: code = AlreadyExists desc = ${kind} ${name} already exists`);
      }
      const kept: JsonObject = {
        Name: name,
        Labels: textMapIn(spec['Labels']),
        ...(textIn(spec['Data']) !== '' && {Data: textIn(spec['Data'])}),
      };
      const object: ObjectRecord = {...state.newMeta(), name, spec: kept, usedBy: new Set()};
      table.add(object, name);
      publish(object, 'create');
      return {id: object.id, warnings: []};
    },
    update(ref, version, given) {
      const object = findObject(table, kind, ref);
      checkVersion(object, version);
      const spec = objectIn(given);
      const data = textIn(spec['Data']);
      if (textIn(spec['Name']) !== object.name || (data !== '' && data !== object.spec['Data'])) {
        throw invalidArgument('only updates to Labels are allowed');
      }
      object.spec = {...object.spec, Labels: textMapIn(spec['Labels'])};
      state.touch(object);
      publish(object, 'update');
    },
    remove(ref) {
      const object = findObject(table, kind, ref);
      if (object.usedBy.size > 0) {
        const names = namesOf(object.usedBy);
        throw invalidArgument(
          `${kind} '${object.name}' is in use by the following service${names.length === 1 ? '' : 's'}: ${names.join(', ')}`,
        );
      }
      table.remove(object, object.name);
      publish(object, 'remove');
    },
  };
};
