import {markdownTable, section} from './tables.ts';

const titles = ['Measurement', 'What', 'median', 'budget', 'held against', 'ratio'] as const;
/** Columns of the tables that `rowsOf` makes. */
const column = {what: 0, median: 2, budget: 5, heldAgainst: 6, ratio: 7} as const;

/** Every figure of those measurements that has a budget, as the document tells it: the figures stand in one place only. */
export function budgetTable(document: string, names: readonly string[]): string {
  const rows = names.flatMap(name => {
    const text = section(document, name);
    const title = /^### (.*)$/m.exec(text)?.[1];
    if (title === undefined) return [[name, 'not measured', '', '', '', '']];
    return budgetRows(text).map(cells => [
      title,
      ...[column.what, column.median, column.budget, column.heldAgainst, column.ratio].map(
        index => cells[index] ?? '',
      ),
    ]);
  });
  return markdownTable([titles, ...rows]);
}

/** The cells of the rows that have a budget, without the titles and the rule below them. */
function budgetRows(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
    .filter(cells => (cells[column.budget] ?? '') !== '');
}
