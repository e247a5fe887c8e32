import {action, type CatalogueEntry} from './entry.ts';

/** Commands that change services. */
export const serviceActions = [
  action(
    'scale',
    ['SERVICE=REPLICAS...', 1, 50],
    'Give services another number of replicas: web=5, or web=+2 and web=-1 for more and fewer.',
    ['medianest scale web=5 --wait', 'medianest scale web=+2 api=-1 --dry-run'],
  ),
  action('restart', ['SERVICE', 1, 1], 'Replace every task of a service by one of the same spec.', [
    'medianest restart web --yes --wait',
  ]),
  action(
    'update',
    ['SERVICE', 1, 1],
    'Change a service: its image (pinned by its digest), environment, limits, placement, ports, policies, health check.',
    [
      'medianest update web --image registry.example/app:2 --wait',
      'medianest update web --limit-memory 512m --env-add MODE=fast --dry-run',
      'medianest update web --image app:2 --update-parallelism 2 --update-delay 10s --update-failure-action rollback',
    ],
    ['image', 'auth', 'edit'],
  ),
  action('rollback', ['SERVICE', 1, 1], 'Go back to the previous spec of a service.', [
    'medianest rollback web --dry-run',
  ]),
  action(
    'edit',
    ['SERVICE', 1, 1],
    'Change the spec of a service in your own editor ($VISUAL, $EDITOR), as YAML.',
    ['medianest edit web --wait'],
  ),
  action('rollout-pause', ['SERVICE', 1, 1], 'Hold a rollout after the task that is being replaced.', [
    'medianest rollout-pause web --yes',
  ]),
  action(
    'rollout-resume',
    ['SERVICE', 1, 1],
    'Go on with a rollout that was paused from here, or by the engine when a task failed.',
    ['medianest rollout-resume web --yes --wait'],
  ),
  action('rm', ['SERVICE', 1, 1], 'Remove a service.', ['medianest rm web --confirm web']),
] as const satisfies readonly CatalogueEntry[];
