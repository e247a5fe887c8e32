import {type JsonObject, listIn, objectIn, objectOrNull, textIn} from '../../wire/json.ts';
import type {SwarmState} from '../state/swarm-state.ts';

/** Networks of a spec by their ids, as the engine keeps them, whatever the client called them. */
export const resolveNetworks = (state: SwarmState, spec: JsonObject): JsonObject => {
  const template = objectIn(spec['TaskTemplate']);
  return {
    ...spec,
    TaskTemplate: {...template, ...resolved(state, template)},
    ...resolved(state, spec),
  };
};

const resolved = (state: SwarmState, {Networks}: JsonObject): JsonObject => {
  if (Networks === undefined || Networks === null) return {};
  return {
    Networks: listIn(Networks).map(item => {
      const attachment = objectOrNull(item);
      const network = state.networks.byName(textIn(attachment?.['Target']));
      return attachment === null || network === null ? item : {...attachment, Target: network.id};
    }),
  };
};
