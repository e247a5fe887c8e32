import {describe, expect, it} from 'vitest';
import {createTimeLimit} from '../../../../source/store/logs/time-limit.ts';

const endless = () => /(a+)+$/iu.test(`${'a'.repeat(60)}!`);

describe('work with a limit in time', () => {
  it('gives what it comes to, and fails as it does', () => {
    const inTime = createTimeLimit();
    expect(inTime(() => [1, 2])).toEqual({kind: 'done', value: [1, 2]});
    expect(() =>
      inTime(() => {
        throw new RangeError('of its own');
      }),
    ).toThrow(RangeError);
  });

  it('is left when it goes on for ever, and other work can follow', () => {
    const inTime = createTimeLimit(20);
    // A machine that gives no processor time makes it late instead, but not for ever.
    let end = inTime(endless);
    while (end.kind === 'late') end = inTime(endless);
    expect(end.kind).toBe('endless');
    expect(inTime(() => 'next')).toEqual({kind: 'done', value: 'next'});
  });
});
