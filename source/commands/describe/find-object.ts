import {matchName, type Named} from '../../domain/match-name.ts';
import {nearest} from '../../domain/nearest.ts';

/** The object meant, or why it cannot be told. */
export type FoundObject<Row> =
  | {readonly kind: 'found'; readonly row: Row}
  | {readonly kind: 'problem'; readonly message: string};

/** Few enough to read at a glance, in the order of the list. */
const shownNames = 12;

/** Finds what a name or an id means among objects of one kind; a name that fits several is a question, never a guess. */
export function findObject<Row>(
  kind: string,
  wanted: string,
  rows: readonly Row[],
  named: (row: Row) => Named,
): FoundObject<Row> {
  const fits = matchName(rows, wanted, named);
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
