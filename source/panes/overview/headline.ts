import type {Finding} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {freshnessReason, freshnessSpan, judgedSources, worstFreshness} from '../freshness-words.ts';
import {levelLooks} from '../glyphs.ts';
import {clockInWords, counted} from '../quantities.ts';
import {hangingLines} from '../wrap.ts';
import type {OverviewInput} from './overview-entry.ts';
import {situationOf} from './situations.ts';

const levels = ['critical', 'warning', 'unknown'] as const;

const countOf = (findings: readonly Finding[], level: Finding['level']): number =>
  findings.filter(finding => finding.level === level).length;

const troubled = (findings: readonly Finding[]): Line => {
  const worst = levels.find(level => countOf(findings, level) > 0) ?? 'unknown';
  const counts = levels
    .filter(level => countOf(findings, level) > 0)
    .map(level => `${countOf(findings, level)} ${level}`);
  return [
    {text: `${levelLooks[worst].glyph} ${counts.join(', ')}`, tone: levelLooks[worst].tone, bold: true},
  ];
};

/** The verdict when there is no finding: fine only as far as everything that could tell otherwise is live. */
const untroubled = (store: ClusterStore): Line => {
  const worst = worstFreshness(store, judgedSources);
  switch (worst?.kind) {
    case 'live':
      return [{text: '● Nothing is wrong.', tone: 'ok', bold: true}];
    case 'stale':
      return [
        {
          text: `? Nothing was wrong at ${clockInWords(worst.sinceMs)}; what has happened since is not known.`,
          tone: 'stale',
          bold: true,
        },
      ];
    case 'lost':
      return [{text: '? Whether anything is wrong cannot be told now.', tone: 'unknown', bold: true}];
    case 'unavailable':
      return [
        {text: '? Whether the swarm is well cannot be told from this engine.', tone: 'unknown', bold: true},
      ];
    case 'loading':
    case undefined:
      return [{text: '◐ Looking at the swarm …', tone: 'info', bold: true}];
  }
};

/** The first line, the answer to "is anything on fire", and how fresh that answer is. */
export const headline = ({store, width}: OverviewInput, findings: readonly Finding[]): readonly Line[] => {
  const hasFindings = findings.length > 0;
  if (!hasFindings && situationOf(store.connection) !== null) return [];
  const verdict = hasFindings ? troubled(findings) : untroubled(store);
  const worst = worstFreshness(store, judgedSources);
  if (worst === null) return [verdict];
  const freshness = freshnessSpan(worst);
  const reason = freshnessReason(worst);
  const first: Line = [...verdict, {text: '  '}, freshness];
  if (reason === '') {
    const counts = `${counted(store.derived('services').size, 'service')}, ${counted(store.derived('nodes').size, 'node')}`;
    return [
      [...first, ...(worst.kind === 'live' ? [{text: ` · ${counts} checked`, tone: 'muted' as const}] : [])],
    ];
  }
  return [first, ...hangingLines({text: '  '}, {text: reason, tone: 'muted'}, width)];
};
