import type {Source} from '../domain/freshness.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {CommandPorts} from './command.ts';
import {doubts} from './truth.ts';

/** Says on standard error what cannot be believed and what to try; true when all is fresh. */
export function reportDoubts(
  command: string,
  store: ClusterStore,
  sources: readonly Source[],
  ports: CommandPorts,
): boolean {
  const found = doubts(store, sources);
  for (const line of found) {
    ports.err(`medianest ${command}: ${line}\n`);
  }
  const hint = store.connection.trouble?.hint ?? '';
  if (found.length > 0 && hint !== '') {
    ports.err(`${hint}\n`);
  }
  return found.length === 0;
}
