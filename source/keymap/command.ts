/** What the keymap may know of the moment a key is pressed. Values are strings so that conditions are plain data. */
export type ContextKey =
  | 'mode'
  | 'pane'
  | 'kind'
  | 'selected'
  | 'marks'
  | 'filter'
  | 'sortable'
  | 'history'
  | 'forward'
  | 'split'
  | 'zoomed'
  /** Why nothing may be changed; absent: it may. */
  | 'locked';
export type Context = Readonly<Partial<Record<ContextKey, string>>>;

/** A condition as data, so that tests can prove that no two bindings collide. */
export type When =
  | {readonly key: ContextKey; readonly in: readonly string[]}
  | {readonly not: When}
  | {readonly all: readonly When[]}
  | {readonly any: readonly When[]};

export type CommandGroup =
  | 'general'
  | 'go to'
  | 'move'
  | 'look'
  | 'list'
  | 'logs'
  | 'charts'
  | 'panes'
  | 'act';

/** Something that a person can ask for, apart from the keys that ask for it. */
export interface Command<Id extends string = string> {
  readonly id: Id;
  /** Imperative, lower case, as the footer shows it: `describe`, `sort by name`. */
  readonly title: string;
  readonly group: CommandGroup;
  /** Names for the `:` palette, first one canonical, e.g. `['services', 'service', 'svc']`. */
  readonly names?: readonly string[];
  /** What may follow the name in the palette, e.g. `[/filter]`. */
  readonly argument?: string;
  /** Where it makes sense at all; elsewhere it is neither in the footer nor in help. */
  readonly when?: When;
  /** Why it cannot be done now although it makes sense here; the key is then shown disabled with this reason. */
  readonly disabledReason?: (context: Context) => string | null;
  /** In help only where a key of it is live, although the palette takes it everywhere. */
  readonly helpWithKey?: true;
  /** Keeps a key whatever the settings say: without it there would be no way out. */
  readonly keepsKey?: true;
  /** Higher is nearer to the left of the footer; 0 or absent: not in the footer. */
  readonly footer?: number;
}

/** Keys are written as `d`, `D` (Shift and d), `ctrl+r`, `enter`, `esc`, `space`, `ctrl+space`, `up`, `pageup`, `/`, `f1`. */
export interface Binding<Id extends string = string> {
  readonly keys: readonly string[];
  readonly command: Id;
  readonly when?: When;
}
