import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {continues} from '../../../../source/domain/logs/continuation.ts';
import {createSelection} from '../../../../source/domain/logs/select-lines.ts';

const select = (lines: readonly string[], wanted: RegExp, around = 0) => {
  const selection = createSelection<string>(text => wanted.test(text), around);
  return lines.flatMap(line => {
    const [task = '', text = ''] = line.split('|');
    return selection.push({value: line, task, text}).map(({value, apart}) => (apart ? `-- ${value}` : value));
  });
};

describe('lines that are chosen', () => {
  it('come with those around them, and say where others were left out', () => {
    const lines = ['a|1', 'a|2', 'a|hit', 'a|4', 'a|5', 'a|6', 'a|hit', 'a|8'];
    expect(select(lines, /hit/, 1)).toEqual(['a|2', 'a|hit', 'a|4', '-- a|6', 'a|hit', 'a|8']);
    expect(select(lines, /hit/)).toEqual(['a|hit', '-- a|hit']);
  });

  it('bring their stack trace with them, also where other tasks write between its lines', () => {
    const lines = [
      'a|boom Exception',
      'b|fine',
      'a|\tat x.Y(Z.java:1)',
      'a|Caused by: io',
      'a|next',
      'b|fine',
    ];
    expect(select(lines, /boom/)).toEqual(['a|boom Exception', '-- a|\tat x.Y(Z.java:1)', 'a|Caused by: io']);
  });

  it('bring the head of the trace in which they stand', () => {
    const lines = ['a|boom', 'b|fine', 'a|  at one', 'a|  at needle', 'a|  at two', 'a|next'];
    expect(select(lines, /needle/)).toEqual(['a|boom', '-- a|  at one', 'a|  at needle', 'a|  at two']);
  });

  it('are never shown twice, nor out of the order of their task, whatever is wanted', () => {
    const line = fc.constantFrom('a|x', 'a|hit', 'b|hit', 'a|  at y', 'b|  at hit', 'b|z');
    fc.assert(
      fc.property(fc.array(line, {maxLength: 30}), fc.nat({max: 3}), (lines, around) => {
        const numbered = lines.map((each, index) => `${each} ${index}`);
        const shown = select(numbered, /hit/, around).map(text => Number(text.split(' ').at(-1)));
        expect(new Set(shown).size).toBe(shown.length);
        for (const task of ['a', 'b']) {
          const own = shown.filter(index => lines[index]?.startsWith(task));
          expect(own).toEqual(own.toSorted((x, y) => x - y));
        }
        for (const [index, each] of lines.entries()) if (each.includes('hit')) expect(shown).toContain(index);
      }),
    );
  });

  it('know the traces of the common languages', () => {
    expect(continues('ValueError: bad', true)).toBe(true);
    expect(continues('ValueError: bad', false)).toBe(false);
    expect(continues('    at Object.<anonymous> (x.js:1:1)', false)).toBe(true);
    expect(continues('main.main()', true)).toBe(true);
    expect(continues('\t/app/main.go:3 +0x1d', true)).toBe(true);
    expect(continues('2026-01-01 ordinary', true)).toBe(false);
    expect(continues('', true)).toBe(true);
    expect(continues('', false)).toBe(false);
    expect(continues('java.io.IOException: broken', false)).toBe(true);
    expect(continues(' ---> System.Exception: inner', false)).toBe(true);
  });
});
