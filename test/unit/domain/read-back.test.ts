import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readBack} from '../../../source/domain/read-back.ts';

const isNamed = (value: unknown): value is {readonly name: string} =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

describe('what we wrote ourselves', () => {
  it('is read back as it was', () => {
    expect(readBack('{"name":"shop","more":1}', isNamed)).toEqual({name: 'shop', more: 1});
  });

  it('is nothing where it was cut off, wherever that was', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (name, at) => {
        const text = JSON.stringify({name});
        expect(readBack(text.slice(0, at % text.length), isNamed)).toBeNull();
      }),
    );
  });

  it('is nothing where it lacks what decides', () => {
    expect(readBack('{"other":"shop"}', isNamed)).toBeNull();
    expect(readBack('null', isNamed)).toBeNull();
  });
});
