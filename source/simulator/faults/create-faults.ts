import type {Route} from '../api/route.ts';
import type {Interference} from '../api/server.ts';
import {ApiError} from '../api-error.ts';
import {createRandom} from '../random.ts';
import {numberIn, objectIn, textIn} from '../wire/json.ts';
import {breakSwarm, type SwarmBreaker} from './break-swarm.ts';
import {
  type FaultName,
  type FaultOptions,
  faultNames,
  isFaultName,
  type LinkFault,
  linkFaults,
} from './fault.ts';
import {createFaultBook} from './fault-book.ts';
import {interfere} from './interfere.ts';

/** Faults that are switched on and off while a swarm is served. */
export interface Faults {
  set(name: FaultName, options?: FaultOptions): void;
  /** Mends one fault, or all. */
  clear(name?: FaultName): void;
  names(): readonly FaultName[];
  readonly interference: Interference;
  /** `GET /_faults` tells which are on, `POST /_faults` switches: {"name", "on", "path", "every", "ms", "node"}. */
  readonly routes: readonly Route[];
}

const isLinkFault = (name: FaultName): name is LinkFault => linkFaults.some(known => known === name);

export const createFaults = (breaker: SwarmBreaker, seed: number): Faults => {
  const book = createFaultBook();
  const broken = new Map<FaultName, () => void>();

  const clearOne = (name: FaultName) => {
    if (isLinkFault(name)) return book.clear(name);
    broken.get(name)?.();
    broken.delete(name);
  };
  const set = (name: FaultName, options: FaultOptions = {}) => {
    if (isLinkFault(name)) return book.set(name, options);
    clearOne(name);
    broken.set(name, breakSwarm(breaker, name, options));
  };
  const names = (): readonly FaultName[] => [...book.names(), ...broken.keys()];

  return {
    set,
    clear(name) {
      for (const one of name === undefined ? names() : [name]) clearOne(one);
    },
    names,
    interference: interfere(book, breaker.swarm.clock, createRandom(seed)),
    routes: [
      {method: 'GET', pattern: '/_faults', run: ({answer}) => answer.json(JSON.stringify(names()))},
      {
        method: 'POST',
        pattern: '/_faults',
        async run({call, answer}) {
          const body = objectIn(await call.body());
          const name = textIn(body['name']);
          if (!isFaultName(name)) {
            throw new ApiError(400, `there is no fault "${name}"; there are ${faultNames.join(', ')}`);
          }
          if (body['on'] === false) clearOne(name);
          else set(name, readOptions(body));
          answer.json(JSON.stringify(names()));
        },
      },
    ],
  };
};

const readOptions = (body: Readonly<Record<string, unknown>>): FaultOptions => ({
  ...(textIn(body['path']) !== '' && {path: textIn(body['path'])}),
  ...(textIn(body['node']) !== '' && {node: textIn(body['node'])}),
  ...(numberIn(body['every']) > 0 && {every: numberIn(body['every'])}),
  ...(body['ms'] !== undefined && {ms: numberIn(body['ms'])}),
});
