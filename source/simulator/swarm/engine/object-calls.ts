import type {Filters, ObjectCalls, UpdatableCalls} from '../../simulated-engine.ts';
import type {JsonText} from '../../wire/json.ts';
import {checkFilters, matches, matchesLabels} from '../control/filters.ts';
import type {KeptObjects} from '../control/kept-objects.ts';
import {localNetworks} from '../control/local-networks.ts';
import type {Networks} from '../control/networks.ts';
import type {NodeRecord} from '../state/records.ts';
import type {Gate} from './gate.ts';

/** What is thrown at once is a refusal of the call like any other. */
export const resolved = <Answer>(run: () => Answer): Promise<Answer> =>
  new Promise(resolve => resolve(run()));

export const updatableCalls = (gate: Gate, objects: KeptObjects): UpdatableCalls => ({
  list: filters => gate.read(() => objects.list(filters)),
  inspect: ref => gate.read(() => objects.inspect(ref)),
  create: spec => gate.write(() => objects.create(spec)),
  update: (ref, version, spec) => gate.write(() => objects.update(ref, version, spec)),
  remove: ref => gate.write(() => objects.remove(ref)),
});

/** An engine lists its own networks always, the swarm's only as a manager that has a leader. */
export const networkCalls = (gate: Gate, networks: Networks, node: NodeRecord): ObjectCalls => ({
  async list(filters) {
    checkFilters(filters, ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
    const own = localNetworks(node)
      .filter(({name, id}) => passesLocal(filters, name, id))
      .map(({text}) => text);
    const shared = await gate.read(() => networks.list(filters)).catch((): readonly JsonText[] => []);
    return [...shared, ...own];
  },
  inspect(ref) {
    const own = localNetworks(node).find(({name, id}) => name === ref || id.startsWith(ref));
    return own === undefined ? gate.read(() => networks.inspect(ref)) : Promise.resolve(own.text);
  },
  create: spec => gate.write(() => networks.create(spec)),
  remove: ref => gate.write(() => networks.remove(ref)),
});

const passesLocal = (filters: Filters, name: string, id: string): boolean =>
  matches(filters, 'id', wanted => id.startsWith(wanted)) &&
  matches(filters, 'name', wanted => name.includes(wanted)) &&
  matches(filters, 'scope', wanted => wanted === 'local') &&
  matches(filters, 'type', wanted => wanted === 'builtin') &&
  matches(filters, 'driver', wanted => wanted === name) &&
  matchesLabels(filters, 'label', {});
