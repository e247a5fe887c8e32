import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {hangingLines, wrapText} from '../../../source/panes/wrap.ts';
import {lineText, lineWidth} from '../../../source/ui/line-text.ts';

describe('wrapping', () => {
  it('breaks between words and cuts only words that do not fit', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
  });

  it('never gives a piece wider than asked, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({unit: 'binary', maxLength: 60}),
        fc.integer({min: 1, max: 20}),
        (text, width) => {
          for (const piece of wrapText(text, width))
            expect(lineWidth([{text: piece}])).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('loses no word of plain text', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), {maxLength: 12});
    fc.assert(
      fc.property(words, fc.integer({min: 1, max: 30}), (list, width) => {
        expect(wrapText(list.join(' '), width).join('').replaceAll(' ', '')).toBe(list.join(''));
      }),
    );
  });

  it('sets following lines in under the first', () => {
    expect(hangingLines({text: 'Next: '}, {text: 'do this and that'}, 14).map(lineText)).toEqual([
      'Next: do this',
      '      and that',
    ]);
  });
});
