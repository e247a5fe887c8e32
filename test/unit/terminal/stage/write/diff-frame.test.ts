import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createCells} from '../../../../../source/terminal/stage/cells/cells.ts';
import {createPalette} from '../../../../../source/terminal/stage/cells/palette.ts';
import {diffFrame} from '../../../../../source/terminal/stage/write/diff-frame.ts';
import {aFrame, aSize, draw, type Size, type Stroke, strokesOn} from '../../../../builders/frames.ts';
import {anEmulator, inWords} from './emulator.ts';
import {strictTerminal} from './strict-terminal.ts';

const frames = aSize.chain(size =>
  fc.tuple(fc.constant(size), fc.array(strokesOn(size), {minLength: 1, maxLength: 5})),
);

describe('the difference of two frames', () => {
  test('turns one into the other on a terminal, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(frames, async ([size, several]) => {
        const palette = createPalette();
        const emulator = anEmulator(size);
        let before = createCells(size.width, size.height);
        for (const strokes of several) {
          const after = aFrame(size, strokes, palette);
          await emulator.write(diffFrame(before, after, palette));
          expect(emulator.cells()).toEqual(inWords(after, palette));
          before = after;
        }
        emulator.close();
      }),
      {numRuns: 300},
    );
  });

  test('never prints behind the last column and never leaves the cursor hanging there', () => {
    fc.assert(
      fc.property(frames, ([size, several]) => {
        const palette = createPalette();
        const terminal = strictTerminal(size);
        let before = createCells(size.width, size.height);
        for (const strokes of several) {
          const after = aFrame(size, strokes, palette);
          terminal.write(diffFrame(before, after, palette));
          terminal.expectAtRest();
          before = after;
        }
      }),
      {numRuns: 300},
    );
  });

  test('ends in the plain look, and is empty where nothing changed', () => {
    fc.assert(
      fc.property(frames, ([size, [strokes = []]]) => {
        const palette = createPalette();
        const after = aFrame(size, strokes, palette);
        const terminal = strictTerminal(size);
        terminal.write(diffFrame(createCells(size.width, size.height), after, palette));
        expect(terminal.isPlain()).toBe(true);
        expect(diffFrame(after, after, palette)).toBe('');
      }),
    );
  });
});

describe('its bytes', () => {
  const size: Size = {width: 80, height: 24};
  const stroke = (row: number, column: number, text: string, style = {}): Stroke[] =>
    [...text].map((char, index) => ({
      row,
      column: column + index,
      length: 1,
      mark: {text: char, columns: 1},
      style,
    }));
  const palette = createPalette();
  const difference = (before: readonly Stroke[], after: readonly Stroke[]) =>
    diffFrame(aFrame(size, before, palette), aFrame(size, after, palette), palette);

  test('are one move and the character for one changed cell', () => {
    expect(difference(stroke(3, 10, 'abc'), stroke(3, 10, 'abd'))).toBe('\x1b[4;13Hd');
  });

  test('write over a short gap and jump over a long one', () => {
    expect(difference(stroke(0, 0, 'abcdefghijkl'), stroke(0, 0, 'Xbcdefghijkl'))).toBe('\x1b[HX');
    expect(difference(stroke(0, 0, 'abcdefghijkl'), stroke(0, 0, 'XbcYefghijkl'))).toBe('\x1b[HXbcY');
    expect(difference(stroke(0, 0, 'abcdefghijkl'), stroke(0, 0, 'XbcdefghijkY'))).toBe('\x1b[HX\x1b[10CY');
  });

  test('erase a blank tail instead of writing blanks', () => {
    expect(difference(stroke(1, 0, 'abcdefgh'), stroke(1, 0, 'ab'))).toBe('\x1b[2;3H\x1b[K');
  });

  test('do not erase where the blanks have a background', () => {
    const background = {background: {kind: 'ansi', index: 4}} as const;
    const filled = stroke(1, 0, ' '.repeat(80), background);
    expect(difference([], filled)).toBe(`\x1b[2H\x1b[44m${' '.repeat(80)}\x1b[m\r`);
  });

  test('change only what differs between two looks', () => {
    const bold = {bold: true, foreground: {kind: 'ansi', index: 2}} as const;
    const red = {bold: true, foreground: {kind: 'ansi', index: 1}} as const;
    const after = [...stroke(0, 0, 'a', bold), ...stroke(0, 1, 'b', red)];
    expect(difference([], after)).toBe('\x1b[H\x1b[1;32ma\x1b[31mb\x1b[m');
  });

  test('write a blank as the pen is, where nothing is seen of that', () => {
    const green = {bold: true, foreground: {kind: 'ansi', index: 2}} as const;
    const after = [...stroke(0, 0, 'ab', green), ...stroke(0, 4, 'cd', green)];
    expect(difference(stroke(0, 0, 'wxyz'), after)).toBe('\x1b[H\x1b[1;32mab  cd\x1b[m');
    const inverse = {inverse: true} as const;
    const marked = [...stroke(0, 0, 'ab', inverse), ...stroke(0, 3, 'c', inverse)];
    expect(difference([], marked)).toBe('\x1b[H\x1b[7mab\x1b[Cc\x1b[m');
  });

  test('address what follows a cluster whose width terminals disagree about', () => {
    const cells = createCells(10, 1);
    const before = createCells(10, 1);
    draw(cells, [{row: 0, column: 0, length: 1, mark: {text: '👩‍💻', columns: 2}, style: {}}], palette);
    draw(cells, [{row: 0, column: 2, length: 1, mark: {text: 'x', columns: 1}, style: {}}], palette);
    expect(diffFrame(before, cells, palette)).toBe('\x1b[H  \r👩‍💻\x1b[1;3Hx');
  });
});
