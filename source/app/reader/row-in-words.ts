import {lineText} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';

/** Signs that repeat to the eye what the word beside them says. */
const signs = /[●○◐◆▸▾▲▼►✓✔✖✗♥⟳▏█▇▆▅▄▃▂▁░▒▓│┃─━·•]+/g;

/** Text as it is to be heard: without signs, blanks and the dashes that stand for nothing. */
export function inWords(text: string): string {
  const plain = text.replaceAll('…', '').replace(signs, ' ').replace(/\s+/g, ' ').trim();
  return plain === '-' || plain === '–' ? '' : plain;
}

/** A line in words. Its indentation tells what belongs to what, also to the ear of whoever has it read. */
export function indentedInWords(line: Line): string {
  const text = lineText(line);
  const words = inWords(text);
  return words === '' ? '' : `${/^\s*/.exec(text)?.[0] ?? ''}${words}`;
}

/** A list's row as a sentence: the name first, then each column that has something, by its title. */
export function rowInWords(name: string, titles: readonly string[], cells: readonly string[]): string {
  const parts = titles.flatMap((title, index) => {
    const value = inWords(cells[index] ?? '');
    return value === '' || value === name ? [] : [`${title.toLowerCase()} ${value}`];
  });
  return [name, ...parts].filter(part => part !== '').join(', ');
}
