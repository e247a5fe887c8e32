import {type HealthSettings, health} from './health-settings.ts';
import {type LogSettings, logs} from './log-settings.ts';
import {type PollSettings, poll} from './poll-settings.ts';
import {flag, listOf, mapOf, objectOf, oneOf, type Setting, setting, text, textLike} from './shape.ts';
import {type ShellSettings, shell} from './shell-settings.ts';
import {type TimelineSettings, timeline} from './timeline-settings.ts';

/** How a list is sorted. */
export interface SortSetting {
  /** Id of a column. */
  readonly column: string;
  readonly descending: boolean;
}

/** What is remembered for one pane. */
interface PaneSettings {
  /** Ids of the columns shown, in order; empty: all that fit. */
  readonly columns: readonly string[];
  /** Null: the pane's own order. */
  readonly sort: SortSetting | null;
}

/** What holds for one docker context only. Null: as for every other. */
interface ContextSettings {
  readonly theme: string | null;
  readonly readOnly: boolean | null;
  readonly standIns: readonly string[];
}

/** Everything that a person can set, with the defaults filled in. */
export interface Settings {
  readonly theme: string;
  readonly readOnly: boolean;
  readonly mouse: boolean;
  readonly screenReader: boolean;
  readonly openRollouts: boolean;
  readonly standIns: readonly string[];
  readonly contexts: Readonly<Record<string, ContextSettings>>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly panes: Readonly<Record<string, PaneSettings>>;
  readonly layout: {readonly split: 'auto' | 'off'};
  readonly poll: PollSettings;
  readonly logs: LogSettings;
  readonly shell: ShellSettings;
  readonly health: HealthSettings;
  readonly timeline: TimelineSettings;
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

const address = textLike(
  /^(ssh|tcp|unix):\/\/\S+$/,
  'an address as in DOCKER_HOST, such as "ssh://root@node-2" or "tcp://10.0.0.2:2376"',
);

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
  listOf(address),
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
  'auto',
  'Name of a theme: a file in the themes folder beside the settings, or one that is shipped. `auto`: `dark` or `light`, by the background that the terminal tells.',
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
  'Takes mouse wheel and clicks; hold Shift (Option on a Mac) to select text as ever. `false` leaves the mouse to the terminal; `:mouse` switches it.',
);
const screenReader = setting(
  'screenReader',
  flag(),
  false,
  'Plain lines instead of a screen, for a screen reader; `--screen-reader` and `MEDIANEST_SCREEN_READER=1` do the same.',
);
const openRollouts = setting(
  'openRollouts',
  flag(),
  true,
  'Opens a rollout that began elsewhere by itself, where the overview, the services or that one are on the screen and no key was pressed for 5 s. `false`: a line above the footer tells of it.',
);
const standIns = setting(
  'standIns',
  listOf(address),
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
  oneOf(['auto', 'off']),
  'auto',
  'Side panes: `auto` shows them where the screen has room, `off` never.',
);
const layout = setting(
  'layout',
  objectOf([split], read => ({split: read(split)})),
  {split: split.fallback},
  'How the screen is divided; the console saves it.',
  [split],
);

/** Every setting there is; docs/configuration.md is made from this list. */
export const settingsTable: readonly Setting<unknown>[] = [
  theme,
  readOnly,
  mouse,
  screenReader,
  openRollouts,
  standIns,
  contexts,
  keys,
  panes,
  layout,
  poll,
  logs,
  shell,
  health,
  timeline,
];

/** The whole file. */
export const settingsShape = objectOf<Settings>(settingsTable, read => ({
  theme: read(theme),
  readOnly: read(readOnly),
  mouse: read(mouse),
  screenReader: read(screenReader),
  openRollouts: read(openRollouts),
  standIns: read(standIns),
  contexts: read(contexts),
  keys: read(keys),
  panes: read(panes),
  layout: read(layout),
  poll: read(poll),
  logs: read(logs),
  shell: read(shell),
  health: read(health),
  timeline: read(timeline),
}));

/** What holds without a settings file. */
export const defaultSettings: Settings = {
  theme: theme.fallback,
  readOnly: readOnly.fallback,
  mouse: mouse.fallback,
  screenReader: screenReader.fallback,
  openRollouts: openRollouts.fallback,
  standIns: standIns.fallback,
  contexts: contexts.fallback,
  keys: keys.fallback,
  panes: panes.fallback,
  layout: layout.fallback,
  poll: poll.fallback,
  logs: logs.fallback,
  shell: shell.fallback,
  health: health.fallback,
  timeline: timeline.fallback,
};
