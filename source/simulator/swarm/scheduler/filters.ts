import {fitsConstraint} from '../spec/constraints.ts';
import type {TaskTemplate} from '../spec/service-rules.ts';
import type {NodeRecord} from '../state/records.ts';

interface Filter {
  readonly fits: (template: TaskTemplate, node: NodeRecord, serviceId: string) => boolean;
  /** The engine's own words, with how many nodes did not fit. */
  readonly explain: (nodes: number) => string;
}

const nodes = (count: number) => (count === 1 ? '1 node' : `${count} nodes`);

/** A node says `x86_64` where an image says `amd64`. */
const architectures: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64'};
const architectureOf = (name: string) => architectures[name] ?? name;

/** Swarm's filters in its order; a node counts for the first that it does not pass. */
const filters: readonly Filter[] = [
  {
    fits: (_template, node) => node.state === 'ready' && node.availability === 'active',
    explain: count => `${nodes(count)} not available for new tasks`,
  },
  {
    fits: ({reservedNanoCpus, reservedMemoryBytes}, {room, facts}) =>
      (reservedNanoCpus === 0 || room.nanoCpus + reservedNanoCpus <= facts.nanoCpus) &&
      (reservedMemoryBytes === 0 || room.memoryBytes + reservedMemoryBytes <= facts.memoryBytes),
    explain: count => `insufficient resources on ${nodes(count)}`,
  },
  {
    fits: ({plugins}, {facts}) => plugins.every(plugin => facts.plugins.includes(plugin)),
    explain: count => `missing plugin on ${nodes(count)}`,
  },
  {
    fits: ({constraints}, node) => constraints.every(constraint => fitsConstraint(constraint, node)),
    explain: count => `scheduling constraints not satisfied on ${nodes(count)}`,
  },
  {
    fits: ({platforms}, {facts}) =>
      platforms.length === 0 ||
      platforms.some(
        ({os, architecture}) =>
          (os === '' || os === facts.os) &&
          (architecture === '' || architectureOf(architecture) === architectureOf(facts.architecture)),
      ),
    explain: count => `unsupported platform on ${nodes(count)}`,
  },
  {
    fits: ({hostPorts}, {room}) => hostPorts.every(port => !room.hostPorts.has(port)),
    explain: count => `host-mode port already in use on ${nodes(count)}`,
  },
  {
    fits: ({maxReplicas}, {room}, serviceId) =>
      maxReplicas === 0 || (room.activeByService.get(serviceId) ?? 0) < maxReplicas,
    // Swarm tells no count with this one, and spells it so.
    explain: () => 'max replicas per node limit exceed',
  },
];

/** The filter that rules a node out; -1 for none. */
export const failingFilter = (template: TaskTemplate, node: NodeRecord, serviceId: string): number =>
  filters.findIndex(filter => !filter.fits(template, node, serviceId));

/** Which filters ruled out how many nodes. */
export const createTally = (): {count(filter: number): void; explain(): string} => {
  const failures = filters.map(() => 0);
  return {
    count(filter) {
      failures[filter] = (failures[filter] ?? 0) + 1;
    },
    explain: () =>
      filters
        .map((filter, at) => ({filter, count: failures[at] ?? 0}))
        .filter(({count}) => count > 0)
        .sort((a, b) => b.count - a.count)
        .map(({filter, count}) => filter.explain(count))
        .join('; '),
  };
};

/** Whether a task may stay where it is: its constraints and platform, not the room that it takes itself. */
export const mayStay = (template: TaskTemplate, node: NodeRecord): boolean =>
  template.constraints.every(constraint => fitsConstraint(constraint, node));
