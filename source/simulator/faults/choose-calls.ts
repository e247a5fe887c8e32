import type {Call} from '../api/call.ts';
import {createRandom} from '../random.ts';
import type {FaultOptions} from './fault-options.ts';

/** Whether a fault falls on a call; counts calls, and is therefore asked once for each. */
export type ChooseCall = (call: Call) => boolean;

export const chooseCalls = (
  {path, method, every = 1, times = Number.POSITIVE_INFINITY, chance = 1, seed = 1}: FaultOptions,
  isFor: (call: Call) => boolean,
): ChooseCall => {
  const random = createRandom(seed);
  let seen = 0;
  let hit = 0;
  return call => {
    if (!isFor(call)) return false;
    if (path !== undefined && !call.path.startsWith(path)) return false;
    if (method !== undefined && call.method !== method.toUpperCase()) return false;
    seen += 1;
    if (seen % every !== 0 || hit >= times || (chance < 1 && random.next() >= chance)) return false;
    hit += 1;
    return true;
  };
};
