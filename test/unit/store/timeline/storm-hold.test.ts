import {describe, expect, it} from 'vitest';
import type {Happening} from '../../../../source/domain/timeline/happening.ts';
import {createStormHold} from '../../../../source/store/timeline/storm-hold.ts';
import {anEntry, theService} from '../../../builders/timeline.ts';

const alike = {key: 'task-started', kind: 'task', severity: 'info', noun: 'tasks', verb: 'started'} as const;

const started = (number: number, atMs: number): Happening => {
  const id = `task:${number}:running`;
  return {alike, id, atMs, under: theService, entry: () => anEntry({id, timeMs: atMs})};
};

describe('the hold', () => {
  it('holds what happened for a second, then gives it', () => {
    const hold = createStormHold();
    hold.hold(started(1, 5_000), 5_100);
    expect(hold.dueMs).toBe(6_100);
    expect(hold.take(6_099)).toEqual([]);
    expect(hold.take(6_100)).toHaveLength(1);
    expect(hold.dueMs).toBeNull();
  });

  it('makes two entries of a thousand starts within two seconds, whatever the batches', () => {
    const hold = createStormHold();
    for (let number = 0; number < 1_000; number++)
      hold.hold(started(number, 5_000 + number * 2), 5_000 + number * 2);
    const entries = hold.take(9_000);
    expect(entries.map(({count}) => count)).toEqual([500, 500]);
  });

  it('adds what comes after that to the entry that stands for it', () => {
    const hold = createStormHold();
    for (let number = 0; number < 10; number++) hold.hold(started(number, 5_000), 5_000);
    const [first] = hold.take(6_000);
    hold.hold(started(11, 5_900), 8_000);
    const [second] = hold.take(9_000);
    expect(second).toMatchObject({id: first?.id, count: 11});
  });

  it('gives all at the end', () => {
    const hold = createStormHold();
    hold.hold(started(1, 5_000), 5_000);
    hold.hold(started(2, 7_000), 7_000);
    expect(hold.takeAll()).toHaveLength(2);
    expect(hold.takeAll()).toEqual([]);
  });
});
