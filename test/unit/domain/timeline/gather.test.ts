import {describe, expect, it} from 'vitest';
import {gather, mostAlike, mostAlikeOfOne} from '../../../../source/domain/timeline/gather.ts';
import type {Happening} from '../../../../source/domain/timeline/happening.ts';
import {anEntry} from '../../../builders/timeline.ts';

const alike = {
  key: 'task-failed',
  kind: 'task',
  severity: 'critical',
  noun: 'tasks',
  verb: 'failed',
} as const;

const failed = (count: number, service = 'web'): readonly Happening[] =>
  Array.from({length: count}, (_, index) => {
    const id = `task:${service}-${index}:failed`;
    return {
      ...{alike, id, atMs: 5_000 + index},
      under: {kind: 'service', id: `${service}-id`, name: service},
      entry: () => anEntry({id, title: `${service}.${index} failed`}),
    };
  });

const nothingTold = new Map<string, number>();

describe('what is alike and of one second', () => {
  it('is told one by one as long as it is few', () => {
    const entries = gather({happenings: failed(mostAlikeOfOne), told: nothingTold, most: mostAlike});
    expect(entries.map(({count}) => count)).toEqual(Array.from({length: mostAlikeOfOne}, () => 1));
  });

  it('is one entry with a number when it is many of one service, beside the others', () => {
    const happenings = [...failed(12), ...failed(1, 'api')];
    const titles = gather({happenings, told: nothingTold, most: mostAlike}).map(({title}) => title);
    expect(titles).toEqual(['12 tasks of web failed', 'api.0 failed']);
  });

  it('is one entry of the whole swarm when it is many everywhere', () => {
    const happenings = Array.from({length: mostAlike + 1}, (_, index) => failed(1, `s${index}`)).flat();
    const [entry, ...others] = gather({happenings, told: nothingTold, most: mostAlike});
    expect(others).toEqual([]);
    expect(entry).toMatchObject({count: 41, title: '41 tasks of 41 services failed', severity: 'critical'});
    expect(entry?.objects).toHaveLength(20);
  });

  it('grows by what comes late, under the same id', () => {
    const [first] = gather({happenings: failed(12), told: nothingTold, most: mostAlike});
    const told = new Map([[first?.id ?? '', 12]]);
    const [second] = gather({happenings: failed(2), told, most: mostAlike});
    expect(second).toMatchObject({id: first?.id, count: 14, title: '14 tasks of web failed'});
  });
});
