import {nearest} from '../../domain/nearest.ts';

/** Something with an id and a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The object meant, or why it cannot be told. */
export type FoundObject<Row> =
  | {readonly kind: 'found'; readonly row: Row}
  | {readonly kind: 'problem'; readonly message: string};

/** Few enough to read at a glance, in the order of the list. */
const shownNames = 12;

/**
 * Finds what a name or an id means: the id, else the name, else the beginning of an id, as the docker CLI does. A name
 * that fits several objects is a question, never a guess: a node that rejoined has the hostname of its old entry.
 */
export function findObject<Row>(
  kind: string,
  wanted: string,
  rows: readonly Row[],
  named: (row: Row) => Named,
): FoundObject<Row> {
  const byId = rows.filter(row => named(row).id === wanted);
  const byName = rows.filter(row => named(row).name === wanted);
  const byBeginning = wanted === '' ? [] : rows.filter(row => named(row).id.startsWith(wanted));
  const fits = [byId, byName, byBeginning].find(each => each.length > 0) ?? [];
  const [only] = fits;
  if (only !== undefined && fits.length === 1) {
    return {kind: 'found', row: only};
  }
  if (fits.length > 1) {
    const choices = fits.map(row => `${named(row).name} (${named(row).id})`);
    return {kind: 'problem', message: `"${wanted}" fits several; give an id: ${shorten(choices)}`};
  }
  const names = [...new Set(rows.map(row => named(row).name))];
  if (names.length === 0) {
    return {kind: 'problem', message: `there is no ${kind} "${wanted}"; there are none at all`};
  }
  const meant = nearest(wanted, names);
  const advice = meant === null ? `There are: ${shorten(names)}` : `Did you mean "${meant}"?`;
  return {kind: 'problem', message: `there is no ${kind} "${wanted}". ${advice}`};
}

function shorten(words: readonly string[]): string {
  const more = words.length - shownNames;
  return words.slice(0, shownNames).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
