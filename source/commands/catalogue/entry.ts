import type {OptionScope} from '../arguments/options.ts';

/** What a command is called, takes and does. */
export interface CatalogueEntry<Name extends string = string> {
  readonly name: Name;
  /** Other spellings that are understood, k9s' short names among them. */
  readonly aliases: readonly string[];
  /** Operands as usage shows them, e.g. `KIND NAME|ID`. */
  readonly operands: string;
  readonly leastOperands: number;
  readonly mostOperands: number;
  readonly takes: readonly OptionScope[];
  readonly summary: string;
  readonly examples: readonly string[];
}

/** A command that prints a list. */
export const list = <Name extends string>(
  name: Name,
  aliases: readonly string[],
  summary: string,
  examples: readonly string[],
) => ({
  name,
  aliases,
  operands: '',
  leastOperands: 0,
  mostOperands: 0,
  takes: ['list', 'json'] as const,
  summary,
  examples,
});

/** A command that changes the cluster. */
export const action = <Name extends string>(
  name: Name,
  [operands, leastOperands, mostOperands]: readonly [string, number, number],
  summary: string,
  examples: readonly string[],
  also: readonly OptionScope[] = [],
) => ({
  name,
  aliases: [],
  operands,
  leastOperands,
  mostOperands,
  takes: ['act', 'json', ...also] as const,
  summary,
  examples,
});
