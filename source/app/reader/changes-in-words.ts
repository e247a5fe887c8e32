import {inWords} from './row-in-words.ts';

/** A row of a list as it was last told. */
export interface ToldRow {
  readonly name: string;
  readonly cells: readonly string[];
}

/** Changes told one by one; more at a time are counted, or nothing else could be heard for minutes. */
const mostChanges = 8;

/** Ages, which change without anything having happened. */
const ages = /\b\d+ ?(?:ms|s|m|h|d|w|y|seconds?|minutes?|hours?|days?)\b/g;

const withoutAges = (text: string): string => inWords(text).replace(ages, '');

/** A line for each of the first changes, and how many more there are. */
function atMost(lines: readonly string[], most = mostChanges): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `and ${lines.length - most} more changes`];
}

function changesOfRow(before: ToldRow, after: ToldRow, titles: readonly string[]): readonly string[] {
  const parts = titles.flatMap((title, index) => {
    const [was = '', is = ''] = [before.cells[index], after.cells[index]];
    if (withoutAges(was) === withoutAges(is)) return [];
    return [`${title.toLowerCase()} ${inWords(is) || 'nothing'}, was ${inWords(was) || 'nothing'}`];
  });
  return parts.length === 0 ? [] : [`${after.name}: ${parts.join('; ')}`];
}

/** What became of the rows of a list, by their keys. */
export function rowChanges(
  before: ReadonlyMap<string, ToldRow>,
  after: ReadonlyMap<string, ToldRow>,
  titles: readonly string[],
): readonly string[] {
  const changed = [...after].flatMap(([key, row]) => {
    const known = before.get(key);
    return known === undefined ? [`${row.name}: new`] : changesOfRow(known, row, titles);
  });
  const gone = [...before].flatMap(([key, row]) => (after.has(key) ? [] : [`${row.name}: gone`]));
  return atMost([...changed, ...gone]);
}

/** A page that has no more lines only says that its content is awaited. */
const awaitedLines = 3;

/** Lines of a page that were not there before; all of them when they are what was awaited. */
export function lineChanges(
  before: readonly string[],
  after: readonly string[],
  mostOfPage: number,
): readonly string[] {
  const known = new Set(before.map(withoutAges));
  const most = before.length <= awaitedLines ? mostOfPage : mostChanges;
  return atMost(
    after.filter(line => line !== '' && !known.has(withoutAges(line))),
    most,
  );
}
