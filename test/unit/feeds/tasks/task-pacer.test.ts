import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createTaskPacer} from '../../../../source/feeds/tasks/task-pacer.ts';
import {defaultTimings} from '../../../../source/feeds/timings.ts';

const quiet = {changed: false, settled: true};
const changing = {changed: true, settled: false};
const stuck = {changed: false, settled: false};

describe('the task pacer', () => {
  it('has nothing to do while nothing moves', () => {
    const pacer = createTaskPacer(defaultTimings);
    expect(pacer.nextMs()).toBeNull();
    expect(pacer.due(1e12)).toEqual([]);
  });

  it('lists a stirred service at once and then at the moving pace while it changes', () => {
    const pacer = createTaskPacer(defaultTimings);
    pacer.stir('a', 100);
    expect(pacer.due(100)).toEqual(['a']);
    pacer.observed('a', changing, 110);
    expect(pacer.nextMs()).toBe(110 + defaultTimings.movingMs);
    pacer.observed('a', changing, 600);
    expect(pacer.nextMs()).toBe(600 + defaultTimings.movingMs);
  });

  it('lets go of a service that stayed settled for three lists', () => {
    const pacer = createTaskPacer(defaultTimings);
    pacer.stir('a', 0);
    pacer.observed('a', quiet, 0);
    pacer.observed('a', quiet, 1000);
    expect(pacer.moving).toHaveLength(1);
    pacer.observed('a', quiet, 2000);
    expect(pacer.moving).toHaveLength(0);
  });

  it('asks ever more seldom for a service that is stuck, up to its cap, and never forgets it', () => {
    const pacer = createTaskPacer(defaultTimings);
    pacer.stir('a', 0);
    let now = 0;
    for (let list = 0; list < 40; list++) {
      pacer.observed('a', stuck, now);
      now = pacer.nextMs() ?? Number.NaN;
    }
    const before = now;
    pacer.observed('a', stuck, now);
    expect((pacer.nextMs() ?? 0) - before).toBe(defaultTimings.movingCapMs);
  });

  it('asks a stuck service on the screen more often than one that is not', () => {
    const pacer = createTaskPacer(defaultTimings);
    pacer.stir('a', 0);
    let now = 0;
    for (let list = 0; list < 40; list++) {
      pacer.observed('a', stuck, now);
      now = pacer.nextMs() ?? Number.NaN;
    }
    const due = pacer.nextMs() ?? 0;
    pacer.setInView(new Set(['a']));
    expect(pacer.nextMs()).toBe(due - defaultTimings.movingCapMs + defaultTimings.movingInViewCapMs);
    pacer.observed('a', stuck, 1e6);
    expect(pacer.nextMs()).toBe(1e6 + defaultTimings.movingInViewCapMs);
  });

  it('returns to the moving pace when a stuck service changes', () => {
    const pacer = createTaskPacer(defaultTimings);
    for (let list = 0; list < 20; list++) pacer.observed('a', stuck, list * 1000);
    pacer.observed('a', changing, 50_000);
    expect(pacer.nextMs()).toBe(50_000 + defaultTimings.movingMs);
  });

  it('knows when the next turn comes, whatever has happened to whom', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      fc.record({kind: fc.constant('stir' as const), id}),
      fc.record({kind: fc.constant('observed' as const), id, changed: fc.boolean(), settled: fc.boolean()}),
      fc.record({kind: fc.constant('postpone' as const), id}),
      fc.record({kind: fc.constant('forget' as const), id}),
      fc.record({kind: fc.constant('view' as const), ids: fc.subarray(['a', 'b', 'c', 'd'])}),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(5_000)), {maxLength: 40}), steps => {
        const pacer = createTaskPacer(defaultTimings);
        let now = 0;
        for (const [what, waitMs] of steps) {
          now += waitMs;
          if (what.kind === 'stir') pacer.stir(what.id, now);
          else if (what.kind === 'observed') pacer.observed(what.id, what, now);
          else if (what.kind === 'postpone') pacer.postpone(what.id, now);
          else if (what.kind === 'forget') pacer.forget(what.id);
          else pacer.setInView(new Set(what.ids));
          expect(pacer.nextMs()).toBe(pacer.nextMs(pacer.moving));
        }
      }),
    );
  });
});
