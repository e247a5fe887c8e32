import type {Binding, Command, Context} from './command.ts';
import {satisfy} from './conditions.ts';

/** Two commands that one key asks for in the same context. */
export interface Collision<Id extends string = string> {
  readonly key: string;
  readonly commands: readonly [Id, Id];
  /** A context in which both are meant. */
  readonly context: Context;
}

/**
 * Finds every pair of bindings that could both be meant by one key. With the commands given, a command's own condition
 * counts too. No result proves that there is no such pair.
 */
export function findCollisions<Id extends string>(
  bindings: readonly Binding<Id>[],
  commands: readonly Command<Id>[] = [],
): readonly Collision<Id>[] {
  const conditionOf = new Map(commands.map(command => [command.id, command.when]));
  const byKey = new Map<string, Binding<Id>[]>();
  for (const binding of bindings) {
    for (const key of new Set(binding.keys)) byKey.set(key, [...(byKey.get(key) ?? []), binding]);
  }
  const collisions: Collision<Id>[] = [];
  for (const [key, sharing] of byKey) {
    for (const [index, first] of sharing.entries()) {
      for (const second of sharing.slice(index + 1)) {
        if (first.command === second.command) continue;
        const context = satisfy([
          first.when,
          second.when,
          conditionOf.get(first.command),
          conditionOf.get(second.command),
        ]);
        if (context) collisions.push({key, commands: [first.command, second.command], context});
      }
    }
  }
  return collisions;
}
