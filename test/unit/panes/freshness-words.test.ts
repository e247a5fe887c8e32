import {describe, expect, it} from 'vitest';
import type {Freshness} from '../../../source/domain/freshness.ts';
import {freshnessSpan, judgedSources, worstFreshness} from '../../../source/panes/freshness-words.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {nowMs} from '../../builders/objects.ts';

const live: Freshness = {kind: 'live', asOfMs: nowMs};
const behind: Freshness = {kind: 'live', asOfMs: nowMs, everyMs: 10_000};
const stale: Freshness = {kind: 'stale', sinceMs: nowMs, reason: 'no answer'};

const words = (told: Readonly<Record<string, Freshness>>): string => {
  const store = createClusterStore(nowMs);
  for (const source of judgedSources)
    store.applyChanges([{kind: 'freshness', sources: [source], freshness: told[source] ?? live}], nowMs);
  const worst = worstFreshness(store, judgedSources);
  return worst === null ? '' : freshnessSpan(worst).text;
};

describe('the words for freshness', () => {
  it('say how old tasks may be while they are behind', () => {
    expect(words({tasks: behind})).toBe('⟳ live, tasks every 10 s');
  });

  it('are those of the least believable source', () => {
    expect(words({})).toBe('⟳ live');
    expect(words({tasks: behind, nodes: stale})).toContain('stale since');
  });

  it('are news to the screen when the pace changes, and not when it is confirmed', () => {
    const store = createClusterStore(nowMs);
    const tell = (freshness: Freshness) =>
      store.applyChanges([{kind: 'freshness', sources: ['tasks'], freshness}], nowMs).other.has('freshness');
    expect([live, live, behind, behind, live].map(tell)).toEqual([true, false, true, false, true]);
  });
});
