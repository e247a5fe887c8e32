import fc from 'fast-check';
import {expect, test} from 'vitest';
import {manualClock} from '../../../source/simulator/clock.ts';

test('timers run in the order of their moments, equal ones in the order in which they were asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({min: 0, max: 20}), {maxLength: 60}), delays => {
      const clock = manualClock(0);
      const ran: number[] = [];
      for (const [at, delay] of delays.entries()) clock.after(delay, () => ran.push(at));
      clock.advance(20);
      const expected = delays
        .map((delay, at) => ({delay, at}))
        .sort((a, b) => a.delay - b.delay || a.at - b.at);
      expect(ran).toEqual(expected.map(({at}) => at));
    }),
  );
});

test('a timer that a timer asks for runs in the same advance when it falls due in it', () => {
  const clock = manualClock(0);
  const moments: number[] = [];
  clock.after(5, () => clock.after(5, () => moments.push(clock.nowMs())));
  clock.advance(9);
  expect(moments).toEqual([]);
  clock.advance(1);
  expect(moments).toEqual([10]);
});

test('a cancelled timer does not run, and does not hold up the others', () => {
  const clock = manualClock(0);
  const ran: string[] = [];
  const cancel = clock.after(1, () => ran.push('cancelled'));
  clock.after(2, () => ran.push('kept'));
  cancel();
  clock.advance(5);
  expect(ran).toEqual(['kept']);
});
