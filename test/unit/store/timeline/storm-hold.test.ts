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
    const hold = createStormHold(() => undefined);
    hold.hold(started(1, 5_000), 5_100);
    expect(hold.dueMs).toBe(6_100);
    expect(hold.take(6_099)).toEqual([]);
    expect(hold.take(6_100)).toHaveLength(1);
    expect(hold.dueMs).toBeNull();
  });

  it('makes two entries of a thousand starts within two seconds, whatever the batches', () => {
    const hold = createStormHold(() => undefined);
    for (let number = 0; number < 1_000; number++)
      hold.hold(started(number, 5_000 + number * 2), 5_000 + number * 2);
    const entries = hold.take(9_000);
    expect(entries.map(({count}) => count)).toEqual([500, 500]);
  });

  it('adds what comes after that to the entry that stands for it', () => {
    const hold = createStormHold(() => undefined);
    for (let number = 0; number < 10; number++) hold.hold(started(number, 5_000), 5_000);
    const [first] = hold.take(6_000);
    hold.hold(started(11, 5_900), 8_000);
    const [second] = hold.take(9_000);
    expect(second).toMatchObject({id: first?.id, count: 11});
  });

  it('tells ever fewer one by one where it goes on and on, and never many rows', () => {
    const hold = createStormHold(() => undefined);
    let number = 0;
    const rows = Array.from({length: 120}, (_, second) => {
      // Of 20 services, so that no service has many.
      for (let each = 0; each < 20; each++) {
        const happening = started(++number, 10_000 + second * 1_000);
        hold.hold({...happening, under: {...theService, id: `s${each}`}}, 10_000 + second * 1_000);
      }
      return hold.take(11_000 + second * 1_000).length;
    });
    expect(rows.slice(0, 3)).toEqual([20, 20, 20]);
    expect(rows.slice(3).reduce((sum, count) => sum + count, 0)).toBe(117);
  });

  it('learns the values of what it does not tell alone', () => {
    const learned: string[] = [];
    const hold = createStormHold(({key, value}) => learned.push(`${key}=${value}`));
    for (let number = 0; number < 50; number++)
      hold.hold(
        {...started(number, 5_000), under: null, change: {key: `k${number}`, before: '1', after: '2'}},
        5_000,
      );
    expect(hold.take(6_000)).toHaveLength(1);
    expect(learned).toHaveLength(50);
    expect(learned[0]).toBe('k0=2');
  });

  it('gives all at the end', () => {
    const hold = createStormHold(() => undefined);
    hold.hold(started(1, 5_000), 5_000);
    hold.hold(started(2, 7_000), 7_000);
    expect(hold.takeAll()).toHaveLength(2);
    expect(hold.takeAll()).toEqual([]);
  });
});
