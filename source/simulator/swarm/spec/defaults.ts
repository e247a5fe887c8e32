import {type JsonObject, type JsonText, objectIn} from '../../wire/json.ts';
import type {ServiceRecord} from '../state/records.ts';
import {serviceText} from '../state/texts.ts';

const second = 1_000_000_000;

const update = {
  Parallelism: 1,
  FailureAction: 'pause',
  Monitor: 5 * second,
  MaxFailureRatio: 0,
  Order: 'stop-first',
};

/** A service as `insertDefaults` shows it: what the engine would take where the spec says nothing. */
export const withDefaults = (service: ServiceRecord): JsonText => {
  const {spec} = service;
  const template = objectIn(spec['TaskTemplate']);
  const container = objectIn(template['ContainerSpec']);
  const filled: JsonObject = {
    ...spec,
    TaskTemplate: {
      ...template,
      ContainerSpec: {StopGracePeriod: 10 * second, DNSConfig: {}, ...container},
      RestartPolicy: {
        Condition: 'any',
        Delay: 5 * second,
        MaxAttempts: 0,
        ...objectIn(template['RestartPolicy']),
      },
    },
    UpdateConfig: {...update, ...objectIn(spec['UpdateConfig'])},
    RollbackConfig: {...update, ...objectIn(spec['RollbackConfig'])},
    EndpointSpec: {Mode: 'vip', ...objectIn(spec['EndpointSpec'])},
  };
  return serviceText({...service, spec: filled, text: null});
};
