import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {lineFields} from '../../../../source/domain/logs/line-fields.ts';

describe('the fields of a line', () => {
  it('are those of one JSON object', () => {
    expect(lineFields('{"a":1,"b":{"c":2}}')).toEqual({a: 1, b: {c: 2}});
    expect(lineFields('[1]')).toBeNull();
    expect(lineFields('{"a":1')).toBeNull();
  });

  it('are those of logfmt, with quoted values', () => {
    expect(lineFields('level=warn msg="it \\"broke\\"\\n" http.path=/a?b=c empty= took=3ms')).toEqual({
      level: 'warn',
      msg: 'it "broke"\n',
      'http.path': '/a?b=c',
      empty: '',
      took: '3ms',
    });
  });

  it('are none where words stand outside of pairs, or there is one pair only', () => {
    for (const text of ['line 3 a=b c=d', 'a=b', 'a=b words', 'a="open b=c', '', '=', 'a==b'])
      expect(lineFields(text)).toBeNull();
  });

  it('take no longer than the line is long, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom('a', '=', '"', '\\', ' '), maxLength: 2_000}), text => {
        const fields = lineFields(text);
        expect(fields === null || Object.keys(fields).length > 0).toBe(true);
      }),
    );
  });
});
