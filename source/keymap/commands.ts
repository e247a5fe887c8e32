import {actionCommands} from './action-commands.ts';
import {chartCommands} from './chart-commands.ts';
import type {Command, CommandGroup, Context, When} from './command.ts';
import {logCommands} from './log-commands.ts';

const inList: When = {key: 'mode', in: ['list', 'overview']};
const inText: When = {key: 'mode', in: ['text']};
const inPage: When = {key: 'mode', in: ['text', 'log']};
const browsing: When = {any: [inList, inPage]};
const anywhere: When = {any: [browsing, {key: 'mode', in: ['chart']}]};
const outsideLogs: When = {any: [inList, inText]};
const inTimeline: When = {
  all: [
    {key: 'mode', in: ['list']},
    {key: 'pane', in: ['timeline']},
  ],
};
const tableOnly: When = {key: 'mode', in: ['list']};
const onKind = (...kinds: readonly string[]): When => ({all: [inList, {key: 'kind', in: kinds}]});

const nothingSelected = (context: Context): string | null =>
  context.selected === 'yes' ? null : 'nothing is selected';

const jump = <Id extends string>(id: Id, title: string, names: readonly string[], argument?: string) => ({
  id,
  title,
  names,
  group: 'go to' as const,
  ...(argument === undefined ? {} : {argument}),
});

const move = <Id extends string>(id: Id, title: string) => ({
  id,
  title,
  group: 'move' as const,
  when: browsing,
});

