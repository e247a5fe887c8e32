import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createDueTimes} from '../../../../source/store/derive/due-times.ts';

describe('due times', () => {
  it('gives out each key when its latest time has come, and never twice', () => {
    const setting = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      dueMs: fc.option(fc.integer({min: 0, max: 20})),
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(setting, {maxLength: 40}), fc.integer({min: 0, max: 20}))),
        rounds => {
          const due = createDueTimes();
          const model = new Map<string, number>();
          for (const [settings, nowMs] of rounds) {
            for (const {key, dueMs} of settings) {
              due.set(key, dueMs);
              if (dueMs === null) model.delete(key);
              else model.set(key, dueMs);
            }
            expect(due.nextMs).toBe(model.size === 0 ? null : Math.min(...model.values()));
            const expected = [...model].filter(([, dueMs]) => dueMs <= nowMs).map(([key]) => key);
            expect([...due.take(nowMs)].sort()).toEqual(expected.sort());
            for (const key of expected) model.delete(key);
          }
        },
      ),
      {numRuns: 300},
    );
  });
});
