import type {Binding, Command, Context} from './command.ts';
import {evaluate} from './conditions.ts';

/** What a key means now. */
export type ResolvedKey<Id extends string> =
  | {readonly kind: 'command'; readonly command: Command<Id>}
  | {readonly kind: 'disabled'; readonly command: Command<Id>; readonly reason: string};

/** Whether a command makes sense in the context at all, and why it cannot be done now if so. */
export function resolveCommand<Id extends string>(
  command: Command<Id>,
  context: Context,
): ResolvedKey<Id> | null {
  if (!evaluate(command.when, context)) return null;
  const reason = command.disabledReason?.(context) ?? null;
  return reason === null ? {kind: 'command', command} : {kind: 'disabled', command, reason};
}

/** Finds what a key means in the context; null: nothing. Where bindings overlap, the first one counts. */
export function resolveKey<Id extends string>(
  key: string,
  bindings: readonly Binding<Id>[],
  commands: readonly Command<Id>[],
  context: Context,
): ResolvedKey<Id> | null {
  for (const binding of bindings) {
    if (!binding.keys.includes(key) || !evaluate(binding.when, context)) continue;
    const command = commands.find(candidate => candidate.id === binding.command);
    const resolved = command ? resolveCommand(command, context) : null;
    if (resolved) return resolved;
  }
  return null;
}
