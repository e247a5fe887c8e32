import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createBackoff} from '../../../../source/feeds/link/backoff.ts';
import {allowanceOfEvents} from '../../../../source/feeds/pace/allowance.ts';
import {createDebouncer} from '../../../../source/feeds/pace/debouncer.ts';
import {createRepeater} from '../../../../source/feeds/pace/repeat.ts';
import {aClock} from '../../../builders/fake-clock.ts';

describe('backoff', () => {
  it('doubles up to its cap and starts anew after a reset', () => {
    const backoff = createBackoff({firstMs: 250, capMs: 2_000, jitter: 0.3}, () => 0);
    expect([1, 2, 3, 4, 5].map(() => backoff.next())).toEqual([250, 500, 1_000, 2_000, 2_000]);
    expect(backoff.attempts).toBe(5);
    backoff.reset();
    expect(backoff.next()).toBe(250);
  });

  it('never waits longer than its cap nor shorter than the jitter allows', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 200}),
        fc.double({min: 0, max: 0.999, noNaN: true}),
        (tries, luck) => {
          const backoff = createBackoff({firstMs: 100, capMs: 5_000, jitter: 0.3}, () => luck);
          for (let attempt = 0; attempt < tries; attempt++) {
            const delay = backoff.next();
            expect(delay).toBeLessThanOrEqual(5_000);
            expect(delay).toBeGreaterThanOrEqual(69);
          }
        },
      ),
    );
  });
});

describe('the debouncer', () => {
  it('runs once for a burst, at the earliest time wished for', async () => {
    const clock = aClock();
    const debouncer = createDebouncer(clock);
    const ran: string[] = [];
    debouncer.after('nodes', 2_000, () => ran.push('later'));
    debouncer.after('nodes', 30, () => ran.push('soon'));
    debouncer.after('nodes', 500, () => ran.push('middle'));
    await clock.advance(29);
    expect(ran).toEqual([]);
    await clock.advance(5_000);
    expect(ran).toEqual(['soon']);
  });

  it('runs nothing after it was stopped', async () => {
    const clock = aClock();
    const debouncer = createDebouncer(clock);
    debouncer.after('a', 10, () => expect.unreachable());
    debouncer.stop();
    await clock.advance(100);
    expect(clock.waiting).toBe(0);
  });
});

describe('the allowance for what is listed by name', () => {
  /** Runs in a time in which events come evenly. */
  const runsOf = async (eventsPerSecond: number, seconds: number) => {
    const clock = aClock();
    const debouncer = createDebouncer(clock, allowanceOfEvents);
    let runs = 0;
    for (let event = 0; event < eventsPerSecond * seconds; event += 1) {
      debouncer.after('services', 30, () => {
        runs += 1;
      });
      await clock.advance(1_000 / eventsPerSecond);
    }
    return {runs, clock, debouncer};
  };

  it('lets each of a person’s or script’s changes through', async () => {
    expect((await runsOf(15, 10)).runs).toBe(150);
  });

  it('gives a storm two runs a second', async () => {
    const {runs} = await runsOf(200, 10);
    expect(runs).toBeGreaterThan(18);
    expect(runs).toBeLessThan(40);
  });

  it('is quick again a second after a storm', async () => {
    const {clock, debouncer} = await runsOf(200, 3);
    await clock.advance(1_100);
    let isRun = false;
    debouncer.after('services', 30, () => {
      isRun = true;
    });
    await clock.advance(30);
    expect(isRun).toBe(true);
  });
});

describe('the repeater', () => {
  it('never overlaps itself and counts from the end of the action', async () => {
    const clock = aClock();
    let running = 0;
    let runs = 0;
    const repeater = createRepeater(
      clock,
      () => 1_000,
      () => {
        runs += 1;
        running += 1;
        expect(running).toBe(1);
        return new Promise<void>(resolve => {
          clock.after(2_500, () => {
            running -= 1;
            resolve();
          });
        });
      },
    );
    repeater.rearm();
    await clock.advance(3_499);
    expect(runs).toBe(1);
    await clock.advance(1_001);
    expect(runs).toBe(2);
    repeater.stop();
    await clock.advance(10_000);
    expect(runs).toBe(2);
  });
});
