import type {Route} from '../api/route.ts';
import {ApiError} from '../api-error.ts';
import {objectIn, textIn} from '../wire/json.ts';
import {type Faults, faultsPath} from './create-faults.ts';
import {faultDescriptions, faultNames, isFaultName} from './fault-names.ts';
import {readFaultOptions} from './fault-options.ts';

const stateOf = (faults: Faults): string => {
  const active = new Map(faults.active().map(({name, options}) => [name, options]));
  return JSON.stringify(
    faultNames.map(name => ({
      name,
      description: faultDescriptions[name],
      on: active.has(name),
      options: active.get(name) ?? {},
    })),
  );
};

/**
 * Lets another process switch faults: `GET /_faults` lists them, `POST /_faults` with `{"name", "on", "options"}`
 * switches one; without `on` it is switched on. No engine has this path.
 */
export const faultsRoutes = (faults: Faults): readonly Route[] => [
  {method: 'GET', pattern: faultsPath, run: ({answer}) => answer.json(stateOf(faults))},
  {
    method: 'POST',
    pattern: faultsPath,
    async run({call, answer}) {
      const body = objectIn(await call.body());
      const name = textIn(body['name']);
      if (!isFaultName(name)) {
        throw new ApiError(400, `no fault "${name}"; there are ${faultNames.join(', ')}`);
      }
      if (body['on'] === false) faults.clear(name);
      else faults.set(name, readFaultOptions(body['options']));
      answer.json(stateOf(faults));
    },
  },
];
