import type {Command, Context, When} from './command.ts';

const browsing: When = {key: 'mode', in: ['list', 'overview', 'text']};
const onKind = (...kinds: readonly string[]): When => ({
  all: [
    {key: 'mode', in: ['list', 'overview']},
    {key: 'kind', in: kinds},
  ],
});

/** Why nothing may be changed here; null when it may. */
const locked = (context: Context): string | null => context.locked ?? null;

/** An action with a key on what is selected, and a name in the palette for what is named there. */
const act = <Id extends string>(
  id: Id,
  title: string,
  [names, argument]: readonly [readonly string[], string],
  footer = 0,
) => ({
  id,
  title,
  names,
  argument,
  group: 'act' as const,
  when: browsing,
  disabledReason: locked,
  helpWithKey: true as const,
  footer,
});

/** Everything that changes a cluster, or tells of what did. */
export const actionCommands = [
  act('service.scale', 'scale', [['scale'], 'service number'], 46),
  act('service.restart', 'restart', [['restart'], 'service'], 39),
  act('service.image', 'image', [['image'], 'service image'], 38),
  act('service.rollback', 'roll back', [['rollback'], 'service'], 37),
  act('service.change', 'change', [['change', 'update'], 'service part'], 37),
  act('object.edit', 'edit', [['edit'], 'service'], 36),
  {
    id: 'service.rollout',
    title: 'rollout',
    names: ['rollout'],
    argument: 'service',
    group: 'look',
    when: browsing,
    helpWithKey: true,
    footer: 10,
  },
  act('rollout.pause', 'pause', [['rollout-pause'], 'service'], 60),
  act('rollout.resume', 'resume', [['rollout-resume'], 'service'], 59),
  act('object.remove', 'remove', [['remove', 'rm'], 'name of anything'], 24),
  act('object.create', 'create', [['create'], 'secret|config|network|volume name'], 23),
  act('object.rotate', 'rotate', [['rotate'], 'secret or config, file'], 40),
  act('config.edit', 'edit', [['edit-config'], 'config'], 36),
  act('stack.deploy', 'deploy', [['deploy'], 'stack file [prune]'], 40),
  {
    id: 'stack.export',
    title: 'export',
    names: ['export'],
    argument: 'stack file',
    group: 'look',
    when: onKind('stack'),
    footer: 20,
  },
  act('node.drain', 'drain', [['drain'], 'node'], 46),
  act('node.activate', 'activate', [['activate', 'uncordon'], 'node'], 39),
  act('node.pause', 'pause', [['pause', 'cordon'], 'node'], 38),
  act('node.labels', 'labels', [['label', 'labels'], 'node key=value key-'], 23),
  act('node.promote', 'promote', [['promote'], 'node'], 37),
  act('node.demote', 'demote', [['demote'], 'node'], 36),
  act('node.drainSafely', 'drain safely', [['drain-safely'], 'node']),
  act('swarm.failover', 'fail over', [['failover'], 'leader, manager, node or quorum'], 35),
  act('swarm.act', 'the swarm itself', [['swarm'], 'tokens, autolock on, rotate ca …']),
  act('agent.act', 'agents on all nodes', [['agent'], 'deploy image, remove, status']),
  act('task.shell', 'shell', [['shell', 'exec'], 'task, service or container'], 30),
  {
    id: 'act.undo',
    title: 'undo the last action',
    names: ['undo'],
    argument: 'id',
    group: 'act',
    when: browsing,
    disabledReason: locked,
  },
  {
    id: 'act.journal',
    title: 'journal',
    names: ['journal'],
    argument: '/filter',
    group: 'act',
    when: browsing,
  },
  {id: 'act.running', title: 'running actions', names: ['running'], group: 'act', when: browsing},
] as const satisfies readonly Command[];
