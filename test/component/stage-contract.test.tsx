import chalk, {type ColorSupportLevel} from 'chalk';
import * as fc from 'fast-check';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {aTree} from './arbitrary-trees.tsx';
import {cellsInWords} from './emulated-screen.ts';
import {renderScreen} from './harness.tsx';
import {stockCells} from './stock-screen.ts';

const env = (renderer: string) => ({
  TERM: 'xterm-256color',
  LANG: 'en_US.UTF-8',
  COLORTERM: 'truecolor',
  MEDIANEST_RENDERER: renderer,
});

// Ink's components take their colours from the one chalk of the process.
let level: ColorSupportLevel;
beforeAll(() => {
  level = chalk.level;
  chalk.level = 3;
});
afterAll(() => {
  chalk.level = level;
});

test.each(['stage', 'ink'])(
  'every tree looks on the %s as under stock Ink, cell for cell',
  async renderer => {
    const size = {columns: 40, rows: 12};
    await fc.assert(
      fc.asyncProperty(aTree(size), async ({node}) => {
        const screen = await renderScreen(node, size, env(renderer));
        const shown = cellsInWords(screen, size.columns, size.rows);
        await screen.close();
        expect(shown).toEqual(await stockCells(node, size));
      }),
      {numRuns: 150},
    );
  },
);
