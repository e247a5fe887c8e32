import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openSqliteTimeline} from '../../../../source/cluster/timeline/sqlite-timeline.ts';
import {timelineKinds, timelineSeverities} from '../../../../source/domain/timeline/entry.ts';
import {createMemoryTimeline} from '../../../../source/store/timeline/memory-timeline.ts';
import type {TimelineStore} from '../../../../source/store/timeline/timeline-store.ts';
import {anEntry, entries, theService} from '../../../builders/timeline.ts';

const first = 1_795_000_000_000;
const bounds = {entries: 50, ageMs: 86_400_000};

let folder = '';
let files = 0;
const newPath = () => join(folder, 'timeline', `${++files}.sqlite`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'medianest-timeline-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

describe.each<[string, () => TimelineStore]>([
  ['in memory', () => createMemoryTimeline('')],
  ['in a file', () => openSqliteTimeline(newPath(), null, first)],
])('a timeline %s', (_, open) => {
  it('keeps an entry once, whoever tells it', async () => {
    const store = open();
    expect(await store.add([anEntry()])).toHaveLength(1);
    expect(await store.add([anEntry(), anEntry({id: 'other'})])).toMatchObject([{id: 'other'}]);
    expect(await store.read({limit: 10})).toHaveLength(2);
    store.close();
  });

  it('gives an entry back as it was told', async () => {
    const store = open();
    await store.add([anEntry({detail: '“quotes”, 日本, \u0000', isLate: true})]);
    expect(await store.read({limit: 1})).toEqual([anEntry({detail: '“quotes”, 日本, \u0000', isLate: true})]);
    store.close();
  });

  it('replaces an entry for many by one for more', async () => {
    const store = open();
    await store.add([anEntry({id: 'storm', count: 7})]);
    expect(await store.add([anEntry({id: 'storm', count: 6})])).toEqual([]);
    expect(await store.add([anEntry({id: 'storm', count: 9})])).toHaveLength(1);
    expect(await store.read({object: theService, limit: 9})).toMatchObject([{count: 9}]);
    store.close();
  });

  it('takes a change for news only where the value kept is another one', async () => {
    const store = open();
    const down = (id: string) =>
      anEntry({id, change: {key: 'node:n1:state', before: 'ready', after: 'down'}});
    await store.settle([{key: 'node:n1:state', value: 'ready'}]);
    expect(await store.add([down('told by an event')])).toHaveLength(1);
    expect(await store.add([down('told by a list of another console')])).toEqual([]);
    expect(await store.facts()).toEqual(new Map([['node:n1:state', 'down']]));
    store.close();
  });

  it('tells what came since a reader looked last', async () => {
    const store = open();
    await store.add(entries(2));
    const {cursor} = await store.arrivals(null, 10);
    await store.add(entries(5));
    const some = await store.arrivals(cursor, 2);
    expect(some.came.map(({id}) => id)).toEqual(['entry-000002', 'entry-000003']);
    const rest = await store.arrivals(some.cursor, 10);
    expect(rest.came).toHaveLength(1);
    expect(await store.arrivals(rest.cursor, 10)).toEqual({came: [], cursor: rest.cursor});
    store.close();
  });

  it('knows when somebody looked', async () => {
    const store = open();
    expect(await store.coveredUntil()).toBeNull();
    await store.cover('a', {fromMs: first, toMs: first + 1_000});
    await store.cover('a', {fromMs: first, toMs: first + 60_000});
    await store.cover('b', {fromMs: first + 120_000, toMs: first + 180_000});
    expect(await store.coveredUntil()).toBe(first + 180_000);
    expect(await store.gaps({fromMs: 0, toMs: first + 180_000})).toEqual([
      {fromMs: first + 60_000, toMs: first + 120_000},
    ]);
    store.close();
  });

  it('reads page by page what it reads at once, for any question', async () => {
    const store = open();
    await store.add(
      entries(40, index => ({
        // Several share a time.
        timeMs: first + Math.floor(index / 3) * 1_000,
        kind: timelineKinds[index % timelineKinds.length] ?? 'event',
        severity: timelineSeverities[index % 4] ?? 'info',
        objects: index % 2 === 0 ? [theService] : [],
      })),
    );
    const query = fc.record(
      {
        sinceMs: fc.nat(15).map(second => first + second * 1_000),
        untilMs: fc.nat(15).map(second => first + second * 1_000),
        object: fc.constant(theService),
        kinds: fc.subarray([...timelineKinds], {minLength: 1}),
        least: fc.constantFrom(...timelineSeverities),
      },
      {requiredKeys: []},
    );
    const inMemory = createMemoryTimeline('');
    await inMemory.add(await store.read({limit: 99}));
    await fc.assert(
      fc.asyncProperty(query, fc.integer({min: 1, max: 7}), async (asked, limit) => {
        const whole = await store.read({...asked, limit: 99});
        expect(whole).toEqual(await inMemory.read({...asked, limit: 99}));
        const paged = [];
        for (let before = whole[0] && {...whole[0], id: '~'}; before !== undefined; ) {
          const page = await store.read({...asked, limit, before});
          paged.push(...page);
          before = page.at(-1);
        }
        expect(paged).toEqual(whole);
      }),
      {numRuns: 40},
    );
    store.close();
  });
});

describe('the file of a timeline', () => {
  it('is its owner’s alone', () => {
    const path = newPath();
    openSqliteTimeline(path, bounds, first).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('gives a second console what the first one saw, while both write', async () => {
    const path = newPath();
    const one = openSqliteTimeline(path, bounds, first);
    const other = openSqliteTimeline(path, bounds, first);
    await one.add(entries(3));
    const {cursor} = await other.arrivals(null, 9);
    await other.add(entries(4));
    await one.add(entries(5));
    expect((await other.arrivals(cursor, 9)).came.map(({id}) => id)).toEqual([
      'entry-000003',
      'entry-000004',
    ]);
    one.close();
    other.close();
    const third = openSqliteTimeline(path, bounds, first);
    expect(await third.read({limit: 9})).toHaveLength(5);
    third.close();
  });

  it('drops the oldest beyond its bounds, and all that is too old', async () => {
    const path = newPath();
    const store = openSqliteTimeline(path, bounds, first);
    await store.add([...entries(80), anEntry({id: 'old', timeMs: first - bounds.ageMs - 1})]);
    store.close();
    const again = openSqliteTimeline(path, bounds, first);
    const kept = await again.read({limit: 999});
    expect(kept).toHaveLength(49);
    expect(kept.at(-1)?.id).toBe('entry-000031');
    expect(await again.read({object: theService, limit: 999})).toHaveLength(49);
    again.close();
  });

  it('stays within its bounds while it is open', async () => {
    const store = openSqliteTimeline(newPath(), bounds, first);
    for (let batch = 0; batch < 22; batch++)
      await store.add(entries(100, index => ({id: `${batch}-${index}`})));
    expect((await store.read({limit: 9_999})).length).toBeLessThan(1_100 + bounds.entries);
    store.close();
  });

  it('refuses what is no timeline, and what a newer version wrote, and leaves both as they are', () => {
    const text = newPath();
    openSqliteTimeline(newPath(), null, first).close();
    writeFileSync(text, 'this is no database, and long enough to be looked at as one'.repeat(20));
    const before = readFileSync(text);
    expect(() => openSqliteTimeline(text, bounds, first)).toThrow(/not a database/);
    expect(readFileSync(text)).toEqual(before);
  });
});
