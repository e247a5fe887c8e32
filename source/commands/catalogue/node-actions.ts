import {action, type CatalogueEntry} from './entry.ts';

/** Commands that change nodes. */
export const nodeActions = [
  action(
    'drain',
    ['NODE', 1, 1],
    'Give all tasks of a node away, and tell before where each one goes.',
    [
      'medianest drain worker-1 --dry-run',
      'medianest drain worker-1 --yes --wait',
      'medianest drain worker-1 --safely --yes',
    ],
    ['drain'],
  ),
  action('pause', ['NODE', 1, 1], 'Give a node no more tasks; those that it has go on.', [
    'medianest pause worker-1',
  ]),
  action('activate', ['NODE', 1, 1], 'Give a node tasks again.', ['medianest activate worker-1']),
  action('node-label', ['NODE KEY=VALUE|KEY-...', 2, 50], 'Set labels of a node, or take them away (KEY-).', [
    'medianest node-label worker-1 zone=north rack-',
  ]),
  action('promote', ['NODE', 1, 1], 'Make a worker a manager.', ['medianest promote worker-1 --yes --wait']),
  action('demote', ['NODE', 1, 1], 'Make a manager a worker; refused where quorum would be lost.', [
    'medianest demote manager-3 --dry-run',
  ]),
  action(
    'node-rm',
    ['NODE', 1, 1],
    'Remove a node from the swarm.',
    ['medianest node-rm worker-1 --confirm worker-1'],
    ['force'],
  ),
] as const satisfies readonly CatalogueEntry[];
