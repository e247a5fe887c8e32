import type {Binding, When} from './command.ts';
import type {CommandId} from './commands.ts';

const inChart: When = {key: 'mode', in: ['chart']};
const inList: When = {key: 'mode', in: ['list', 'overview']};

const bind = (keys: string, command: CommandId, when: When = inChart): Binding<CommandId> => ({
  keys: keys.split(' '),
  command,
  when,
});

/** The keys of charts. */
export const chartBindings: readonly Binding<CommandId>[] = [
  bind('f', 'metrics.open', {all: [inList, {not: {key: 'pane', in: ['timeline']}}]}),
  bind('ctrl+t', 'metrics.top', inList),
  bind('h left', 'chart.left'),
  bind('l right', 'chart.right'),
  bind('H shift+left', 'chart.farLeft'),
  bind('L shift+right', 'chart.farRight'),
  bind('0 end', 'chart.now'),
  bind('+ = k up', 'chart.zoomIn'),
  bind('- j down', 'chart.zoomOut'),
  bind('p space', 'chart.split'),
  bind('o', 'chart.page'),
];
