import type {Node, Service, Task} from '../../model/index.ts';
import {isWanted} from '../../task-lifecycle.ts';
import type {Probe} from './declaration.ts';

/** One address to try. */
export interface ProbeTarget {
  readonly probe: Probe;
  readonly address: string;
}

/** A service on every node of a large swarm is probed on some of them. */
const mostNodes = 5;

/**
 * The addresses of a probe: `{node}` stands for each node that runs the service (five at most), `{port}` for the first
 * port that it publishes, `{port:8080}` for where its port 8080 is published. A text instead: why there is none.
 */
export function targetsOf(
  probe: Probe,
  service: Service,
  tasks: Iterable<Task>,
  nodeById: (id: string) => Node | undefined,
): readonly ProbeTarget[] | string {
  const ported = withPorts(probe.address, service);
  if (ported === null) return 'the service publishes no such port (yet)';
  if (!ported.includes('{node}')) return [{probe, address: ported}];
  const hosts = new Set<string>();
  for (const task of tasks) {
    const node = task.nodeId === null ? undefined : nodeById(task.nodeId);
    if (task.state !== 'running' || !isWanted(task) || node === undefined) continue;
    if (node.state === 'ready' && node.address !== '') hosts.add(hostOf(node.address));
  }
  if (hosts.size === 0) return 'it runs on no node that can be asked';
  return [...hosts]
    .toSorted()
    .slice(0, mostNodes)
    .map(host => ({probe, address: ported.replaceAll('{node}', host)}));
}

/** An address of version 6 stands in brackets before a port. */
const hostOf = (address: string): string => (address.includes(':') ? `[${address}]` : address);

function withPorts(address: string, {ports}: Service): string | null {
  let isMissing = false;
  const filled = address.replaceAll(/\{port(?::(\d+))?\}/g, (_, target: string | undefined) => {
    const found = ports.find(
      port => port.published > 0 && (target === undefined || port.target === Number(target)),
    );
    if (found === undefined) isMissing = true;
    return String(found?.published ?? 0);
  });
  return isMissing ? null : filled;
}
