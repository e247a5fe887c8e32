import type {Context} from '../keymap/command.ts';
import {type CommandId, commands} from '../keymap/commands.ts';
import {matchCommands} from '../keymap/palette.ts';

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

export interface CompletionSources {
  readonly contexts: readonly string[];
  /** Read from files, so asked for only once a theme is being named. */
  readonly themes: () => readonly {readonly name: string; readonly about: string}[];
  readonly columns: readonly string[];
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
    };
    if (!/\s/.test(text.trimStart())) return [entry];
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
