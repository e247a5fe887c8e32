import type {NewEntry, TimelineObject, TimelineSeverity} from '../../domain/timeline/entry.ts';
import {whoInWords} from './actor.ts';
import type {JournalRecord, ResultKind} from './record.ts';

const severities: Readonly<Record<ResultKind, TimelineSeverity>> = {
  started: 'info',
  accepted: 'info',
  done: 'good',
  cancelled: 'info',
  refused: 'info',
  unfinished: 'warning',
  conflict: 'warning',
  failed: 'critical',
};

/** Of these nothing came to the cluster, so that they did not begin either. */
const withoutEffect: ReadonlySet<ResultKind> = new Set(['cancelled', 'refused', 'conflict']);

/** A record of the journal as entries of the timeline: when it began, and how it ended. */
export const recordEntries = (record: JournalRecord): readonly NewEntry[] => {
  const {result, who} = record;
  const began = record.startedAt;
  const entries: NewEntry[] = [];
  if (!withoutEffect.has(result.kind))
    entries.push(entryOf(record, 'began', began, 'info', `by ${whoInWords(who)}`));
  if (result.kind !== 'started')
    entries.push(
      entryOf(record, result.kind, record.endedAt ?? began, severities[result.kind], result.message),
    );
  return entries;
};

const entryOf = (
  record: JournalRecord,
  what: string,
  at: string,
  severity: TimelineSeverity,
  detail: string,
): NewEntry => ({
  id: `action:${record.id}:${what}`,
  timeMs: Date.parse(at) || 0,
  kind: 'action',
  severity,
  objects: objectsOf(record.object),
  title: `${record.title}: ${what}`,
  detail,
  source: 'journal',
  count: 1,
  isLate: false,
});

const objectsOf = ({kind, id, name}: JournalRecord['object']): readonly TimelineObject[] =>
  kind === 'swarm' || kind === 'engine' ? [] : [{kind, id, name}];
