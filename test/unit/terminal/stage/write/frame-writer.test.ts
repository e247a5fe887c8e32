import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {createCells} from '../../../../../source/terminal/stage/cells/cells.ts';
import {createPalette} from '../../../../../source/terminal/stage/cells/palette.ts';
import {createFrameWriter} from '../../../../../source/terminal/stage/write/frame-writer.ts';
import {aFrame, aSize, strokesOn} from '../../../../builders/frames.ts';
import {aLink} from '../../../../builders/link.ts';
import {anEmulator, inWords} from './emulator.ts';

test('a frame is whole over whatever another program left on the screen', async () => {
  const scenario = aSize.chain(size =>
    fc.tuple(fc.constant(size), strokesOn(size), strokesOn(size), fc.string({maxLength: 60})),
  );
  await fc.assert(
    fc.asyncProperty(scenario, async ([size, first, second, foreign]) => {
      const palette = createPalette();
      const link = aLink();
      const writer = createFrameWriter(link, palette);
      const emulator = anEmulator(size);
      writer.write(aFrame(size, first, palette), null);
      // Margins, a look and a background of their own.
      await emulator.write(`${link.take()}\x1b[2;3r\x1b[1;44m\x1b[2J${foreign}`);
      writer.forget();
      const after = aFrame(size, second, palette);
      writer.write(after, null);
      await emulator.write(link.take());
      expect(emulator.cells()).toEqual(inWords(after, palette));
      emulator.close();
    }),
    {numRuns: 200},
  );
});

test('each frame is one synchronized update, and an equal one is nothing', () => {
  const palette = createPalette();
  const link = aLink();
  const writer = createFrameWriter(link, palette);
  const size = {width: 10, height: 2};
  const mark = {text: 'x', columns: 1};
  const frame = aFrame(size, [{row: 0, column: 0, length: 3, mark, style: {}}], palette);
  writer.write(frame, null);
  expect(link.take()).toMatch(/^\x1b\[\?2026h.*xxx.*\x1b\[\?2026l$/s);
  writer.write(frame, null);
  expect(link.take()).toBe('');
  expect(writer.counts.frames).toBe(1);
});

test('the cursor is shown where the caret is, moved alone, and hidden without one', () => {
  const palette = createPalette();
  const link = aLink();
  const writer = createFrameWriter(link, palette);
  const frame = createCells(10, 2);
  writer.write(frame, {column: 4, row: 1});
  expect(link.take()).toContain('\x1b[2;5H\x1b[?25h');
  writer.write(frame, {column: 5, row: 1});
  expect(link.take()).toBe('\x1b[2;6H');
  writer.write(frame, null);
  expect(link.take()).toBe('\x1b[?25l');
});
