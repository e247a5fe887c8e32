/** A table; bars inside cells are escaped, columns padded as the formatter wants them. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [titles, ...rows].map(row => row.map(cell => cell.replaceAll('|', String.raw`\|`)));
  const widths = titles.map((_, index) => Math.max(3, ...cells.map(row => [...(row[index] ?? '')].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, index) => cell.padEnd((widths[index] ?? 0) + cell.length - [...cell].length)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join(
    '\n',
  );
}

/** Words as they are typed. */
export const code = (text: string): string => `\`${text}\``;

/** Paragraphs, with a line between them and one newline at the end. */
export const page = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

/** Said on top of what is made, so that nobody edits it. */
export const madeBy = '<!-- Made by `npm run docs`. Change the tables in the source instead. -->';
