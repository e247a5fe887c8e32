import type {Context} from '../keymap/command.ts';
import {type CommandId, commands} from '../keymap/commands.ts';
import {matchCommands} from '../keymap/palette.ts';
import type {ObjectKind} from '../panes/pane.ts';

/** A line of the palette: what Enter would do with what is typed. */
export interface PaletteEntry {
  readonly id: CommandId;
  readonly name: string;
  /** Places in the name of what was typed. */
  readonly positions: readonly number[];
  readonly title: string;
  readonly argumentHint: string;
  /** What would be run. */
  readonly argument: string;
  readonly disabledReason: string | null;
  /** One of the few things that the command's argument can be. */
  readonly isChoice: boolean;
  /** A word of the argument, behind which more may be typed. */
  readonly isWord: boolean;
}

/** What a command's argument can be, and what that is, where its name does not tell. */
interface Choice {
  readonly value: string;
  readonly title?: string;
}

/** The word after `:theme` that reads the files again. */
export const rereadTheme = 'reload';

const choices = (values: readonly string[]): readonly Choice[] => values.map(value => ({value}));

const choicesOf: Partial<Record<CommandId, (sources: CompletionSources) => readonly Choice[]>> = {
  'go.contexts': sources => choices(sources.contexts),
  'app.theme': sources => [
    ...sources.themes().map(({name, about}) => ({value: name, title: about})),
    {value: rereadTheme, title: 'Reads the theme files again, after one was edited.'},
  ],
  'list.sort': sources => choices(sources.columns),
};

/** What the words of an action's argument can be. Nothing is done to what was only offered: what was typed comes first. */
const wordKinds: Partial<Record<CommandId, readonly ObjectKind[]>> = {
  'service.scale': ['service'],
  'service.restart': ['service'],
  'service.image': ['service'],
  'service.rollback': ['service'],
  'service.rollout': ['service'],
  'service.change': ['service'],
  'object.edit': ['service'],
  'rollout.pause': ['service'],
  'rollout.resume': ['service'],
  'object.remove': ['service', 'node', 'stack', 'secret', 'config', 'network', 'volume'],
  'object.rotate': ['secret', 'config'],
  'config.edit': ['config'],
  'stack.deploy': ['stack'],
  'stack.export': ['stack'],
  'task.shell': ['task', 'container', 'service'],
  'node.drain': ['node'],
  'node.activate': ['node'],
  'node.pause': ['node'],
  'node.labels': ['node'],
  'node.promote': ['node'],
  'node.demote': ['node'],
};

/** More are not offered; another letter tells them apart. */
const mostWords = 50;

export interface CompletionSources {
  readonly contexts: readonly string[];
  /** Read from files, so asked for only once a theme is being named. */
  readonly themes: () => readonly {readonly name: string; readonly about: string}[];
  readonly columns: readonly string[];
  readonly names: (kinds: readonly ObjectKind[]) => readonly string[];
}

/** What the typed text may mean, best first. Commands whose argument is one of a few names list these. */
export const paletteEntries = (
  text: string,
  context: Context,
  sources: CompletionSources,
): readonly PaletteEntry[] => {
  const {matches, argument} = matchCommands<CommandId>(text, commands, context);
  return matches.flatMap(({resolved, name, positions}) => {
    const entry = {
      id: resolved.command.id,
      name,
      positions,
      title: resolved.command.title,
      argumentHint: resolved.command.argument ?? '',
      argument,
      disabledReason: resolved.kind === 'disabled' ? resolved.reason : null,
      isChoice: false,
      isWord: false,
    };
    if (!/\s/.test(text.trimStart())) return [entry];
    const kinds = wordKinds[entry.id];
    if (kinds !== undefined) return [entry, ...wordEntries(entry, text, sources.names(kinds))];
    const fitting = (choicesOf[entry.id]?.(sources) ?? []).filter(({value}) => value.startsWith(argument));
    if (fitting.length === 0) return [entry];
    return fitting.map(({value, title}) => ({
      ...entry,
      argument: value,
      title: title ?? entry.title,
      isChoice: true,
    }));
  });
};

/** The names that the last word may become. */
const wordEntries = (
  entry: PaletteEntry,
  text: string,
  names: readonly string[],
): readonly PaletteEntry[] => {
  const [, before = '', word = ''] = /^\s*\S+\s+(.*\s)?(\S*)$/s.exec(text) ?? [];
  return names
    .filter(name => name.startsWith(word) && name !== word)
    .slice(0, mostWords)
    .map(name => ({...entry, argument: `${before}${name}`, isChoice: true, isWord: true}));
};
