import type {IncidentObject} from '../../domain/incident/incident.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

/** The objects that names stand for: services before stacks before nodes; what nothing is called is told. */
export function objectsNamed(
  store: ClusterStore,
  names: readonly string[],
): {readonly found: readonly IncidentObject[]; readonly unknown: readonly string[]} {
  const found: IncidentObject[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const object = objectNamed(store, name);
    if (object === null) unknown.push(name);
    else found.push(object);
  }
  return {found, unknown};
}

function objectNamed(store: ClusterStore, name: string): IncidentObject | null {
  for (const service of store.table('services').values())
    if (service.name === name || service.id === name)
      return {kind: 'service', id: service.id, name: service.name};
  for (const stack of store.derived('stacks').values())
    if (stack.name === name) return {kind: 'stack', id: stack.name, name: stack.name};
  for (const node of store.table('nodes').values())
    if (node.hostname === name || node.id === name) return {kind: 'node', id: node.id, name: node.hostname};
  return null;
}
