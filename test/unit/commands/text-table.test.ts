import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {createPaint} from '../../../source/commands/output/paint.ts';
import {textTable} from '../../../source/commands/output/text-table.ts';

const plain = createPaint(false);
const columns = [{title: 'NAME'}, {title: 'N', align: 'right'}, {title: 'IMAGE', gives: true}] as const;
const rows = (...lines: readonly (readonly string[])[]) => lines.map(line => line.map(text => ({text})));

describe('a text table', () => {
  it('lines up columns and leaves no blanks at the end', async () => {
    const text = await textTable(columns, rows(['web', '12', 'nginx:1'], ['database', '3', '']), null, plain);
    expect(text).toBe('NAME        N   IMAGE\nweb        12   nginx:1\ndatabase    3\n');
  });

  it('cuts only columns that give, and says so with an ellipsis', async () => {
    const long = 'registry.example/team/application:1.2.3';
    expect(await textTable(columns, rows(['web', '1', long]), 30, plain)).toBe(
      `NAME   N   IMAGE\nweb    1   registry.example/t…\n`,
    );
    expect(await textTable(columns, rows(['web', '1', long]), null, plain)).toContain(long);
  });

  it('lets no name move the cursor or break a row', async () => {
    const text = await textTable(columns, rows(['a\u001B[2Jb\nc', '1', '']), null, plain);
    expect(text).toBe('NAME       N   IMAGE\na [2Jb c   1\n');
  });

  it('never exceeds the width while its columns can give', async () => {
    const cell = fc.string({unit: fc.constantFrom('a', 'é', '漢', '…', ' '), maxLength: 40});
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), {maxLength: 5}),
        fc.integer({min: 24, max: 90}),
        async (cells, width) => {
          const table = await textTable(
            [
              {title: 'A', gives: true},
              {title: 'B', gives: true},
            ],
            rows(...cells),
            width,
            plain,
          );
          for (const line of table.split('\n')) {
            expect(stringWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
