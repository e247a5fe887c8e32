import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {sgrRuns, withoutEscapes} from '../../../../source/domain/logs/sgr.ts';
import {hostileStrings} from '../../../builders/hostile-strings.ts';

describe('the colours of a line', () => {
  it('are kept, of all three kinds, with weights', () => {
    const red = {foreground: {kind: 'ansi', index: 1}} as const;
    expect(sgrRuns('a\x1b[1;31mb\x1b[22mc\x1b[0md')).toEqual([
      {text: 'a', look: {}},
      {text: 'b', look: {bold: true, ...red}},
      {text: 'c', look: {bold: false, dim: false, ...red}},
      {text: 'd', look: {}},
    ]);
    expect(sgrRuns('\x1b[38;5;208mx\x1b[48;2;1;2;3my')).toEqual([
      {text: 'x', look: {foreground: {kind: 'palette', index: 208}}},
      {
        text: 'y',
        look: {
          foreground: {kind: 'palette', index: 208},
          background: {kind: 'rgb', red: 1, green: 2, blue: 3},
        },
      },
    ]);
    expect(sgrRuns('\x1b[96mx\x1b[39my').map(({look}) => look)).toEqual([
      {foreground: {kind: 'ansi', index: 14}},
      {},
    ]);
  });

  it('are all that is kept: no sequence moves, asks, titles or clears', () => {
    const hostile = 'a\x1b[2J\x1b[H\x1b]0;title\x07\x1b[6n\x1b]52;c;eA==\x1b\\\x1bPq\x1b\\\x1b(0\x9b5Ab';
    expect(
      sgrRuns(hostile)
        .map(({text}) => text)
        .join(''),
    ).toBe('ab');
    expect(withoutEscapes(hostile)).toBe('ab');
  });

  it('never leave an escape behind, whatever was written', () => {
    const pieces = fc.constantFrom(
      '\x1b[',
      '\x1b]',
      '\x1b',
      '31',
      ';',
      'm',
      '\x9b',
      'x',
      '\x07',
      '38;5',
      ...hostileStrings.map(([, text]) => text),
    );
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 12}), parts => {
        const text = parts.join('');
        const runs = sgrRuns(text)
          .map(run => run.text)
          .join('');
        expect(runs).not.toMatch(/[\x1b\x9b]/);
        expect(withoutEscapes(text)).toBe(runs);
      }),
    );
  });
});
