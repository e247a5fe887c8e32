import type {JournalRecord} from '../../actions/journal/record.ts';
import {findingHistory, type Watch} from '../../domain/incident/finding-history.ts';
import type {IncidentObject} from '../../domain/incident/incident.ts';
import {type IncidentStory, incidentReport} from '../../domain/incident/incident-report.ts';
import {incidentTimes, lookBackMs} from '../../domain/incident/incident-times.ts';
import type {Redactor} from '../../domain/masking/redactor.ts';
import {isAtLeast, type TimelineEntry} from '../../domain/timeline/entry.ts';
import {gatherObjects} from './gather-objects.ts';
import {objectsNamed} from './incident-objects.ts';
import {readFindings} from './record-findings.ts';
import {redactFiles} from './redact-files.ts';
import {redactedStory} from './redact-story.ts';
import {reportedAction} from './reported-action.ts';
import type {StopParts} from './stop-parts.ts';

export const reportName = 'report.md';
/** Of more objects than these the logs and specs are left out, and that is told. */
const mostObjects = 20;
const mostEntries = 20_000;

/** What came of it: where the report is, or why there is none. */
export type StoppedIncident =
  | {readonly kind: 'reported'; readonly path: string; readonly missing: readonly string[]}
  | {readonly kind: 'problem'; readonly message: string};

/** Gathers what is still to be had, writes the report, and hides what is secret in every file. */
export async function stopIncident(parts: StopParts): Promise<StoppedIncident> {
  const {mark, stoppedMs, files, redactor} = parts;
  const missing: string[] = [];
  const note = (fault: string | null) => {
    if (fault !== null) missing.push(fault);
  };
  const history = findingHistory(readFindings(files));
  const entries = await entriesOf(parts, missing);
  const records = recordsOf(parts, missing);
  const {specs, logs} = await gatherObjects(parts, objectsOf(parts, history, missing), missing);
  const times = incidentTimes({
    ...{startedMs: mark.startedMs, stoppedMs, stays: history.stays},
    signs: entries.filter(isSign).map(({timeMs, title}) => ({atMs: timeMs, title})),
    actions: records.filter(wasDone).map(({startedAt, title}) => ({atMs: Date.parse(startedAt), title})),
  });
  note(files.write('timeline.jsonl', linesOf(entries, redactor)));
  note(files.write('journal.jsonl', linesOf(records, redactor)));
  missing.push(...unwatched(history.watches, mark.startedMs, stoppedMs));
  const story: IncidentStory = {
    ...{mark, stoppedMs, times, history, entries, specs, logs, missing},
    actions: records.map(reportedAction),
  };
  const fault = files.write(reportName, redactor.text(incidentReport(redactedStory(story, redactor))));
  if (fault !== null) return {kind: 'problem', message: `the report cannot be written: ${fault}`};
  // Some values were learnt after some files had been written.
  const left = redactFiles(files, redactor);
  if (left !== null) return {kind: 'problem', message: `secrets may be left in a file: ${left}`};
  return {kind: 'reported', path: `${files.folder}/${reportName}`, missing};
}

/** So long nothing is missed: a look every few seconds, and the restart of a console. */
const shortMs = 15_000;

/** Stretches in which findings may have come and gone unseen. */
function unwatched(watches: readonly Watch[], startedMs: number, stoppedMs: number): readonly string[] {
  const ends = [...watches, {fromMs: stoppedMs, toMs: stoppedMs}];
  let seenMs = startedMs;
  const missing: string[] = [];
  for (const {fromMs, toMs} of ends) {
    if (fromMs - seenMs > shortMs)
      missing.push(
        `findings between ${new Date(seenMs).toISOString()} and ${new Date(fromMs).toISOString()}: no console was open on this swarm; what came and went in between was not seen`,
      );
    seenMs = Math.max(seenMs, toMs);
  }
  return missing;
}

/** What tells of something wrong; what we did ourselves is no sign. */
const isSign = ({severity, kind}: TimelineEntry): boolean =>
  isAtLeast(severity, 'warning') && kind !== 'action';

const wasDone = ({result: {kind}}: JournalRecord): boolean => kind !== 'refused' && kind !== 'cancelled';

const linesOf = (values: readonly unknown[], redactor: Redactor): string =>
  values.map(value => `${JSON.stringify(redactor.json(value))}\n`).join('');

async function entriesOf(
  {mark, stoppedMs, timeline}: StopParts,
  missing: string[],
): Promise<readonly TimelineEntry[]> {
  if ('missing' in timeline) {
    missing.push(`the timeline: ${timeline.missing}`);
    return [];
  }
  const sinceMs = mark.startedMs - lookBackMs;
  const newestFirst = await timeline.read({sinceMs, untilMs: stoppedMs, limit: mostEntries});
  if (newestFirst.length === mostEntries)
    missing.push(`the timeline: entries before the newest ${mostEntries}`);
  for (const {fromMs, toMs} of await timeline.gaps({fromMs: mark.startedMs, toMs: stoppedMs}))
    missing.push(
      `the timeline: nobody looked from ${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`,
    );
  return newestFirst.toReversed();
}

function recordsOf({mark, stoppedMs, journal}: StopParts, missing: string[]): readonly JournalRecord[] {
  if (journal.fault !== null) missing.push(`the journal: ${journal.fault}`);
  return journal.records.filter(({startedAt, where}) => {
    const atMs = Date.parse(startedAt);
    return (
      atMs >= mark.startedMs - lookBackMs &&
      atMs <= stoppedMs &&
      (mark.cluster === null || where.cluster === null || where.cluster === mark.cluster)
    );
  });
}

/** Those with findings, in the order in which these came, then those that were named. */
function objectsOf(
  {mark, cluster}: StopParts,
  {stays}: ReturnType<typeof findingHistory>,
  missing: string[],
): readonly IncidentObject[] {
  const found = stays.flatMap(({finding: {object, isHint}}): readonly IncidentObject[] =>
    isHint || object.kind === 'swarm' || object.kind === 'engine'
      ? []
      : [{kind: object.kind, id: object.id, name: object.name}],
  );
  const named =
    'missing' in cluster ? {found: [], unknown: mark.named} : objectsNamed(cluster.store, mark.named);
  for (const name of named.unknown) missing.push(`logs and spec of "${name}": nothing is called so`);
  const all = [
    ...new Map([...named.found, ...found].map(object => [`${object.kind}:${object.id}`, object])).values(),
  ];
  if (all.length > mostObjects)
    missing.push(`logs and specs of ${all.length - mostObjects} more objects with findings`);
  return all.slice(0, mostObjects);
}
