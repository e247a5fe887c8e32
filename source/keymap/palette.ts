import type {Command, Context} from './command.ts';
import {type ResolvedKey, resolveCommand} from './resolve-key.ts';

/** A command that typed text may mean. */
interface PaletteMatch<Id extends string> {
  readonly resolved: ResolvedKey<Id>;
  /** The name that matched best. */
  readonly name: string;
  readonly rank: 'exact' | 'prefix' | 'part' | 'fuzzy';
  /** Places of the typed characters in the name, for showing why it matched. */
  readonly positions: readonly number[];
}

export interface PaletteMatches<Id extends string> {
  /** What was typed behind the name. */
  readonly argument: string;
  /** Best first. */
  readonly matches: readonly PaletteMatch<Id>[];
}

const ranks = ['exact', 'prefix', 'part', 'fuzzy'] as const;

function range(start: number, length: number): readonly number[] {
  return Array.from({length}, (_, index) => start + index);
}

/** Places of the characters of `typed` in `name`, in order, each as early as it can be; null: not all are there. */
function fuzzyPositions(typed: string, name: string): readonly number[] | null {
  const positions: number[] = [];
  for (const character of typed) {
    const at = name.indexOf(character, (positions.at(-1) ?? -1) + 1);
    if (at < 0) return null;
    positions.push(at);
  }
  return positions;
}

type NameMatch = Pick<PaletteMatch<string>, 'name' | 'rank' | 'positions'>;

function matchName(typed: string, name: string): NameMatch | null {
  const wanted = typed.toLowerCase();
  if (wanted === name) return {name, rank: 'exact', positions: range(0, name.length)};
  const at = name.indexOf(wanted);
  if (at >= 0) return {name, rank: at === 0 ? 'prefix' : 'part', positions: range(at, wanted.length)};
  const positions = fuzzyPositions(wanted, name);
  return positions && {name, rank: 'fuzzy', positions};
}

function compare(a: NameMatch, b: NameMatch): number {
  const spread = (match: NameMatch) => (match.positions.at(-1) ?? 0) - (match.positions[0] ?? 0);
  return ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || spread(a) - spread(b);
}

/**
 * What text typed into the palette may mean: the first word names the command, the rest is its argument. With an
 * argument typed the name is complete, so only exact names count if there is one.
 */
export function matchCommands<Id extends string>(
  text: string,
  commands: readonly Command<Id>[],
  context: Context,
): PaletteMatches<Id> {
  const [, typed = '', space = '', argument = ''] = /^\s*(\S*)(\s*)(.*)$/s.exec(text) ?? [];
  const found = commands.flatMap((command, order) => {
    const resolved = resolveCommand(command, context);
    const names = (command.names ?? []).flatMap(name => matchName(typed, name) ?? []);
    const [best] = names.toSorted(compare);
    if (!resolved || !best) return [];
    // Before anything is typed, each command is offered by its canonical name.
    const shown = typed === '' ? {...best, name: command.names?.[0] ?? best.name, positions: []} : best;
    return [{...shown, resolved, order}];
  });
  const sorted = found.toSorted((a, b) => compare(a, b) || a.order - b.order);
  const exact = sorted.filter(match => match.rank === 'exact');
  const kept = space !== '' && exact.length > 0 ? exact : sorted;
  return {
    argument: argument.trimEnd(),
    matches: kept.map(({resolved, name, rank, positions}) => ({resolved, name, rank, positions})),
  };
}
