import {describe, expect, it} from 'vitest';
import {findingHistory} from '../../../../source/domain/incident/finding-history.ts';
import type {FindingRecord, RecordedFinding} from '../../../../source/domain/incident/incident.ts';

const aFinding = (key: string, title = 'failing'): RecordedFinding => ({
  key,
  level: 'critical',
  object: {kind: 'service', id: key, name: key},
  title,
  reason: '',
  sinceMs: null,
  isHint: false,
  blastRadius: '',
});
const begin = (atMs: number, ...keys: readonly string[]): FindingRecord => ({kind: 'begin', atMs, keys});
const came = (atMs: number, key: string, title?: string): FindingRecord => ({
  kind: 'came',
  atMs,
  finding: aFinding(key, title),
});

describe('the history of findings', () => {
  it('tells when each came and went, in its last words', () => {
    const {stays} = findingHistory([
      begin(0),
      came(1, 'a'),
      {kind: 'changed', atMs: 2, finding: aFinding('a', 'crash loop')},
      {kind: 'gone', atMs: 3, key: 'a'},
    ]);
    expect(stays).toEqual([{finding: aFinding('a', 'crash loop'), cameMs: 1, goneMs: 3, wasThere: false}]);
  });

  it('keeps apart what was there at the beginning', () => {
    const {stays} = findingHistory([begin(5, 'a'), came(5, 'a'), came(6, 'b')]);
    expect(stays.map(({wasThere}) => wasThere)).toEqual([true, false]);
  });

  it('has what went while nobody looked go when somebody looked again', () => {
    const {stays, watches} = findingHistory([
      begin(0),
      came(1, 'a'),
      came(2, 'b'),
      begin(50, 'b'),
      came(50, 'b'),
    ]);
    expect(stays.map(({finding, goneMs}) => [finding.key, goneMs])).toEqual([
      ['a', 50],
      ['b', null],
    ]);
    expect(stays[1]).toMatchObject({cameMs: 2, wasThere: false});
    const late = findingHistory([begin(0), begin(50, 'c'), came(50, 'c')]).stays;
    expect(late[0]).toMatchObject({cameMs: 50, wasThere: true});
    expect(watches).toEqual([
      {fromMs: 0, toMs: 2},
      {fromMs: 50, toMs: 50},
    ]);
  });

  it('takes what comes again for another stay', () => {
    const {stays} = findingHistory([begin(0), came(1, 'a'), {kind: 'gone', atMs: 2, key: 'a'}, came(3, 'a')]);
    expect(stays.map(({cameMs, goneMs}) => [cameMs, goneMs])).toEqual([
      [1, 2],
      [3, null],
    ]);
  });

  it('is empty where nobody looked', () => {
    expect(findingHistory([])).toEqual({stays: [], watches: []});
  });
});
