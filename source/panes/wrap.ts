import {dropLine, lineWidth, takeLine} from '../ui/line-text.ts';
import type {Line, Span} from '../ui/span.ts';

/** Breaks text between words into pieces of at most `width` cells; a longer word is cut. */
export const wrapText = (text: string, width: number): readonly string[] => {
  if (width <= 0) return [];
  const pieces: string[] = [];
  let piece = '';
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    const joined = piece === '' ? word : `${piece} ${word}`;
    if (lineWidth([{text: joined}]) <= width) {
      piece = joined;
      continue;
    }
    if (piece !== '') pieces.push(piece);
    const cut = cutWord(word, width);
    pieces.push(...cut.slice(0, -1));
    piece = cut.at(-1) ?? '';
  }
  return piece === '' ? pieces : [...pieces, piece];
};

const cutWord = (word: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  let rest: Line = [{text: word}];
  while (lineWidth(rest) > width) {
    const head = takeLine(rest, width);
    // A sign wider than the whole width would never get smaller.
    if (lineWidth(head) === 0) return pieces;
    pieces.push(head.map(span => span.text).join(''));
    rest = dropLine(rest, lineWidth(head));
  }
  return [...pieces, rest.map(span => span.text).join('')];
};

/** A paragraph after a first span, set in under itself: `Next:  press …`. */
export const hangingLines = (
  head: Span,
  body: Omit<Span, 'text'> & {readonly text: string},
  width: number,
): readonly Line[] => {
  const indent = Math.min(lineWidth([head]), Math.max(0, width - 1));
  const pieces = wrapText(body.text, width - indent);
  return pieces.map((text, index) => [index === 0 ? head : {text: ' '.repeat(indent)}, {...body, text}]);
};
