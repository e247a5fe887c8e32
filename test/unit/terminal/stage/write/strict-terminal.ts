import {stringWidth} from '../../../../../source/terminal/text/width.ts';

/**
 * A terminal that takes nothing on trust: it fails at every sequence that is not one of ours, at a character printed
 * while the cursor hangs behind the last column, and at a line feed that would scroll.
 */
export interface StrictTerminal {
  write(text: string): void;
  /** Fails where the cursor hangs behind the last column. */
  expectAtRest(): void;
  isPlain(): boolean;
}

const sequence = /\x1b\[([\d;]*)([A-Za-z])|\r|\n|[^\x00-\x1f]/gu;

export function strictTerminal({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): StrictTerminal {
  let row = 0;
  let column = 0;
  let isHanging = false;
  let isPlain = true;

  const place = (newRow: number, newColumn: number) => {
    if (newRow < 0 || newRow >= height || newColumn < 0 || newColumn >= width)
      throw new Error(`moved to ${newColumn},${newRow}, outside of ${width}×${height}`);
    row = newRow;
    column = newColumn;
    isHanging = false;
  };
  const print = (char: string) => {
    const columns = stringWidth(char);
    if (columns === 0) return;
    if (isHanging || column + columns > width) throw new Error(`printed "${char}" behind the last column`);
    column += columns;
    if (column === width) {
      column = width - 1;
      isHanging = true;
    }
  };
  const obey = (parameters: string, final: string) => {
    const [first = 0, second = 0] = parameters.split(';').map(Number);
    if (final === 'H') place(Math.max(1, first) - 1, Math.max(1, second) - 1);
    else if (final === 'G') place(row, Math.max(1, first) - 1);
    else if (final === 'C') {
      // Where the cursor hangs, terminals move on from different columns.
      if (isHanging) throw new Error('moved forward from behind the last column');
      place(row, column + Math.max(1, first));
    } else if (final === 'm') isPlain = parameters === '' || parameters === '0';
    else if (final === 'K') {
      if (isHanging) throw new Error('erased from behind the last column');
    } else throw new Error(`CSI ${parameters} ${final} is not one of ours`);
  };

  return {
    write(text) {
      let taken = 0;
      for (const match of text.matchAll(sequence)) {
        if (match.index !== taken) throw new Error(`cannot read ${JSON.stringify(text.slice(taken))}`);
        taken += match[0].length;
        if (match[2] !== undefined) obey(match[1] ?? '', match[2]);
        else if (match[0] === '\r') place(row, 0);
        else if (match[0] === '\n') place(row + 1, column);
        else print(match[0]);
      }
      if (taken !== text.length) throw new Error(`cannot read ${JSON.stringify(text.slice(taken))}`);
    },
    expectAtRest() {
      if (isHanging) throw new Error('the cursor hangs behind the last column');
    },
    isPlain: () => isPlain,
  };
}
