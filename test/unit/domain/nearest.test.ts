import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {editDistance, nearest} from '../../../source/domain/nearest.ts';

describe('nearest', () => {
  const commands = ['status', 'stacks', 'nodes', 'services', 'secrets', 'networks'];

  it('finds the word with two letters swapped', () => {
    expect(nearest('statsu', commands)).toBe('status');
  });

  it('finds a word by its beginning', () => {
    expect(nearest('serv', commands)).toBe('services');
  });

  it('finds a word whatever its case', () => {
    expect(nearest('Nodse', commands)).toBe('nodes');
  });

  it('suggests nothing where nothing is near', () => {
    expect(nearest('kubectl', commands)).toBeNull();
    expect(nearest('x', commands)).toBeNull();
  });
});

describe('edit distance', () => {
  it('counts a swap of neighbours as one edit', () => {
    expect(editDistance('ab', 'ba')).toBe(1);
  });

  it('is zero for equal words alone, the same both ways, and never above the longer length', () => {
    const word = fc.string({maxLength: 8, unit: fc.constantFrom('a', 'b', 'c')});
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});
