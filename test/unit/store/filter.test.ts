import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseFilter} from '../../../source/store/filter.ts';

const matches = (filter: string, text: readonly string[], labels: Record<string, string> = {}) =>
  parseFilter(filter).matches({text, labels});

describe('filter', () => {
  it.each([
    ['', ['web'], true],
    ['  ', ['web'], true],
    ['!', ['web'], true],
    ['we', ['web', 'app:1'], true],
    ['^app', ['web', 'app:1'], true],
    ['^pp', ['web', 'app:1'], false],
    ['web|db', ['db'], true],
    ['WEB', ['web'], false],
    ['web', ['WEB'], true],
    ['Web', ['Web'], true],
    [String.raw`\Dx`, ['AX'], true],
    ['!web', ['web'], false],
    ['! web', ['db'], true],
    ['-f wbapi', ['web_api'], true],
    ['-f ipa', ['web_api'], false],
    ['-f W', ['web'], false],
    ['!-f wbapi', ['web_api'], false],
    ['-5', ['web-5'], true],
    ['-list', ['no-list'], true],
  ])('%j over %j gives %j', (filter, text, expected) => {
    expect(matches(filter, text)).toBe(expected);
    expect(parseFilter(filter).problem).toBeNull();
  });

  it.each([
    ['-l tier', true],
    ['-l tier=front', true],
    ['-l tier==front', true],
    ['-l tier=back', false],
    ['-l tier!=back', true],
    ['-l tier!=front', false],
    ['-l tier=front, zone=a', true],
    ['-l tier=front,zone=b', false],
    ['-l rack', false],
    ['!-l rack', true],
    ['-l toString', false],
    ['-l path=a=b', true],
  ])('%j looks at labels and gives %j', (filter, expected) => {
    expect(matches(filter, ['front'], {tier: 'front', zone: 'a', path: 'a=b'})).toBe(expected);
  });

  it('takes a broken regular expression as plain text and says what is wrong', () => {
    const filter = parseFilter('web(');
    expect(filter.problem).toMatch(/^not a regular expression: /);
    expect(filter.matches({text: ['web(1)'], labels: {}})).toBe(true);
    expect(filter.matches({text: ['web'], labels: {}})).toBe(false);
  });

  it('says what is missing after an option, and hides nothing meanwhile', () => {
    for (const filter of ['-l', '-l ', '-f', '-l ,']) {
      expect(parseFilter(filter).problem).toMatch(/missing/);
      expect(matches(filter, ['web'])).toBe(true);
    }
  });

  it('never throws, and its inverse keeps exactly the other rows', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 12}), fc.string({maxLength: 12}), (typed, text) => {
        fc.pre(!typed.trim().startsWith('!') && typed.trim() !== '');
        expect(matches(`!${typed}`, [text])).toBe(!matches(typed, [text]));
      }),
    );
  });

  it('finds any plain text that is escaped or not special', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9_]{1,8}$/), fc.string(), fc.string(), (word, before, after) => {
        expect(matches(word, [`${before}${word}${after}`])).toBe(true);
      }),
    );
  });

  it('marks what it found, unless rows are kept for not having it', () => {
    expect(parseFilter('We').highlight?.exec('a We')?.index).toBe(2);
    expect(parseFilter('!we').highlight).toBeNull();
    expect(parseFilter('-l tier').highlight).toBeNull();
  });
});
