import {findCollisions} from './collisions.ts';
import type {Binding, Command} from './command.ts';
import {parseKeyName} from './keys.ts';

/** Keys that a person wants for a command, by its id; an empty list takes its keys away. */
export type KeyOverrides = Readonly<Record<string, readonly string[]>>;

interface OverrideProblem {
  readonly command: string;
  /** Absent: the command itself is the problem. */
  readonly key?: string;
  readonly reason: string;
}

export interface OverriddenBindings<Id extends string> {
  readonly bindings: readonly Binding<Id>[];
  /** Overrides that were left out, and why; the keys of their commands stay as they were. */
  readonly problems: readonly OverrideProblem[];
}

function rebind<Id extends string>(
  bindings: readonly Binding<Id>[],
  command: Id,
  keys: readonly string[],
): readonly Binding<Id>[] {
  const rest = bindings.filter(binding => binding.command !== command);
  const own = bindings.filter(binding => binding.command === command);
  const places = own.length > 0 ? own : [{command, keys}];
  // A command that has several bindings has them for different places; the new keys hold in each of them.
  const renewed = new Map(places.map(binding => [JSON.stringify(binding.when ?? null), {...binding, keys}]));
  return keys.length === 0 ? rest : [...rest, ...renewed.values()];
}

function collisionProblem<Id extends string>(
  bindings: readonly Binding<Id>[],
  commands: readonly Command<Id>[],
  command: Id,
): OverrideProblem | null {
  const collision = findCollisions(bindings, commands).find(found => found.commands.includes(command));
  if (!collision) return null;
  const other = collision.commands.find(id => id !== command);
  const title = commands.find(candidate => candidate.id === other)?.title;
  return {command, key: collision.key, reason: `is already the key of ${other}${title ? ` (${title})` : ''}`};
}

/**
 * Puts a person's keys in place of the program's. All overrides are applied before they are checked against each other,
 * so that two commands can swap keys; one that names no command or no key, or that collides, is left out.
 */
export function applyOverrides<Id extends string>(
  bindings: readonly Binding<Id>[],
  overrides: KeyOverrides,
  commands: readonly Command<Id>[],
): OverriddenBindings<Id> {
  const problems: OverrideProblem[] = [];
  const wanted = new Map<Id, readonly string[]>();
  for (const [name, keys] of Object.entries(overrides)) {
    const command = commands.find(candidate => candidate.id === name);
    const parsed = keys.map(key => parseKeyName(key));
    const faulty = keys.filter((_, index) => parsed[index] === null);
    if (!command) problems.push({command: name, reason: 'is not a command'});
    for (const key of faulty)
      problems.push({command: name, key, reason: 'is not a key that a terminal can send'});
    const isLastKey = command?.keepsKey === true && keys.length === 0;
    if (isLastKey) problems.push({command: name, reason: 'must keep a key'});
    if (command && faulty.length === 0 && !isLastKey)
      wanted.set(
        command.id,
        parsed.filter(key => key !== null),
      );
  }
  for (;;) {
    let result = bindings;
    for (const [command, keys] of wanted) result = rebind(result, command, keys);
    const problem = [...wanted.keys()]
      .map(command => ({command, found: collisionProblem(result, commands, command)}))
      .findLast(candidate => candidate.found !== null);
    if (!problem?.found) return {bindings: result, problems};
    problems.push(problem.found);
    wanted.delete(problem.command);
  }
}
