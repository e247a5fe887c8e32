import type {Binding, When} from './command.ts';
import type {CommandId} from './commands.ts';

const browsing: When = {key: 'mode', in: ['list', 'overview', 'text']};
const onKind = (...kinds: readonly string[]): When => ({
  all: [
    {key: 'mode', in: ['list', 'overview']},
    {key: 'kind', in: kinds},
  ],
});

const inRollout: When = {
  all: [
    {key: 'mode', in: ['text']},
    {key: 'pane', in: ['rollout']},
  ],
};

/** By the list and not by what is selected there: the first one is made in an empty list. */
const inCreatable: When = {
  all: [
    {key: 'mode', in: ['list']},
    {key: 'pane', in: ['secrets', 'configs', 'networks', 'volumes']},
  ],
};

const bind = (key: string, command: CommandId, when: When): Binding<CommandId> => ({
  keys: [key],
  command,
  when,
});

/** The keys of what changes a cluster, and of what tells of it. */
export const actionBindings: readonly Binding<CommandId>[] = [
  bind('s', 'service.scale', onKind('service')),
  bind('r', 'service.restart', onKind('service')),
  bind('i', 'service.image', onKind('service')),
  bind('ctrl+u', 'service.rollback', onKind('service')),
  bind('ctrl+u', 'service.rollback', inRollout),
  bind('o', 'service.rollout', onKind('service')),
  bind('p', 'rollout.pause', inRollout),
  bind('R', 'rollout.resume', inRollout),
  bind('m', 'service.change', {any: [onKind('service'), inRollout]}),
  bind('e', 'object.edit', {any: [onKind('service'), inRollout]}),
  bind(
    'ctrl+d',
    'object.remove',
    onKind('service', 'node', 'stack', 'network', 'volume', 'secret', 'config'),
  ),
  bind('c', 'node.pause', onKind('node')),
  bind('u', 'node.activate', onKind('node')),
  bind('r', 'node.drain', onKind('node')),
  bind('e', 'node.labels', onKind('node')),
  bind('P', 'node.promote', onKind('node')),
  bind('M', 'node.demote', onKind('node')),
  bind('F', 'swarm.failover', {any: [onKind('node'), {key: 'mode', in: ['overview']}]}),
  bind('x', 'task.shell', onKind('task', 'container', 'service')),
  bind('r', 'object.rotate', onKind('secret', 'config')),
  bind('e', 'config.edit', onKind('config')),
  bind('n', 'object.create', inCreatable),
  bind('r', 'stack.deploy', onKind('stack')),
  bind('x', 'stack.export', onKind('stack')),
  bind('z', 'act.undo', browsing),
  bind('@', 'act.journal', browsing),
  bind('a', 'act.running', browsing),
];
