import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../../../source/domain/model/index.ts';
import {createBurstWatch} from '../../../../source/store/logs/burst-watch.ts';

const minuteMs = 60_000;

const lines = (count: number, minute: number, serviceId = 's1'): readonly LogLine[] =>
  Array.from({length: count}, (_, index) => ({
    ...{stream: 'stdout', origin: {taskId: 't1', nodeId: 'n1', serviceId}, nanos: 0, text: new Uint8Array()},
    timeMs: minute * minuteMs + index,
  }));

describe('the watch on followed logs', () => {
  it('tells once of a minute with far more lines than the minutes before', () => {
    const watch = createBurstWatch();
    for (const minute of [1, 2, 3]) expect(watch.take(lines(50, minute))).toEqual([]);
    expect(watch.take(lines(249, 4))).toEqual([]);
    expect(watch.take(lines(1, 4))).toEqual([
      {serviceId: 's1', atMs: 4 * minuteMs, minute: 4, lines: 250, usual: 50},
    ]);
    expect(watch.take(lines(1_000, 4))).toEqual([]);
  });

  it('knows nothing to be unusual before it has seen some minutes', () => {
    const watch = createBurstWatch();
    expect(watch.take([...lines(9, 1), ...lines(9_000, 2)])).toEqual([]);
  });

  it('takes no small numbers and no busy service for a burst', () => {
    const watch = createBurstWatch();
    for (const minute of [1, 2, 3]) watch.take([...lines(1, minute), ...lines(2_000, minute, 'busy')]);
    expect(watch.take([...lines(199, 4), ...lines(6_000, 4, 'busy')])).toEqual([]);
  });

  it('counts silent minutes, and forgets what was usual long ago', () => {
    const watch = createBurstWatch();
    for (const minute of [1, 2, 3]) watch.take(lines(500, minute));
    expect(watch.take(lines(600, 5_000))).toMatchObject([{usual: 0}]);
  });
});
