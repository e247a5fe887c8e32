import type {Context} from '../keymap/command.ts';
import {type CommandId, commands} from '../keymap/commands.ts';
import {matchCommands} from '../keymap/palette.ts';

/** A line of the palette: what Enter would do with what is typed. */
export interface PaletteEntry {
  readonly id: CommandId;
  readonly name: string;
  readonly title: string;
  readonly argumentHint: string;
  /** What would be run. */
  readonly argument: string;
  readonly disabledReason: string | null;
}

const argumentsOf: Partial<Record<CommandId, (sources: CompletionSources) => readonly string[]>> = {
  'go.contexts': sources => sources.contexts,
  'app.theme': sources => sources.themes,
  'list.sort': sources => sources.columns,
};

export interface CompletionSources {
  readonly contexts: readonly string[];
  readonly themes: readonly string[];
  readonly columns: readonly string[];
}

/** What the typed text may mean, best first. Commands whose argument is one of a few names list these. */
export const paletteEntries = (
  text: string,
  context: Context,
  sources: CompletionSources,
): readonly PaletteEntry[] => {
  const {matches, argument} = matchCommands<CommandId>(text, commands, context);
  return matches.flatMap(({resolved, name}) => {
    const entry = {
      id: resolved.command.id,
      name,
      title: resolved.command.title,
      argumentHint: resolved.command.argument ?? '',
      argument,
      disabledReason: resolved.kind === 'disabled' ? resolved.reason : null,
    };
    const values = argumentsOf[entry.id]?.(sources) ?? [];
    const fitting = values.filter(value => value.startsWith(argument));
    if (!/\s/.test(text.trimStart()) || fitting.length === 0) return [entry];
    return fitting.map(value => ({...entry, argument: value}));
  });
};
