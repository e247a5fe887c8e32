import {actionBindings} from './action-bindings.ts';
import {chartBindings} from './chart-bindings.ts';
import type {Binding, When} from './command.ts';
import type {CommandId} from './commands.ts';
import {logBindings} from './log-bindings.ts';

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
const inRollout: When = {all: [inText, {key: 'pane', in: ['rollout']}]};
const onKind = (...kinds: readonly string[]): When => ({all: [inList, {key: 'kind', in: kinds}]});
const notOnKind = (...kinds: readonly string[]): When => ({all: [inList, {not: {key: 'kind', in: kinds}}]});

const bind = (keys: string, command: CommandId, when: When = browsing): Binding<CommandId> => ({
  keys: keys.split(' '),
  command,
  when,
});

/** Letters that sort when held with Shift; the rest of the alphabet has other work. */
const sortKeys = 'A B C D E H I J K L N O Q R S T U V W X Y Z'.split(' ');

/** The keys of the console as shipped. A k9s user is at home; nothing that terminals swallow is the only way to anything. */
export const bindings: readonly Binding<CommandId>[] = [
  bind(':', 'app.palette', anywhere),
  bind('? f1', 'app.help', anywhere),
  bind('ctrl+r f5', 'app.refresh', anywhere),
  {keys: ['ctrl+c'], command: 'app.quit'},
  bind('Q', 'app.quit', inPage),
  bind('ctrl+z', 'app.suspend'),
  bind('ctrl+l', 'app.repaint', anywhere),
  bind('ctrl+o', 'app.incident', anywhere),

  bind('j down', 'move.down'),
  bind('k up', 'move.up'),
  bind('g home', 'move.top'),
  bind('G end', 'move.bottom'),
  bind('ctrl+f pagedown', 'move.pageDown'),
  bind('ctrl+b pageup', 'move.pageUp'),
  bind('h left', 'move.left', inPage),
  bind('l right', 'move.right', inPage),

  bind('enter', 'look.open', inList),
  bind('d', 'look.describe', inList),
  bind('y', 'look.yaml', inList),
  bind('w', 'look.why', {any: [onKind('service', 'task'), inRollout]}),
  bind('0', 'go.health', outsideLogs),
  bind('h', 'look.health', onKind('service', 'stack', 'node')),
  bind('space left right', 'health.fold', {
    all: [
      {key: 'mode', in: ['overview']},
      {key: 'pane', in: ['health']},
    ],
  }),
  bind('t', 'look.timeline', outsideLogs),
  bind('f', 'timeline.kind', inTimeline),
  bind('=', 'timeline.severity', inTimeline),
  bind('u', 'look.usedBy', onKind('service', 'network', 'volume', 'secret', 'config')),
  bind('c', 'look.copy', {any: [inPage, notOnKind('node')]}),
  bind('ctrl+y', 'look.copyName', inList),
  bind('ctrl+s', 'look.save', anywhere),
  bind('b', 'look.pager', outsideLogs),
  bind('w', 'look.wrap', {all: [inText, {not: {key: 'pane', in: ['rollout']}}]}),
  bind('n', 'look.nextMatch', inPage),
  bind('N', 'look.previousMatch', inPage),

  bind('/', 'list.filter'),
  {keys: ['esc'], command: 'list.back'},
  bind('space', 'list.mark', {key: 'mode', in: ['list']}),
  bind('ctrl+space', 'list.markRange', {key: 'mode', in: ['list']}),
  bind('ctrl+\\', 'list.clearMarks', {key: 'mode', in: ['list']}),
  {
    keys: sortKeys.filter(key => !'PMF'.includes(key)),
    command: 'list.sort',
    when: {key: 'mode', in: ['list']},
  },
  bind('P M F', 'list.sort', {all: [{key: 'mode', in: ['list']}, {not: {key: 'kind', in: ['node']}}]}),
  bind('ctrl+w', 'list.columns', {key: 'mode', in: ['list']}),
  bind('!', 'list.faults', {key: 'mode', in: ['list']}),

  bind('tab', 'panes.next'),
  bind('shift+tab', 'panes.previous'),
  bind('1', 'panes.one', outsideLogs),
  bind('2', 'panes.two', outsideLogs),
  bind('3', 'panes.three', outsideLogs),
  bind('v', 'panes.split', outsideLogs),
  bind('+', 'panes.zoom'),
  bind('_', 'panes.unzoom'),
  bind('[', 'history.back', anywhere),
  bind(']', 'history.forward', anywhere),

  ...logBindings,
  ...chartBindings,
  ...actionBindings,
];
