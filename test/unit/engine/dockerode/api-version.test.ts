import {describe, expect, it} from 'vitest';
import {agreedApi, compareApi} from '../../../../source/engine/dockerode/api-version.ts';

describe('the API version', () => {
  it.each([
    ['1.41', '1.41'],
    ['1.51', '1.51'],
    ['1.55', '1.55'],
    ['1.60', '1.55'],
    ['2.0', '1.55'],
    ['1.40', null],
    ['1.9', null],
  ])('of an engine with %s is %s', (engines, agreed) => {
    expect(agreedApi(engines)).toBe(agreed);
  });

  it('compares by number, not by letter', () => {
    expect(compareApi('1.9', '1.41')).toBeLessThan(0);
    expect(compareApi('1.100', '1.55')).toBeGreaterThan(0);
    expect(compareApi('1.55', '1.55')).toBe(0);
  });
});
