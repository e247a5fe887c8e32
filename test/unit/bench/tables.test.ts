import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isWithin, median, quantile} from '../../bench/figure.ts';
import {between, markdownTable, rounded, rowsOf} from '../../bench/tables.ts';

describe('a quantile', () => {
  it('is a sample with so many of them at or below it', () => {
    const shares = fc.double({min: 0.01, max: 1, noNaN: true});
    fc.assert(
      fc.property(fc.array(fc.integer(), {minLength: 1}), shares, (samples, share) => {
        const value = quantile(samples, share);
        expect(samples).toContain(value);
        const below = samples.filter(sample => sample <= value).length;
        expect(below).toBeGreaterThanOrEqual(share * samples.length);
      }),
    );
  });

  it('cannot be told of nothing', () => {
    expect(() => median([])).toThrow('no samples');
  });
});

describe('a row of figures', () => {
  const figure = {name: 'start', unit: 'ms', samples: [300, 100, 200]} as const;

  it('gives median, p95, maximum, and the ratio to what it is held against', () => {
    const reference = {name: 'bare node', samples: [50]};
    expect(rowsOf([{...figure, budget: 250, reference}])[1]).toEqual([
      'start',
      '3',
      '200 ms',
      '300 ms',
      '300 ms',
      '≤ 250 ms',
      'bare node: 50.0 ms',
      '4.00×',
    ]);
  });

  it('marks a budget that the median misses', () => {
    expect(isWithin(figure)).toBeNull();
    expect(isWithin({...figure, budget: 199})).toBe(false);
    expect(rowsOf([{...figure, budget: 199}])[1]?.[5]).toBe('✖ ≤ 199 ms');
  });

  it('tells the 99th percentile where it has a budget of its own', () => {
    const tail = {...figure, budget: 250, tailBudget: 299};
    expect(rowsOf([tail])[1]?.[5]).toBe('≤ 250 ms, p99 300 ms ✖ ≤ 299 ms');
    expect([isWithin(tail), isWithin({...tail, tailBudget: 300})]).toEqual([false, true]);
  });

  it.each([
    [0, '0'],
    [0.0012, '0.001'],
    [0.267, '0.267'],
    [9.06, '9.06'],
    [52.54, '52.5'],
    [475.4, '475'],
    [1018, '1,018'],
    [1_234_567, '1,234,567'],
  ])('writes %d as %s', (value, text) => {
    expect(rounded(value)).toBe(text);
  });
});

describe('the document', () => {
  it('keeps all but what stands between the markers', () => {
    const text = 'a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb\n';
    const written = between(text, 'x', 'new');
    expect(written).toBe('a\n<!-- x:begin -->\n\nnew\n\n<!-- x:end -->\nb\n');
    expect(between(written, 'x', 'new')).toBe(written);
    expect(() => between(text, 'y', 'new')).toThrow('no markers');
  });

  it('has tables whose rows are equally long', () => {
    const lines = markdownTable([
      ['What', 'n'],
      ['a long name', '1'],
    ]).split('\n');
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map(line => line.length)).size).toBe(1);
  });
});
