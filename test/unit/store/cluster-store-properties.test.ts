import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Change, TableName} from '../../../source/store/changes.ts';
import type {ClusterStore, DerivedName, Touched} from '../../../source/store/cluster-store.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {isSame} from '../../../source/store/same.ts';
import {arbitraryChange} from '../../builders/arbitrary-changes.ts';
import {minuteMs, nowMs} from '../../builders/objects.ts';

const tableNames: readonly TableName[] = [
  'nodes',
  'services',
  'tasks',
  'networks',
  'secrets',
  'configs',
  'volumes',
  'containers',
];
const derivedNames: readonly DerivedName[] = ['services', 'nodes', 'tasks', 'stacks'];

const keyOf = (name: DerivedName, row: unknown): string => {
  const found = row as {name: string} & Record<string, {id: string} | string>;
  if (name === 'stacks') return String(found.name);
  return (found[name.slice(0, -1)] as {id: string}).id;
};
const derivedRows = (store: ClusterStore, name: DerivedName): Map<string, unknown> =>
  new Map([...store.derived(name).values()].map(row => [keyOf(name, row), row]));
const sorted = (rows: Map<string, unknown>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
const byId = (row: unknown): string => JSON.stringify(row);

/** Everything that can be read from a store. */
const contents = (store: ClusterStore) => ({
  tables: tableNames.map(name =>
    [...store.table(name).values()].sort((a, b) => (byId(a) < byId(b) ? -1 : 1)),
  ),
  derived: derivedNames.map(name => sorted(derivedRows(store, name))),
  findings: store.findings,
  quorum: store.quorum,
  totals: store.totals,
  uses: ['net1', 'net2'].map(id => [...store.usedBy('network', id)].sort()),
  tasksOfService: ['s1', 's2', 's3'].map(id => [...store.taskIdsOfService(id)].sort()),
  tasksOfNode: ['n1', 'n2', 'n3', 'n4'].map(id => [...store.taskIdsOfNode(id)].sort()),
  servicesOfStack: ['a', 'b'].map(name => [...store.serviceIdsOfStack(name)].sort()),
});

const everythingKnown: readonly Change[] = [
  {kind: 'replace', table: 'tasks', values: []},
  {kind: 'replace', table: 'nodes', values: []},
];
const fullLists = (store: ClusterStore): readonly Change[] =>
  tableNames.map(name => ({kind: 'replace', table: name, values: [...store.table(name).values()]}) as Change);

const chunked = <Value>(
  values: readonly Value[],
  sizes: readonly number[],
): readonly (readonly Value[])[] => {
  const chunks: Value[][] = [];
  let from = 0;
  for (let turn = 0; from < values.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(values.slice(from, from + size));
    from += size;
  }
  return chunks;
};

const changes = fc.array(arbitraryChange, {maxLength: 25});

describe('cluster store, whatever it is told', () => {
  it('ends the same however the changes are batched', () => {
    fc.assert(
      fc.property(
        changes,
        fc.array(fc.integer({min: 1, max: 5}), {minLength: 1, maxLength: 4}),
        (all, sizes) => {
          const atOnce = createClusterStore(nowMs);
          atOnce.applyChanges(all, nowMs);
          const inChunks = createClusterStore(nowMs);
          for (const chunk of chunked(all, sizes)) inChunks.applyChanges(chunk, nowMs);
          expect(contents(inChunks)).toEqual(contents(atOnce));
        },
      ),
      {numRuns: 150},
    );
  });

  it('ends the same however long the changes take to come', () => {
    fc.assert(
      fc.property(changes, fc.integer({min: 0, max: 3}), (all, halfMinutes) => {
        const atOnce = createClusterStore(nowMs);
        const slowly = createClusterStore(nowMs);
        let now = nowMs;
        for (const change of all) {
          slowly.applyChanges([change], now);
          now += halfMinutes * (minuteMs / 2);
        }
        slowly.tick(now);
        atOnce.applyChanges(all, now);
        expect(contents(slowly)).toEqual(contents(atOnce));
      }),
      {numRuns: 150},
    );
  });

  it('equals what a fresh full list of the same objects gives', () => {
    fc.assert(
      fc.property(changes, all => {
        const changed = createClusterStore(nowMs);
        changed.applyChanges([...all, {kind: 'put', table: 'tasks', values: []}], nowMs);
        changed.applyChanges(fullLists(changed), nowMs);
        const fresh = createClusterStore(nowMs);
        fresh.applyChanges([...everythingKnown, ...fullLists(changed)], nowMs);
        expect(contents(changed)).toEqual(contents(fresh));
      }),
      {numRuns: 150},
    );
  });

  it('tells of exactly those rows that have changed, and keeps the others as they were', () => {
    fc.assert(
      fc.property(changes, all => {
        const store = createClusterStore(nowMs);
        for (const change of all) {
          const before = derivedNames.map(name => derivedRows(store, name));
          const touched = store.applyChanges([change], nowMs);
          derivedNames.forEach((name, index) => {
            expectExact(before[index] ?? new Map(), derivedRows(store, name), touched.derived[name]);
          });
        }
      }),
      {numRuns: 100},
    );
  });

  it('finds nothing to do when time has passed until just before the next tick', () => {
    fc.assert(
      fc.property(changes, all => {
        const store = createClusterStore(nowMs);
        store.applyChanges(all, nowMs);
        const next = store.nextTickMs() ?? nowMs + minuteMs;
        expect(next).toBeGreaterThan(nowMs);
        const touched = store.tick(next - 1);
        expect(touched).toEqual({tables: {}, derived: {}, other: new Set()} satisfies Touched);
        store.applyChanges(
          [{kind: 'freshness', sources: ['tasks'], freshness: store.freshness('tasks')}],
          next - 1,
        );
        const fresh = createClusterStore(nowMs);
        fresh.applyChanges(all, next - 1);
        expect(contents(store)).toEqual(contents(fresh));
      }),
      {numRuns: 100},
    );
  });
});

function expectExact(
  before: Map<string, unknown>,
  after: Map<string, unknown>,
  touched: ReadonlySet<string> = new Set(),
): void {
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const isKept = before.get(id) === after.get(id);
    expect(touched.has(id)).toBe(!isKept);
    if (!isKept) expect(isSame(before.get(id), after.get(id))).toBe(false);
  }
}
