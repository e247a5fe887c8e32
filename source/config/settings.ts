import {flag, listOf, mapOf, objectOf, oneOf, type Setting, setting, text, wholeNumber} from './shape.ts';

/** How a list is sorted. */
export interface SortSetting {
  /** Id of a column. */
  readonly column: string;
  readonly descending: boolean;
}

/** What is remembered for one pane. */
export interface PaneSettings {
  /** Ids of the columns shown, in order; empty: all that fit. */
  readonly columns: readonly string[];
  /** Null: the pane's own order. */
  readonly sort: SortSetting | null;
}

/** What holds for one docker context only. Null: as for every other. */
export interface ContextSettings {
  readonly theme: string | null;
  readonly readOnly: boolean | null;
  readonly standIns: readonly string[];
}

/** Everything that a person can set, with the defaults filled in. */
export interface Settings {
  readonly theme: string;
  readonly readOnly: boolean;
  readonly mouse: boolean;
  readonly standIns: readonly string[];
  readonly contexts: Readonly<Record<string, ContextSettings>>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly panes: Readonly<Record<string, PaneSettings>>;
  readonly layout: {
    readonly split: 'auto' | 'off' | 'right' | 'below';
    readonly side: readonly string[];
    /** Share of the main pane, per cent. */
    readonly mainPercent: number;
  };
  readonly poll: {readonly movingMs: number; readonly quietMs: number; readonly relistMs: number};
  readonly limits: {readonly events: number; readonly logLines: number};
}

const column = setting('column', text('the id of a column'), 'name', 'The column to sort by.');
const descending = setting('descending', flag(), false, 'Whether the largest comes first.');
const sortShape = objectOf([column, descending], read => ({
  column: read(column),
  descending: read(descending),
}));

const columns = setting(
  'columns',
  listOf(text('the id of a column')),
  [],
  'Columns shown, in this order. Empty: as many as fit, the most important first.',
);
const sort = setting<SortSetting | null>(
  'sort',
  sortShape,
  null,
  "How the pane is sorted. Absent: the pane's own order.",
  [column, descending],
);
const paneShape = objectOf([columns, sort], read => ({columns: read(columns), sort: read(sort)}));

const hostText = text('an address as in DOCKER_HOST, such as "ssh://root@node-2" or "tcp://10.0.0.2:2376"');

const contextTheme = setting<string | null>(
  'theme',
  text('the name of a theme'),
  null,
  'Theme of this context.',
);
const contextReadOnly = setting<boolean | null>(
  'readOnly',
  flag(),
  null,
  'Whether changes are refused in this context. `true` here holds even when the general setting is `false`.',
);
const contextStandIns = setting(
  'standIns',
  listOf(hostText),
  [],
  'Other managers of this swarm, tried in turn when the one in use dies.',
);
const contextInner = [contextTheme, contextReadOnly, contextStandIns];
const contextShape = objectOf(contextInner, read => ({
  theme: read(contextTheme),
  readOnly: read(contextReadOnly),
  standIns: read(contextStandIns),
}));

const theme = setting(
  'theme',
  text('the name of a theme'),
  'dark',
  'Name of a theme: a file in the themes folder beside the settings, or one that is shipped.',
);
const readOnly = setting(
  'readOnly',
  flag(),
  false,
  'Refuses every change to a cluster. It is `true` while the settings file cannot be read, because it may have said so.',
);
const mouse = setting(
  'mouse',
  flag(),
  true,
  "Takes mouse wheel and clicks. `false` leaves the mouse to the terminal's own selection.",
);
const standIns = setting(
  'standIns',
  listOf(hostText),
  [],
  'Other managers, tried in turn when the one in use dies. Used where the context has no list of its own.',
);
const contexts = setting(
  'contexts',
  mapOf('name of a docker context', contextShape),
  {},
  'What holds for one docker context only, by its name.',
  contextInner,
);
const keys = setting(
  'keys',
  mapOf('id of a command', listOf(text('a key such as "d", "ctrl+r", "f1"'))),
  {},
  "Keys by command (docs/keys.md has the ids). They replace the command's own keys; an empty list takes them away.",
);
const panes = setting(
  'panes',
  mapOf('name of a pane', paneShape),
  {},
  'What is remembered for each pane; the console saves it.',
  [columns, sort],
);

const split = setting(
  'split',
  oneOf(['auto', 'off', 'right', 'below']),
  'auto',
  'Where the side panes stand. `auto` looks at the size of the screen.',
);
const side = setting(
  'side',
  listOf(text('the name of a pane')),
  [],
  'Panes beside the main one, in this order.',
);
const mainPercent = setting('mainPercent', wholeNumber(20, 90), 60, 'Share of the main pane, per cent.');
const layoutInner = [split, side, mainPercent];
const layout = setting(
  'layout',
  objectOf(layoutInner, read => ({split: read(split), side: read(side), mainPercent: read(mainPercent)})),
  {split: split.fallback, side: side.fallback, mainPercent: mainPercent.fallback},
  'How the screen is divided; the console saves it.',
  layoutInner,
);

const movingMs = setting(
  'movingMs',
  wholeNumber(250, 60_000),
  1000,
  'Milliseconds between two looks at the tasks in view while something moves.',
);
const quietMs = setting(
  'quietMs',
  wholeNumber(1000, 600_000),
  10_000,
  'Milliseconds between two looks at the tasks in view while nothing moves.',
);
const relistMs = setting(
  'relistMs',
  wholeNumber(10_000, 3_600_000),
  60_000,
  'Milliseconds after which everything is listed again although no event asked for it.',
);
const pollInner = [movingMs, quietMs, relistMs];
const poll = setting(
  'poll',
  objectOf(pollInner, read => ({movingMs: read(movingMs), quietMs: read(quietMs), relistMs: read(relistMs)})),
  {movingMs: movingMs.fallback, quietMs: quietMs.fallback, relistMs: relistMs.fallback},
  'How often the engine is asked. Docker sends no events for tasks, so they are polled.',
  pollInner,
);

const events = setting('events', wholeNumber(100, 100_000), 2000, 'Events kept, the oldest go first.');
const logLines = setting('logLines', wholeNumber(100, 1_000_000), 10_000, 'Log lines kept in each view.');
const limitsInner = [events, logLines];
const limits = setting(
  'limits',
  objectOf(limitsInner, read => ({events: read(events), logLines: read(logLines)})),
  {events: events.fallback, logLines: logLines.fallback},
  'Bounds on memory.',
  limitsInner,
);

/** Every setting there is; docs/configuration.md is made from this list. */
export const settingsTable: readonly Setting<unknown>[] = [
  theme,
  readOnly,
  mouse,
  standIns,
  contexts,
  keys,
  panes,
  layout,
  poll,
  limits,
];

/** The whole file. */
export const settingsShape = objectOf<Settings>(settingsTable, read => ({
  theme: read(theme),
  readOnly: read(readOnly),
  mouse: read(mouse),
  standIns: read(standIns),
  contexts: read(contexts),
  keys: read(keys),
  panes: read(panes),
  layout: read(layout),
  poll: read(poll),
  limits: read(limits),
}));

/** What holds without a settings file. */
export const defaultSettings: Settings = {
  theme: theme.fallback,
  readOnly: readOnly.fallback,
  mouse: mouse.fallback,
  standIns: standIns.fallback,
  contexts: contexts.fallback,
  keys: keys.fallback,
  panes: panes.fallback,
  layout: layout.fallback,
  poll: poll.fallback,
  limits: limits.fallback,
};
