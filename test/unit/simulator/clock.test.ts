import fc from 'fast-check';
import {expect, test} from 'vitest';
import {manualClock, realClock} from '../../../source/simulator/clock.ts';

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

test("the machine's clock, sped up, runs timers in their order and nothing once it is closed", async () => {
  const clock = realClock(1_000);
  const startMs = clock.nowMs();
  const ran: string[] = [];
  clock.after(20_000, () => ran.push('later'));
  clock.after(10_000, () => ran.push('sooner'));
  clock.after(15_000, () => ran.push('cancelled'))();
  await new Promise<void>(resolve => clock.after(30_000, resolve));
  expect(ran).toEqual(['sooner', 'later']);
  expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(30_000);
  clock.after(0, () => ran.push('after the end'));
  clock.close();
  await new Promise(resolve => setImmediate(resolve));
  await new Promise(resolve => setImmediate(resolve));
  expect(ran).toEqual(['sooner', 'later']);
});
