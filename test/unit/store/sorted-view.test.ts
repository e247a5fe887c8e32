import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {naturalCompareKey} from '../../../source/domain/natural-key.ts';
import {createSortedView, type ViewFilter, type ViewSort} from '../../../source/store/sorted-view.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

const byName: ViewSort<Row> = {key: row => naturalCompareKey(row.name), descending: false};
const bySize: ViewSort<Row> = {key: row => row.size, descending: true};
const mixed: ViewSort<Row> = {key: row => (row.size > 2 ? row.name : row.size), descending: false};
const isSmall: ViewFilter<Row> = row => row.size < 3;

const viewOf = (rows: Map<string, Row>, sort: ViewSort<Row>, filter: ViewFilter<Row> | null = null) =>
  createSortedView<Row>({
    source: {all: () => rows.values(), get: id => rows.get(id)},
    id: row => row.id,
    name: row => row.name,
    sort,
    filter,
  });
const tableOf = (...rows: readonly Row[]) => new Map(rows.map(row => [row.id, row]));
const ids = (view: {rows(): readonly Row[]}) => view.rows().map(row => row.id);

const arbitraryRow: fc.Arbitrary<Row> = fc.record({
  id: fc.integer({min: 0, max: 30}).map(number => `id${number}`),
  name: fc.constantFrom('node-1', 'node-2', 'node-10', 'Node-2', 'web', ''),
  size: fc.constantFrom(0, 1, 2, 3, 4, Number.NaN, Number.POSITIVE_INFINITY),
});
const arbitraryFlush = fc.array(fc.record({row: arbitraryRow, isRemoved: fc.boolean()}), {maxLength: 6});

describe('sorted view', () => {
  it('orders names as people count and breaks ties by name, then by id, in both directions', () => {
    const rows = tableOf(
      {id: 'c', name: 'node-10', size: 1},
      {id: 'b', name: 'node-2', size: 1},
      {id: 'a', name: 'node-2', size: 1},
      {id: 'd', name: 'node-1', size: 5},
    );
    expect(ids(viewOf(rows, byName))).toEqual(['d', 'a', 'b', 'c']);
    expect(ids(viewOf(rows, {...bySize, descending: false}))).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(viewOf(rows, bySize))).toEqual(['d', 'a', 'b', 'c']);
  });

  it('equals sorting and filtering from scratch after any changes', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryRow, {maxLength: 40}),
        fc.array(arbitraryFlush, {maxLength: 8}),
        fc.constantFrom(byName, bySize, mixed),
        fc.constantFrom(null, isSmall),
        fc.constantFrom(byName, bySize, mixed),
        (first, flushes, sort, filter, laterSort) => {
          const rows = tableOf(...first);
          const view = viewOf(rows, sort, filter);
          for (const flush of flushes) {
            for (const {row, isRemoved} of flush) isRemoved ? rows.delete(row.id) : rows.set(row.id, row);
            view.update(new Set(flush.map(({row}) => row.id)));
            expect(ids(view)).toEqual(ids(viewOf(rows, sort, filter)));
          }
          view.setSort(laterSort);
          view.setFilter(filter === null ? isSmall : null);
          const fresh = viewOf(rows, laterSort, filter === null ? isSmall : null);
          expect(ids(view)).toEqual(ids(fresh));
          expect(view.total).toBe(rows.size);
          expect(view.count).toBe(fresh.count);
          view.rows().forEach((row, index) => {
            expect(view.indexOf(row.id)).toBe(index);
            expect(view.at(index)).toBe(row);
          });
        },
      ),
      {numRuns: 300},
    );
  });

  it('equals sorting and filtering from scratch when it was filled in parts, whatever changed between them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(arbitraryRow, {maxLength: 40, selector: row => row.id}),
        fc.array(arbitraryFlush, {maxLength: 8}),
        fc.constantFrom(byName, bySize, mixed),
        fc.constantFrom(null, isSmall),
        fc.integer({min: 1, max: 10}),
        fc.constantFrom('id1', 'id7', null),
        (first, flushes, sort, filter, part, id) => {
          const rows = tableOf(...first);
          const view = createSortedView<Row>({
            source: {all: () => rows.values(), get: key => rows.get(key)},
            ...{id: row => row.id, name: row => row.name, sort, filter},
            first: {count: part, id},
          });
          const isThere = (row: Row | undefined) => row !== undefined && (filter === null || filter(row));
          for (const flush of flushes) {
            if (id !== null) expect(view.indexOf(id) >= 0).toBe(isThere(rows.get(id)));
            for (const {row, isRemoved} of flush) isRemoved ? rows.delete(row.id) : rows.set(row.id, row);
            view.update(new Set(flush.map(({row}) => row.id)));
            view.fill(part);
          }
          while (!view.isWhole) view.fill(part);
          expect(ids(view)).toEqual(ids(viewOf(rows, sort, filter)));
          expect(view.total).toBe(rows.size);
        },
      ),
    );
  });

  it('takes in no more rows at once than it was asked to', () => {
    const rows = tableOf(
      ...Array.from({length: 1000}, (_, index) => ({id: `id${index}`, name: `n${index}`, size: index})),
    );
    let keys = 0;
    const key = (row: Row) => {
      keys += 1;
      return row.size;
    };
    const view = createSortedView<Row>({
      source: {all: () => rows.values(), get: id => rows.get(id)},
      ...{id: row => row.id, name: row => row.name, sort: {key, descending: false}},
      first: {count: 100, id: 'id900'},
    });
    expect(keys).toBe(101);
    expect([view.count, view.indexOf('id900'), view.isWhole]).toEqual([101, 100, false]);
    keys = 0;
    view.fill(100);
    expect(keys).toBe(100);
  });

  it('tells whether anything shown changed', () => {
    const rows = tableOf(
      ...Array.from({length: 20}, (_, index) => ({id: `id${index}`, name: `n${index}`, size: index})),
    );
    const view = viewOf(rows, byName, isSmall);
    expect(view.update(undefined)).toBe(false);
    expect(view.update(new Set())).toBe(false);
    expect(view.update(new Set(['id1']))).toBe(false);
    rows.set('id9', {id: 'id9', name: 'n9', size: 10});
    expect(view.update(new Set(['id9']))).toBe(false);
    rows.set('id9', {id: 'id9', name: 'n9', size: 0});
    expect(view.update(new Set(['id9']))).toBe(true);
    expect(ids(view)).toEqual(['id0', 'id1', 'id2', 'id9']);
    expect(view.indexOf('id12')).toBe(-1);
  });

  it('asks for keys of touched rows alone, however many rows there are', () => {
    for (const count of [100, 10_000]) {
      const rows = tableOf(
        ...Array.from({length: count}, (_, index) => ({id: `id${index}`, name: `n${index}`, size: index})),
      );
      let keys = 0;
      const view = viewOf(rows, {
        key: row => {
          keys += 1;
          return row.size;
        },
        descending: false,
      });
      keys = 0;
      rows.set('id7', {id: 'id7', name: 'n7', size: 50.5});
      view.update(new Set(['id7']));
      expect(keys).toBe(1);
      expect(view.indexOf('id7')).toBe(50);
    }
  });
});
