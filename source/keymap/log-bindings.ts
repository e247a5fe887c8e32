import type {Binding, When} from './command.ts';
import type {CommandId} from './commands.ts';

const inLog: When = {key: 'mode', in: ['log']};
const onKind = (...kinds: readonly string[]): When => ({
  all: [
    {key: 'mode', in: ['list', 'overview']},
    {key: 'kind', in: kinds},
  ],
});

const bind = (keys: string, command: CommandId, when: When = inLog): Binding<CommandId> => ({
  keys: keys.split(' '),
  command,
  when,
});

/** The keys of logs; those of k9s where it has them. */
export const logBindings: readonly Binding<CommandId>[] = [
  bind('l', 'logs.open', onKind('service', 'task', 'stack', 'node', 'container')),
  bind('p', 'logs.previous', {any: [inLog, onKind('service', 'task')]}),
  bind('s', 'logs.follow'),
  bind('w', 'logs.wrap'),
  bind('t', 'logs.time'),
  bind('f', 'panes.zoom', {all: [inLog, {not: {key: 'zoomed', in: ['yes']}}]}),
  bind('f', 'panes.unzoom', {all: [inLog, {key: 'zoomed', in: ['yes']}]}),
  bind('m', 'logs.mark'),
  bind('0 1 2 3 4 5 6', 'logs.range'),
  bind('v', 'logs.filter'),
  bind('L', 'logs.level'),
  bind('X', 'logs.gone'),
  bind('o', 'logs.task'),
  bind('O', 'logs.split'),
  bind('x', 'logs.json'),
  bind('b', 'logs.pager'),
];
