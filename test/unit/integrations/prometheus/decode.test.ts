import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeInstant, decodeRange} from '../../../../source/integrations/prometheus/decode.ts';

const answer = (resultType: string, result: unknown) => ({status: 'success', data: {resultType, result}});

describe('an answer of Prometheus', () => {
  it('is read with its labels; texts that are no figures are not taken for 0', () => {
    const values = ['0.5', 'NaN', '+Inf', ''].map((value, index) => ({
      metric: {instance: `n${index}`},
      value: [1, value],
    }));
    expect(decodeInstant(answer('vector', values))).toEqual({
      kind: 'values',
      values: [0.5, Number.NaN, Number.NaN, Number.NaN].map((value, index) => ({
        ...{labels: {instance: `n${index}`}, value},
      })),
    });
  });

  it('tells an error in its own words, and what is no answer as such', () => {
    expect(decodeInstant({status: 'error', errorType: 'bad_data', error: 'parse error'})).toEqual({
      ...{kind: 'error', message: 'parse error'},
    });
    expect(decodeInstant({hello: 1})).toEqual({kind: 'error', message: 'this is no answer of a Prometheus'});
    expect(decodeInstant(answer('matrix', []))).toEqual({
      kind: 'error',
      message: 'it answered with no vector',
    });
  });

  it('is read over time', () => {
    const series = {
      metric: {},
      values: [
        [1, '2'],
        [2, 'NaN'],
      ],
    };
    expect(decodeRange(answer('matrix', [series]))).toEqual({
      kind: 'values',
      values: [
        {
          labels: {},
          points: [
            [1, 2],
            [2, Number.NaN],
          ],
        },
      ],
    });
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('vector', 'matrix'), (json, type) => {
        for (const decoded of [
          decodeInstant(json),
          decodeRange(answer(type, json)),
          decodeInstant(answer(type, [json])),
        ])
          if (decoded.kind === 'error') expect(decoded.message).not.toBe('');
          else for (const {labels} of decoded.values) expect(labels).toBeTypeOf('object');
      }),
    );
  });
});
