import {graphemes, stringWidth} from './width.ts';

/** Our own signs and what stands for them where the locale has no UTF-8; each is one cell wide on both sides. */
const substitutes: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '.',
  '•': '*',
  '●': '*',
  '○': 'o',
  '◐': '%',
  '◆': '#',
  '▸': '>',
  '▾': 'v',
  '▲': '^',
  '▼': 'v',
  '►': '>',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '↵': '<',
  '✓': '*',
  '✔': '*',
  '✖': 'x',
  '✗': 'x',
  '♥': '+',
  '⟳': '@',
  '─': '-',
  '━': '=',
  '│': '|',
  '┃': '|',
  '▏': '|',
  '▁': '_',
  '▂': '.',
  '▃': ':',
  '▄': '-',
  '▅': '=',
  '▆': '+',
  '▇': '*',
  '█': '#',
  '░': '.',
  '▒': ':',
  '▓': '#',
};

const isAsciiOnly = /^[\x00-\x7f]*$/;

/** Replaces what an ASCII terminal cannot show by something of the same width. */
export function toAscii(text: string): string {
  if (isAsciiOnly.test(text)) return text;
  let result = '';
  for (const part of graphemes(text)) {
    const code = part.charCodeAt(0);
    if (isAsciiOnly.test(part)) result += part;
    else if (code >= 0x2500 && code <= 0x257f) result += substitutes[part] ?? '+';
    else result += substitutes[part] ?? '?'.repeat(stringWidth(part));
  }
  return result;
}
