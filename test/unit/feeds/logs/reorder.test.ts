import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../../../source/domain/model/index.ts';
import {createReorder} from '../../../../source/feeds/logs/reorder.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aLogLine, textsOf} from '../../../builders/fake-logs.ts';

const reordered = () => {
  const clock = aClock();
  const passed: LogLine[] = [];
  let batches = 0;
  const reorder = createReorder(clock, lines => {
    passed.push(...lines);
    batches += 1;
  });
  return {clock, passed, reorder, batches: () => batches};
};

describe('the order of lines of several tasks', () => {
  it('is by time where they come within a short while of each other', async () => {
    const {clock, passed, reorder} = reordered();
    reorder.push([aLogLine('2', 2, 'a'), aLogLine('4', 4, 'a')]);
    await clock.advance(20);
    reorder.push([aLogLine('1', 1, 'b'), aLogLine('3', 3, 'b')]);
    await clock.advance(500);
    expect(textsOf(passed)).toEqual(['1', '2', '3', '4']);
  });

  it('keeps the lines of one moment as they came', async () => {
    const {clock, passed, reorder} = reordered();
    reorder.push([aLogLine('a', 5), aLogLine('b', 5), aLogLine('c', 5)]);
    await clock.advance(500);
    expect(textsOf(passed)).toEqual(['a', 'b', 'c']);
  });

  it('puts the first lines of all tasks together, while they keep coming', async () => {
    const {clock, passed, reorder} = reordered();
    for (let task = 9; task > 0; task--) {
      reorder.push([aLogLine(String(task), task, `t${task}`)]);
      await clock.advance(40);
    }
    await clock.advance(500);
    expect(textsOf(passed)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('loses nothing and holds nothing for ever, whatever comes when', async () => {
    const arrivals = fc.array(fc.record({atMs: fc.nat({max: 300}), timeMs: fc.nat({max: 50})}), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(arrivals, async lines => {
        const {clock, passed, reorder} = reordered();
        for (const {atMs, timeMs} of lines) {
          reorder.push([aLogLine(String(timeMs), timeMs)]);
          await clock.advance(atMs);
        }
        await clock.advance(3_000);
        expect(textsOf(passed).toSorted()).toEqual(lines.map(({timeMs}) => String(timeMs)).toSorted());
        expect(clock.waiting).toBe(0);
      }),
      {numRuns: 30},
    );
  });

  it('passes a flood on at once', () => {
    const {passed, reorder} = reordered();
    reorder.push(Array.from({length: 60_000}, (_, index) => aLogLine('x', index)));
    expect(passed).toHaveLength(60_000);
  });
});