/** Everything that a person can ask the console for. Footer, help, palette and docs/keys.md are made from this table. */
export const commands = [
  {id: 'app.palette', title: 'command', group: 'general', when: anywhere, footer: 41},
  {id: 'app.help', title: 'help', group: 'general', names: ['help'], footer: 40},
  {id: 'app.refresh', title: 'refresh', group: 'general', names: ['refresh'], when: anywhere},
  {id: 'app.quit', title: 'quit', group: 'general', names: ['quit', 'q', 'exit'], keepsKey: true},
  {id: 'app.settings', title: 'settings', group: 'general', names: ['settings']},
  {id: 'app.theme', title: 'theme', group: 'general', names: ['theme'], argument: 'name or reload'},
  {id: 'app.suspend', title: 'suspend to the shell', group: 'general', names: ['suspend']},
  {id: 'view.mouse', title: 'mouse on or off', group: 'general', names: ['mouse'], argument: 'on or off'},
  {
    id: 'app.incident',
    title: 'record an incident',
    group: 'general',
    names: ['incident'],
    argument: 'start name, stop or status',
  },
  {id: 'app.repaint', title: 'repaint the screen', group: 'general', names: ['repaint']},

  jump('go.overview', 'overview', ['overview', 'pulse', 'home']),
  jump('go.services', 'services', ['services', 'service', 'svc', 'se'], '/filter'),
  jump('go.nodes', 'nodes', ['nodes', 'node', 'no'], '/filter'),
  jump('go.tasks', 'tasks', ['tasks', 'task', 'ta', 'ps'], '/filter'),
  jump('go.stacks', 'stacks', ['stacks', 'stack', 'st'], '/filter'),
  jump('go.containers', 'containers of this engine', ['containers', 'container', 'co'], '/filter'),
  jump('go.networks', 'networks', ['networks', 'network', 'net'], '/filter'),
  jump('go.volumes', 'volumes of this engine', ['volumes', 'volume', 'vol'], '/filter'),
  jump('go.secrets', 'secrets', ['secrets', 'secret', 'sec'], '/filter'),
  jump('go.configs', 'configs', ['configs', 'config', 'cfg'], '/filter'),
  jump('go.events', 'events', ['events', 'event', 'ev'], '/filter'),
  jump('go.health', 'health', ['health', 'he'], 'service, stack or node'),
  jump('go.timeline', 'timeline', ['timeline', 'tl'], 'object or /filter'),
  jump('go.contexts', 'contexts', ['contexts', 'context', 'ctx'], 'name'),

  {...move('move.down', 'down')},
  {...move('move.up', 'up')},
  {...move('move.top', 'first')},
  {...move('move.bottom', 'last')},
  {...move('move.pageDown', 'page down')},
  {...move('move.pageUp', 'page up')},
  {id: 'move.left', title: 'scroll left', group: 'move', when: inPage},
  {id: 'move.right', title: 'scroll right', group: 'move', when: inPage},

  {
    id: 'look.open',
    title: 'open',
    group: 'look',
    when: inList,
    disabledReason: nothingSelected,
    footer: 50,
  },
  {
    id: 'look.describe',
    title: 'describe',
    group: 'look',
    when: inList,
    disabledReason: nothingSelected,
    names: ['describe'],
    argument: 'name',
    footer: 48,
  },
  {
    id: 'look.yaml',
    title: 'spec as YAML',
    group: 'look',
    when: inList,
    disabledReason: nothingSelected,
    footer: 20,
  },
  {
    id: 'look.why',
    title: 'why',
    group: 'look',
    when: {any: [onKind('service', 'task'), {key: 'pane', in: ['rollout']}]},
    disabledReason: nothingSelected,
    footer: 47,
  },
  {
    id: 'look.health',
    title: 'health',
    group: 'look',
    when: onKind('service', 'stack', 'node'),
    disabledReason: nothingSelected,
    footer: 17,
  },
  {
    id: 'health.fold',
    title: 'fold or unfold',
    group: 'look',
    when: {
      all: [
        {key: 'mode', in: ['overview']},
        {key: 'pane', in: ['health']},
      ],
    },
    disabledReason: nothingSelected,
    footer: 49,
  },
  {
    id: 'look.usedBy',
    title: 'used by',
    group: 'look',
    when: onKind('service', 'network', 'volume', 'secret', 'config'),
    disabledReason: nothingSelected,
    footer: 19,
  },
  {id: 'look.timeline', title: 'timeline', group: 'look', when: outsideLogs, footer: 16},
  {id: 'timeline.kind', title: 'one kind', group: 'list', when: inTimeline, footer: 46},
  {id: 'timeline.severity', title: 'how bad', group: 'list', when: inTimeline, footer: 45},
  {
    id: 'look.copy',
    title: 'copy',
    group: 'look',
    when: {any: [inPage, {all: [inList, {not: {key: 'kind', in: ['node']}}]}]},
  },
  {
    id: 'look.copyName',
    title: 'copy the name',
    group: 'look',
    names: ['copy'],
    when: inList,
    disabledReason: nothingSelected,
  },
  {
    id: 'look.save',
    title: 'save what is shown',
    group: 'look',
    names: ['save'],
    argument: 'file',
    when: anywhere,
  },
  {
    id: 'look.pager',
    title: 'open in $PAGER',
    group: 'look',
    names: ['page'],
    when: {any: [inList, inText]},
  },
  {id: 'look.wrap', title: 'wrap lines', group: 'look', when: inText},
  {id: 'look.nextMatch', title: 'next match', group: 'look', when: inPage},
  {id: 'look.previousMatch', title: 'previous match', group: 'look', when: inPage},

  {id: 'list.filter', title: 'filter', group: 'list', when: {any: [tableOnly, inPage]}, footer: 42},
  {id: 'list.back', title: 'back', group: 'list', names: ['back']},
  {id: 'list.mark', title: 'mark', group: 'list', when: tableOnly, disabledReason: nothingSelected},
  {
    id: 'list.markRange',
    title: 'mark the range',
    group: 'list',
    when: tableOnly,
    disabledReason: nothingSelected,
  },
  {id: 'list.clearMarks', title: 'clear marks', group: 'list', when: tableOnly},
  {
    id: 'list.sort',
    title: 'sort by the column of this letter',
    group: 'list',
    names: ['sort'],
    argument: 'column',
    when: tableOnly,
  },
  {id: 'list.columns', title: 'columns', group: 'list', names: ['columns'], when: tableOnly},
  {id: 'list.faults', title: 'faults only', group: 'list', names: ['faults'], when: tableOnly, footer: 18},

  {id: 'panes.next', title: 'next pane', group: 'panes', when: browsing, footer: 25},
  {id: 'panes.previous', title: 'previous pane', group: 'panes', when: browsing},
  {id: 'panes.one', title: 'main pane', group: 'panes', when: browsing},
  {id: 'panes.two', title: 'second pane', group: 'panes', when: browsing},
  {id: 'panes.three', title: 'third pane', group: 'panes', when: browsing},
  {id: 'panes.split', title: 'side panes on or off', group: 'panes', names: ['split'], when: browsing},
  {id: 'panes.zoom', title: 'zoom the pane', group: 'panes', names: ['zoom'], when: browsing},
  {id: 'panes.unzoom', title: 'undo the zoom', group: 'panes', when: browsing},
  {id: 'history.back', title: 'earlier view', group: 'panes', when: anywhere},
  {id: 'history.forward', title: 'later view', group: 'panes', when: anywhere},

  ...logCommands,
  ...chartCommands,
  ...actionCommands,
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];

/** In the order in which help and docs/keys.md show them. */
export const commandGroups: readonly CommandGroup[] = [
  'general',
  'go to',
  'move',
  'look',
  'list',
  'logs',
  'charts',
  'panes',
  'act',
];
