import type {Freshness, Source} from '../domain/freshness.ts';
import {naturalCompareKey} from '../domain/natural-key.ts';
import type {ServiceSummary, StackSummary} from '../domain/summaries.ts';
import type {ClusterStore, UsedKind} from './cluster-store.ts';

/** Worst last. */
const trust: Readonly<Record<Freshness['kind'], number>> = {
  live: 0,
  loading: 1,
  stale: 2,
  lost: 3,
  unavailable: 4,
};

/** Of two freshnesses of one kind the older. */
function timeOf(freshness: Freshness): number {
  switch (freshness.kind) {
    case 'live':
      return freshness.asOfMs;
    case 'loading':
    case 'stale':
    case 'lost':
      return freshness.sinceMs;
    case 'unavailable':
      return 0;
  }
}

/** The freshness that a figure made from all these sources has: its worst part decides. Null for no sources. */
export function worstFreshness(
  store: ClusterStore,
  sources: readonly Source[],
): {readonly source: Source; readonly freshness: Freshness} | null {
  let worst: {readonly source: Source; readonly freshness: Freshness} | null = null;
  for (const source of sources) {
    const freshness = store.freshness(source);
    if (worst === null || isWorse(freshness, worst.freshness)) worst = {source, freshness};
  }
  return worst;
}

function isWorse(a: Freshness, b: Freshness): boolean {
  const difference = trust[a.kind] - trust[b.kind];
  return difference > 0 || (difference === 0 && timeOf(a) < timeOf(b));
}

/** The services whose spec names the object, by name. */
export function servicesUsing(store: ClusterStore, kind: UsedKind, id: string): readonly ServiceSummary[] {
  return inOrder(
    [...store.usedBy(kind, id)]
      .map(service => store.derived('services').get(service))
      .filter(row => row !== undefined),
    row => row.service.name,
  );
}

/** The services of a stack, by name. */
export function servicesOfStack(store: ClusterStore, name: string): readonly ServiceSummary[] {
  return inOrder(
    [...store.serviceIdsOfStack(name)]
      .map(service => store.derived('services').get(service))
      .filter(row => row !== undefined),
    row => row.service.name,
  );
}

/** All stacks, by name. */
export function stacksByName(store: ClusterStore): readonly StackSummary[] {
  return inOrder([...store.derived('stacks').values()], row => row.name);
}

function inOrder<Row>(rows: readonly Row[], name: (row: Row) => string): readonly Row[] {
  return rows
    .map(row => ({row, key: naturalCompareKey(name(row))}))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({row}) => row);
}
