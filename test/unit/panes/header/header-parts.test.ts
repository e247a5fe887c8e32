import {describe, expect, it} from 'vitest';
import type {Connection} from '../../../../source/domain/connection.ts';
import {headerParts} from '../../../../source/panes/header/header-parts.ts';
import {clockInWords} from '../../../../source/panes/quantities.ts';
import type {Change} from '../../../../source/store/changes.ts';
import {headerRow} from '../../../../source/ui/header.tsx';
import {lineText, lineWidth} from '../../../../source/ui/line-text.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {aConnection} from '../../../builders/connection.ts';
import {anUpdate, minuteMs, nowMs} from '../../../builders/objects.ts';

const headerOf = (
  cluster: ClusterBuilder,
  width: number,
  connection: Connection = aConnection(),
  ...more: readonly Change[]
): string => {
  const store = cluster.store();
  store.applyChanges([{kind: 'connection', connection}, ...more], nowMs);
  const {left, right} = headerParts({store, trail: []});
  const row = headerRow(left, right, width);
  expect(lineWidth(row)).toBe(width);
  return lineText(row);
};

const cluster = aCluster().withManagers(3).withWorkers(2).withService('web', 2);

describe('the header', () => {
  it('tells on a wide screen which engine and why, what may be lost, what is there and how fresh it is', () => {
    expect(headerOf(cluster, 200).replace(/ {4,}/, ' … ')).toBe(
      'medianest   prod   unix:///var/run/docker.sock   by default socket … managers 3/3   may lose 1   nodes 5/5   services 1/1   ⟳ live',
    );
  });

  it('keeps the context, the counts and the freshness on 80 cells', () => {
    const text = headerOf(cluster, 80);
    for (const part of ['prod', 'managers 3/3', 'nodes 5/5', 'services 1/1', '⟳ live'])
      expect(text).toContain(part);
  });

  it('counts what is not well by its level', () => {
    const ill = cluster
      .withService('api', 1, {update: anUpdate({state: 'rollback_completed'})})
      .withNodeChanged('node-5', {state: 'down'});
    expect(headerOf(ill, 120)).toMatch(/nodes 4\/5 ✖1 {3}services 1\/2 ✖1/);
  });

  it('keeps a lost quorum to the last', () => {
    const manager = {leader: false, reachability: 'unreachable', address: ''} as const;
    const lost = cluster.withNodeChanged('node-2', {manager}).withNodeChanged('node-3', {manager});
    expect(headerOf(lost, 60)).toContain('✖ no quorum: 1/3 managers, 2 needed');
  });

  it('says that no further manager may be lost', () => {
    const manager = {leader: false, reachability: 'unreachable', address: ''} as const;
    expect(headerOf(cluster.withNodeChanged('node-3', {manager}), 120)).toMatch(
      /managers ✖ 2\/3 {3}▲ may lose none/,
    );
  });

  it('never says live while a list is stale', () => {
    const stale: Change = {
      kind: 'freshness',
      sources: ['tasks'],
      freshness: {kind: 'stale', sinceMs: nowMs - minuteMs, reason: 'no answer'},
    };
    const text = headerOf(cluster, 120, aConnection(), stale);
    expect(text).toContain(`▲ stale since ${clockInWords(nowMs - minuteMs)}`);
    expect(text).not.toContain('live');
  });

  it('never says live beside a trouble that is known', () => {
    const trouble = {kind: 'no-quorum', message: '', hint: ''};
    expect(headerOf(cluster, 120, aConnection({trouble}))).not.toContain('live');
  });

  it.each([
    [{phase: 'connecting'}, '◐ connecting'],
    [{phase: 'waiting', nextAttemptMs: nowMs}, `✖ not connected, next try ${clockInWords(nowMs)}`],
    [{membership: {kind: 'worker'}}, '▲ worker: this engine only'],
    [{membership: {kind: 'inactive'}}, '▲ no swarm: this engine only'],
    [{membership: {kind: 'locked', reason: ''}}, '✖ swarm locked'],
    [{membership: {kind: 'no-quorum', reason: ''}}, '✖ no quorum'],
    [{membership: {kind: 'certificate-expired', reason: ''}}, '✖ certificate expired'],
  ] satisfies (readonly [Partial<Connection>, string])[])(
    'shows the connection %j in words',
    (part, words) => {
      const text = headerOf(aCluster(), 80, aConnection(part));
      expect(text.trimEnd().endsWith(words)).toBe(true);
    },
  );

  it('shows no counts of what it was not told', () => {
    expect(headerOf(aCluster(), 120)).not.toMatch(/nodes|services|managers/);
  });
});
