import type {JsonObject} from '../../wire/json.ts';
import type {ServiceRules} from '../spec/service-rules.ts';
import type {ServiceRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import type {Networks} from './networks.ts';
import {noteUses} from './uses.ts';

/** Puts a service into the swarm, without a task yet. */
export const addService = (
  state: SwarmState,
  networks: Networks,
  spec: JsonObject,
  rules: ServiceRules,
): ServiceRecord => {
  const service: ServiceRecord = {
    ...state.newMeta(),
    spec,
    previousSpec: null,
    rules,
    slots: new Map(),
    update: null,
    jobIteration: 0,
    lastExecutionMs: state.clock.nowMs(),
    endpoint: networks.endpoint(rules),
    running: 0,
    wanted: 0,
    completed: 0,
    isRemoved: false,
  };
  state.services.add(service, rules.name);
  noteUses(state, service.id, null, rules);
  return service;
};
