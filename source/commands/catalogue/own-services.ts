import type {CatalogueEntry} from './entry.ts';
import {action} from './entry.ts';

/** Services that this program runs in the swarm itself. */
export const ownServices = [
  action(
    'agent',
    ['[deploy|status|remove]', 0, 1],
    'Deploy the service that reports from every node what its containers use and what happens to them, ask whether it reports, or remove it. Alone: be that service, for the engine of this machine, and write what it says to standard output.',
    [
      'medianest agent deploy --image registry.example/medianest:1 --yes --wait',
      'medianest agent status',
      'medianest agent remove --confirm medianest_agent',
      'medianest agent --every 5s',
    ],
    ['agent', 'image', 'auth'],
  ),
] as const satisfies readonly CatalogueEntry[];
