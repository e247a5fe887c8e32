import {lineText, lineWidth, takeLine} from '../ui/line-text.ts';
import type {Line, Span} from '../ui/span.ts';

const widthOf = (text: string): number => lineWidth([{text}]);

/** Breaks text between words into pieces of at most `width` cells; a longer word is cut. */
export const wrapText = (text: string, width: number): readonly string[] => {
  if (width <= 0) return [];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    const cells = widthOf(word);
    if (piece !== '' && used + 1 + cells <= width) {
      piece += ` ${word}`;
      used += 1 + cells;
      continue;
    }
    if (piece !== '') pieces.push(piece);
    const cut = cells <= width ? [word] : cutWord(word, width);
    pieces.push(...cut.slice(0, -1));
    piece = cut.at(-1) ?? '';
    used = widthOf(piece);
  }
  return piece === '' ? pieces : [...pieces, piece];
};

/** UTF-16 units looked at for each cell: characters may be made of several. */
const unitsPerCell = 8;

const cutWord = (word: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  // Made safe once, so that what is taken from the front has the length that it has in the text.
  let rest = lineText(takeLine([{text: word}], Number.MAX_SAFE_INTEGER));
  while (rest !== '') {
    const head = lineText(takeLine([{text: rest.slice(0, width * unitsPerCell)}], width));
    // A character wider than the whole width would never get smaller.
    if (head === '') return pieces;
    pieces.push(head);
    rest = rest.slice(head.length);
  }
  return pieces;
};

/** Longest paragraph: an engine's error may have thousands of characters, and the page of its object shows them all. */
const mostUnits = 600;

/** A paragraph after a first span, set in under itself: `Next:  press …`. */
export const hangingLines = (head: Span, body: Span, width: number): readonly Line[] => {
  const indent = Math.min(lineWidth([head]), Math.max(0, width - 1));
  const text = body.text.length <= mostUnits ? body.text : `${body.text.slice(0, mostUnits)}…`;
  return wrapText(text, width - indent).map((piece, index) => [
    index === 0 ? head : {text: ' '.repeat(indent)},
    {...body, text: piece},
  ]);
};
