import type {Freshness, Source} from '../../domain/freshness.ts';
import type {Quorum, StackSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {LevelCounts} from '../../store/totals.ts';
import type {Line} from '../../ui/span.ts';
import type {Tone} from '../../ui/tones.ts';
import {freshnessReason, freshnessSpan} from '../freshness-words.ts';
import {levelLooks} from '../glyphs.ts';
import {bytesInWords, clockInWords, counted} from '../quantities.ts';
import {countClaimedTasks, countNodes, type NodeCounts} from '../totals.ts';
import {hangingLines} from '../wrap.ts';
import type {OverviewInput} from './overview-entry.ts';

interface Value {
  readonly text: string;
  readonly tone?: Tone;
}

const quorumValue = (quorum: Quorum): Value => {
  const reach = `${quorum.reachable} of ${quorum.managers} reachable`;
  const leader = quorum.leader === null ? 'no leader known' : `leader ${quorum.leader}`;
  if (!quorum.hasQuorum) {
    return {text: `✖ no quorum: ${reach}, ${quorum.needed} are needed`, tone: 'critical'};
  }
  if (quorum.managers === 1) {
    return {text: `1 reachable, ${leader}; if it is lost, the swarm cannot be changed`, tone: 'text'};
  }
  const loss = quorum.tolerance === 0 ? 'none may be lost' : `${quorum.tolerance} more may be lost`;
  return quorum.tolerance === 0
    ? {text: `▲ ${reach}, ${leader}; ${loss}`, tone: 'warning'}
    : {text: `${reach}, ${leader}; ${loss}`};
};

const parts = (...texts: readonly (string | false)[]): string =>
  texts.filter(text => text !== false).join(' · ');

const nodesValue = ({total, ready, down, unknown, resting, leftOver}: NodeCounts): Value => ({
  text: parts(
    `${ready} of ${total} ready`,
    down > 0 && `✖ ${down} down`,
    unknown > 0 && `? ${unknown} unknown`,
    resting > 0 && `▲ ${resting} paused or drained`,
    leftOver > 0 && `▲ ${leftOver} left over from a rejoin`,
  ),
  ...(down > 0 ? {tone: 'critical' as const} : {}),
});

const levelParts = (counts: LevelCounts): readonly (string | false)[] =>
  (['critical', 'warning', 'unknown', 'progress'] as const).map(
    level => counts[level] > 0 && `${levelLooks[level].glyph} ${counts[level]} ${levelLooks[level].word}`,
  );

const countLevels = (stacks: Iterable<StackSummary>): LevelCounts => {
  const counts = {ok: 0, progress: 0, unknown: 0, warning: 0, critical: 0};
  for (const {health} of stacks) counts[health.level] += 1;
  return counts;
};

const countsValue = (counts: LevelCounts, total: number): Value => ({
  text: total === 0 ? 'none' : parts(`${counts.ok} of ${total} ok`, ...levelParts(counts)),
});

const tasksValue = (store: ClusterStore): Value => {
  const claimed = countClaimedTasks(store);
  const {running, desired} = store.totals.tasks;
  return {
    text: parts(`${running} running of ${desired} wanted`, claimed > 0 && `✖ ${claimed} on dead nodes`),
  };
};

const engineValue = (store: ClusterStore): Value => {
  const info = store.engineInfo;
  if (info === null) return {text: 'not known yet', tone: 'unknown'};
  const machine = `${info.cpus} CPUs, ${bytesInWords(info.memoryBytes)}`;
  return {text: `${info.name}, ${info.engineVersion} (API ${info.apiVersion}), ${info.os}, ${machine}`};
};

const connectionValue = ({store}: OverviewInput): Value => {
  const {context, host, why, phase, sinceMs} = store.connection;
  const state = `${phase === 'waiting' ? 'waiting to try again' : phase} since ${clockInWords(sinceMs)}`;
  return {
    text: `${context} at ${host} (${why}), ${state}`,
    ...(phase === 'connected' ? {} : {tone: 'warning' as const}),
  };
};

const allSources: readonly Source[] = [
  'events',
  'nodes',
  'services',
  'tasks',
  'networks',
  'secrets',
  'configs',
  'volumes',
  'containers',
];

/** What this engine never can tell needs no reason here: the page begins with it. */
const reasonOf = (freshness: Freshness): string =>
  freshness.kind === 'unavailable' ? '' : freshnessReason(freshness);

/** Which sources are not live, grouped by how they stand, each group with the reason of its first. */
const sourcesValue = (store: ClusterStore): Value => {
  const groups = new Map<
    string,
    {readonly sources: Source[]; readonly reason: string; readonly tone: Tone}
  >();
  for (const source of allSources) {
    const freshness = store.freshness(source);
    if (freshness.kind === 'live') continue;
    const {text, tone = 'text'} = freshnessSpan(freshness);
    const group = groups.get(text) ?? {sources: [], reason: reasonOf(freshness), tone};
    group.sources.push(source);
    groups.set(text, group);
  }
  const texts = [...groups].map(
    ([state, {sources, reason}]) => `${state}: ${sources.join(', ')}${reason === '' ? '' : ` (${reason})`}`,
  );
  if (texts.length === 0) return {text: 'all live'};
  return {text: texts.join('; '), tone: [...groups.values()][0]?.tone ?? 'text'};
};

/** What there is, a line each; what this engine cannot tell is left out, and `Sources` says why. */
export const summaryLines = (input: OverviewInput): readonly Line[] => {
  const {store, width} = input;
  const {services} = store.totals;
  const stacks = store.derived('stacks');
  // Lost is what we never had: a 0 there would look like a figure.
  const canTell = (source: Source): boolean =>
    !['unavailable', 'loading', 'lost'].includes(store.freshness(source).kind);
  const containers = store.table('containers').size;
  const rows: readonly (readonly [string, Value] | null)[] = [
    store.quorum === null || !canTell('nodes') ? null : ['Managers', quorumValue(store.quorum)],
    canTell('nodes') ? ['Nodes', nodesValue(countNodes(store))] : null,
    canTell('services') ? ['Services', countsValue(services.byLevel, services.total)] : null,
    canTell('tasks') ? ['Tasks', tasksValue(store)] : null,
    canTell('services') ? ['Stacks', countsValue(countLevels(stacks.values()), stacks.size)] : null,
    canTell('containers') ? ['Here', {text: `${counted(containers, 'container')} on this engine`}] : null,
    ['Engine', engineValue(store)],
    ['Connection', connectionValue(input)],
    ['Sources', sourcesValue(store)],
  ];
  return rows.flatMap(row => {
    if (row === null) return [];
    const [label, value] = row;
    return hangingLines({text: `  ${label.padEnd(11)} `, tone: 'muted'}, value, width);
  });
};
