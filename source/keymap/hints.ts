import type {Binding, Command, CommandGroup, Context} from './command.ts';
import {evaluate} from './conditions.ts';
import {formatKey} from './keys.ts';
import {resolveCommand} from './resolve-key.ts';

/** A key and what it does now. */
export interface Hint {
  readonly keys: string;
  readonly title: string;
  /** Null when it can be done. */
  readonly disabledReason: string | null;
}

/** A row of the help: exactly what can be asked for now. */
export interface HelpRow extends Hint {
  readonly command: string;
  readonly group: CommandGroup;
  /** How the palette calls it, e.g. `:services [/filter]`; empty when it has no name there. */
  readonly palette: string;
}

/** The keys and commands that a function works with. */
export interface Tables<Id extends string> {
  readonly bindings: readonly Binding<Id>[];
  readonly commands: readonly Command<Id>[];
}

function keysOf<Id extends string>(tables: Tables<Id>, command: Id, context: Context): readonly string[] {
  const live = tables.bindings.filter(
    binding => binding.command === command && evaluate(binding.when, context),
  );
  return [...new Set(live.flatMap(binding => binding.keys))];
}

/**
 * Hints for the footer, most important first, as many as fit into `width` cells with two blanks between them. Titles
 * and keys are our own and plain, so that a character is a cell.
 */
export function footerHints<Id extends string>(
  tables: Tables<Id>,
  context: Context,
  width: number,
): readonly Hint[] {
  const wanted = tables.commands
    .filter(command => (command.footer ?? 0) > 0)
    .toSorted((a, b) => (b.footer ?? 0) - (a.footer ?? 0));
  const hints: Hint[] = [];
  let free = width;
  for (const command of wanted) {
    const resolved = resolveCommand(command, context);
    const [key] = keysOf(tables, command.id, context);
    if (!resolved || key === undefined) continue;
    const hint: Hint = {
      keys: formatKey(key),
      title: command.title,
      disabledReason: resolved.kind === 'disabled' ? resolved.reason : null,
    };
    const isDisabled = hint.disabledReason !== null;
    free -= hint.keys.length + 1 + hint.title.length + (isDisabled ? 1 : 0) + 2;
    if (free < 0) break;
    hints.push(hint);
  }
  return hints;
}

/** Everything that a key or a palette name can ask for in the context, in the order of the command table. */
export function helpRows<Id extends string>(tables: Tables<Id>, context: Context): readonly HelpRow[] {
  return tables.commands.flatMap(command => {
    const resolved = resolveCommand(command, context);
    const keys = keysOf(tables, command.id, context);
    const [name] = command.names ?? [];
    const isUntold = keys.length === 0 && (name === undefined || command.helpWithKey === true);
    if (!resolved || isUntold) return [];
    return [
      {
        command: command.id,
        group: command.group,
        keys: keys.map(formatKey).join(' '),
        title: command.title,
        disabledReason: resolved.kind === 'disabled' ? resolved.reason : null,
        palette: name === undefined ? '' : `:${name}${command.argument ? ` ${command.argument}` : ''}`,
      },
    ];
  });
}
