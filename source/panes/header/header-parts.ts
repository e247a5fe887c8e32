import type {Quorum} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ClusterTotals} from '../../store/totals.ts';
import type {HeaderPart} from '../../ui/header.tsx';
import type {Line, Span} from '../../ui/span.ts';
import {freshnessSpan, judgedSources, worstFreshness} from '../freshness-words.ts';
import {levelLooks} from '../glyphs.ts';
import {clockInWords} from '../quantities.ts';
import {countNodes, type NodeCounts} from '../totals.ts';

export interface HeaderInput {
  readonly store: ClusterStore;
  /** Breadcrumbs, outermost first. */
  readonly trail: readonly string[];
  /** A simulated swarm must never be taken for a real one. */
  readonly isDemo?: boolean;
}

const muted = (text: string): Span => ({text, tone: 'muted'});

const quorumParts = (quorum: Quorum): readonly HeaderPart[] => {
  const {managers, reachable, needed, tolerance} = quorum;
  if (!quorum.hasQuorum) {
    const text = `✖ no quorum: ${reachable}/${managers} managers, ${needed} needed`;
    return [{line: [{text, tone: 'critical', bold: true}], priority: 1}];
  }
  const isWhole = reachable === managers;
  const count: Span = {text: `${reachable}/${managers}`, tone: isWhole ? 'header' : 'critical'};
  const margin: Span =
    tolerance === 0
      ? {text: managers === 1 ? 'only one' : '▲ may lose none', tone: managers === 1 ? 'muted' : 'warning'}
      : {text: `may lose ${tolerance}`, tone: 'muted'};
  return [
    {
      line: [muted('managers '), ...(isWhole ? [] : [{text: '✖ ', tone: 'critical' as const}]), count],
      priority: isWhole ? 4 : 2,
    },
    {line: [margin], priority: tolerance === 0 && managers > 1 ? 3 : 6},
  ];
};

const nodesPart = (nodes: NodeCounts): HeaderPart => {
  const counts: Line = [
    {text: `${nodes.ready}/${nodes.total}`, tone: 'header'},
    ...(nodes.down > 0 ? [{text: ` ✖${nodes.down}`, tone: 'critical' as const}] : []),
    ...(nodes.leftOver > 0 ? [{text: ` ▲${nodes.leftOver}`, tone: 'warning' as const}] : []),
    ...(nodes.unknown > 0 ? [{text: ` ?${nodes.unknown}`, tone: 'unknown' as const}] : []),
  ];
  return {line: [muted('nodes '), ...counts], priority: nodes.down > 0 ? 2 : 5};
};

const servicesPart = ({services}: ClusterTotals): HeaderPart => {
  const levels = (['critical', 'warning', 'unknown', 'progress'] as const).flatMap(level => {
    const count = services.byLevel[level];
    const {glyph, tone} = levelLooks[level];
    return count === 0 ? [] : [{text: ` ${glyph}${count}`, tone}];
  });
  return {
    line: [muted('services '), {text: `${services.byLevel.ok}/${services.total}`, tone: 'header'}, ...levels],
    priority: 3,
  };
};

/** Membership, or the state of the link when there is none; otherwise how fresh the picture is. */
const freshnessPart = (store: ClusterStore): HeaderPart => {
  const {phase, membership, nextAttemptMs, trouble} = store.connection;
  const part = (span: Span): HeaderPart => ({line: [span], priority: 1});
  if (phase === 'connecting') return part({text: '◐ connecting', tone: 'info'});
  if (phase === 'closed') return part({text: '✖ closed', tone: 'critical'});
  if (phase === 'waiting') {
    const next = nextAttemptMs === null ? '' : `, next try ${clockInWords(nextAttemptMs)}`;
    return part({text: `✖ not connected${next}`, tone: 'critical'});
  }
  if (membership !== null && membership.kind !== 'manager') {
    const words = membershipWords[membership.kind];
    return part({text: words, tone: words.startsWith('▲') ? 'warning' : 'critical'});
  }
  const worst = worstFreshness(store, judgedSources);
  const span = worst === null ? {text: '? nothing known', tone: 'unknown' as const} : freshnessSpan(worst);
  // Live lists beside a known trouble (a manager cut off from the others) must not look like all is well.
  return part(
    trouble !== null && worst?.kind === 'live' ? {text: `▲ ${trouble.kind}`, tone: 'warning'} : span,
  );
};

const membershipWords = {
  worker: '▲ worker: this engine only',
  inactive: '▲ no swarm: this engine only',
  pending: '▲ joining a swarm',
  locked: '✖ swarm locked',
  'no-quorum': '✖ no quorum',
  'certificate-expired': '✖ certificate expired',
  error: '✖ swarm error',
} as const;

/** Whether the counts are of now. */
const isBelieved = (store: ClusterStore): boolean => {
  const kind = worstFreshness(store, judgedSources)?.kind;
  return store.connection.phase === 'connected' && (kind === 'live' || kind === 'loading');
};

/** Counts from before must not look like those of now, whatever their colour was. */
const aged = (part: HeaderPart): HeaderPart => ({
  ...part,
  line: part.line.map(span => ({...span, tone: 'stale'})),
});

/** The parts of the header: which engine and why, where we are, what may be lost, what is there, how fresh it is. */
export const headerParts = ({
  store,
  trail,
  isDemo = false,
}: HeaderInput): {readonly left: readonly HeaderPart[]; readonly right: readonly HeaderPart[]} => {
  const {context, host, why} = store.connection;
  const isTold = (source: 'nodes' | 'services'): boolean => store.table(source).size > 0;
  return {
    left: [
      {line: [{text: 'medianest', tone: 'title', bold: true}], priority: 7},
      isDemo
        ? {line: [{text: 'DEMO', tone: 'warning', bold: true}], priority: 0}
        : {line: [{text: context, tone: 'accent', bold: true}], priority: 2},
      {line: [muted(host)], priority: 8},
      {line: [muted(isDemo ? 'simulated' : `by ${why}`)], priority: 9},
      {
        line: trail.flatMap((crumb, index) => [
          muted(index === 0 ? '▸ ' : ' ▸ '),
          {text: crumb, tone: 'header' as const},
        ]),
        priority: 5,
      },
    ],
    right: [
      ...[
        ...(store.quorum === null ? [] : quorumParts(store.quorum)),
        ...(isTold('nodes') ? [nodesPart(countNodes(store))] : []),
        ...(isTold('services') ? [servicesPart(store.totals)] : []),
      ].map(part => (isBelieved(store) ? part : aged(part))),
      freshnessPart(store),
    ],
  };
};
