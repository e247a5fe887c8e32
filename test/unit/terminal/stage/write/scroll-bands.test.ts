import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Cells, createCells} from '../../../../../source/terminal/stage/cells/cells.ts';
import {createPalette} from '../../../../../source/terminal/stage/cells/palette.ts';
import {diffFrame} from '../../../../../source/terminal/stage/write/diff-frame.ts';
import {createFrameWriter} from '../../../../../source/terminal/stage/write/frame-writer.ts';
import {
  findScrollBand,
  scrollCells,
  scrollSequence,
} from '../../../../../source/terminal/stage/write/scroll-bands.ts';
import {aFrame, aSize, draw, scrolled, strokesOn} from '../../../../builders/frames.ts';
import {aLink} from '../../../../builders/link.ts';
import {anEmulator, inWords} from './emulator.ts';

const palette = createPalette();

/** A frame with one line of text a row, between a line above and one below that stay. */
function aLog(first: number, width = 60, height = 20): Cells {
  const strokes = Array.from({length: height}, (_, row) => {
    const text =
      row === 0
        ? 'title'
        : row === height - 1
          ? 'footer'
          : `line ${first + row} of the log ${(first + row) * 7919}`;
    return [...text].map((char, column) => ({
      row,
      column,
      length: 1,
      mark: {text: char, columns: 1},
      style: {},
    }));
  }).flat();
  return aFrame({width, height}, strokes, palette);
}

describe('a band of rows that moved', () => {
  test('is found between rows that stayed', () => {
    expect(findScrollBand(aLog(0), aLog(2))).toEqual({top: 1, bottom: 18, distance: 2});
    expect(findScrollBand(aLog(5), aLog(2))).toEqual({top: 1, bottom: 18, distance: -3});
  });

  test('is not seen where rows changed in place', () => {
    expect(findScrollBand(aLog(0), aLog(1000))).toBeNull();
    expect(findScrollBand(aLog(0), aLog(0))).toBeNull();
  });

  test('costs little more than its new line', () => {
    const link = aLink();
    const writer = createFrameWriter(link, palette);
    writer.write(aLog(0), null);
    const whole = link.sent.length;
    writer.write(aLog(1), null);
    const bytes = link.sent.length - whole;
    expect(bytes).toBeLessThan(100);
    expect(link.sent.slice(whole)).toContain('\x1b[2;19r\x1b[2H\x1b[M\x1b[r');
  });
});

test('a scrolled frame is right on the terminal, whatever moved and whatever else changed', async () => {
  const scenario = aSize.chain(size =>
    fc.record({
      size: fc.constant(size),
      first: strokesOn(size),
      top: fc.nat(size.height - 1),
      distance: fc.integer({min: -size.height, max: size.height}),
      strokes: strokesOn(size),
    }),
  );
  await fc.assert(
    fc.asyncProperty(scenario, async ({size, first, top, distance, strokes}) => {
      const marks = createPalette();
      const link = aLink();
      const writer = createFrameWriter(link, marks);
      const emulator = anEmulator(size);
      const before = aFrame(size, first, marks);
      const moved = scrolled(before, top, distance);
      const after = draw(scrolled(moved, 0, 0), strokes.slice(0, 3), marks);
      for (const frame of [before, moved, after, createCells(size.width, size.height)]) {
        writer.write(frame, null);
        await emulator.write(link.take());
        expect(emulator.cells()).toEqual(inWords(frame, marks));
      }
      emulator.close();
    }),
    {numRuns: 300},
  );
});

test('what the sequence does to the terminal is what is believed of it', async () => {
  const scenario = aSize.chain(size =>
    fc.record({
      size: fc.constant(size),
      strokes: strokesOn(size),
      rows: fc.tuple(fc.nat(size.height - 1), fc.nat(size.height - 1)),
      distance: fc.integer({min: -size.height, max: size.height}).filter(distance => distance !== 0),
    }),
  );
  await fc.assert(
    fc.asyncProperty(scenario, async ({size, strokes, rows, distance}) => {
      const top = Math.min(...rows);
      const bottom = Math.max(...rows);
      // A scroll region has two rows at least (DECSTBM).
      fc.pre(bottom > top && Math.abs(distance) <= bottom - top);
      const frame = aFrame(size, strokes, palette);
      const emulator = anEmulator(size);
      await emulator.write(diffFrame(createCells(size.width, size.height), frame, palette));
      const band = {top, bottom, distance};
      await emulator.write(scrollSequence(band));
      scrollCells(frame, band);
      expect(emulator.cells()).toEqual(inWords(frame, palette));
      emulator.close();
    }),
    {numRuns: 200},
  );
});
