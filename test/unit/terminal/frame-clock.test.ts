import {expect, test} from 'vitest';
import {createFrameClock, type Timers} from '../../../source/terminal/frame-clock.ts';

/** Time that stands still until a test moves it. */
function aTime() {
  let nowMs = 0;
  let waiting: {at: number; run: () => void}[] = [];
  const timers: Timers = {
    now: () => nowMs,
    after(delayMs, run) {
      const entry = {at: nowMs + delayMs, run};
      waiting.push(entry);
      return () => {
        waiting = waiting.filter(other => other !== entry);
      };
    },
  };
  return {
    timers,
    pending: () => waiting.length,
    pass(ms: number) {
      nowMs += ms;
      const due = waiting.filter(entry => entry.at <= nowMs);
      waiting = waiting.filter(entry => entry.at > nowMs);
      for (const entry of due) entry.run();
    },
  };
}

test('the first change after a rest is painted at once', () => {
  const time = aTime();
  const clock = createFrameClock(() => 33, time.timers);
  let runs = 0;
  clock.schedule(() => runs++);
  time.pass(0);
  expect(runs).toBe(1);
});

test('changes within one frame are painted together, once each', () => {
  const time = aTime();
  const clock = createFrameClock(() => 33, time.timers);
  const runs: string[] = [];
  const table = () => void runs.push('table');
  const header = () => void runs.push('header');
  clock.schedule(table);
  time.pass(0);
  for (let index = 0; index < 100; index++) clock.schedule(table);
  clock.schedule(header);
  time.pass(32);
  expect(runs).toEqual(['table']);
  time.pass(1);
  expect(runs).toEqual(['table', 'table', 'header']);
});

test('at rest there is no timer', () => {
  const time = aTime();
  const clock = createFrameClock(() => 33, time.timers);
  clock.schedule(() => {});
  time.pass(0);
  expect(time.pending()).toBe(0);
});

test('a key does not wait for the frame', () => {
  const time = aTime();
  const clock = createFrameClock(() => 33, time.timers);
  let runs = 0;
  clock.schedule(() => {});
  time.pass(0);
  clock.schedule(() => runs++);
  clock.flush();
  expect(runs).toBe(1);
  expect(time.pending()).toBe(0);
  time.pass(100);
  expect(runs).toBe(1);
});

test('a task may schedule itself again for the next frame', () => {
  const time = aTime();
  const clock = createFrameClock(() => 33, time.timers);
  let runs = 0;
  const again = () => {
    runs++;
    if (runs < 3) clock.schedule(again);
  };
  clock.schedule(again);
  time.pass(0);
  time.pass(33);
  time.pass(33);
  expect(runs).toBe(3);
  expect(time.pending()).toBe(0);
});

test('a stopped clock runs nothing', () => {
  const time = aTime();
  const clock = createFrameClock(() => 33, time.timers);
  clock.schedule(() => expect.unreachable());
  clock.stop();
  time.pass(100);
  expect(time.pending()).toBe(0);
});
