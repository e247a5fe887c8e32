import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {JsonFault, type JsonNode, parseJson, positionOf} from '../../../source/config/json-source.ts';

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(member => [member.key, plain(member.value)]));
    case 'array':
      return node.items.map(plain);
    case 'null':
      return null;
    default:
      return node.value;
  }
}

function faultOf(text: string): {message: string; line: number; column: number} {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonFault) {
      return {message: error.message, ...positionOf(text, error.offset)};
    }
    throw error;
  }
  throw new Error('no fault');
}

describe('parseJson', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.stringify(plain(parseJson(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses, but for a name set twice', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"b"',
      ':',
      ',',
      '1',
      '-',
      'true',
      'nul',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 12}), pieces => {
        const text = pieces.join('');
        let sound = true;
        try {
          JSON.parse(text);
        } catch {
          sound = false;
        }
        let reason: string | null = null;
        try {
          parseJson(text);
        } catch (error) {
          expect(error).toBeInstanceOf(JsonFault);
          reason = error instanceof Error ? error.message : '';
        }
        if (reason === null || !reason.includes('set twice')) {
          expect(reason === null).toBe(sound);
        }
      }),
      {numRuns: 2000},
    );
  });

  it('names line and column of a trailing comma', () => {
    expect(faultOf('{\n  "theme": "dark",\n}')).toEqual({
      message: 'the "," before "}" must go',
      line: 2,
      column: 18,
    });
  });

  it('says that comments are not allowed', () => {
    expect(faultOf('{\n  // mine\n}').message).toContain('a name in double quotes is expected');
    expect(faultOf('[ // mine\n1]')).toMatchObject({
      message: 'comments are not allowed in JSON',
      line: 1,
      column: 3,
    });
  });

  it('says that the file ends too early', () => {
    expect(faultOf('{"a": 1').message).toBe('"," or "}" is missing before the end of the file');
    expect(faultOf('').message).toBe('a value is missing before the end of the file');
  });

  it('says that text needs quotes', () => {
    expect(faultOf('{"theme": dark}').message).toBe('"dark" is not a value; text needs double quotes');
  });

  it('reads past a byte order mark', () => {
    expect(plain(parseJson('\uFEFF{"a": 1}'))).toEqual({a: 1});
  });

  it('refuses nesting that would overflow the stack', () => {
    expect(faultOf('['.repeat(100_000)).message).toContain('levels deep');
  });
});
