/** Decides by a row's text and its labels. */
export type RowFilter = (text: string, labels: Readonly<Record<string, string>>) => boolean;

export function parseRowFilter(text: string): {readonly filter: RowFilter} | {readonly problem: string} {
  const inverse = text.startsWith('!');
  try {
    const pattern = new RegExp(inverse ? text.slice(1) : text, 'i');
    return {filter: row => pattern.test(row) !== inverse};
  } catch (error) {
    return {problem: error instanceof Error ? error.message : String(error)};
  }
}
