import type {TimelineEntry} from '../timeline/entry.ts';
import type {FindingHistory, FindingStay} from './finding-history.ts';
import type {IncidentMark} from './incident.ts';
import type {ComputedTime, IncidentTimes} from './incident-times.ts';
import {fenced, inlineText, spanInWords, table, utc} from './markdown.ts';

/** An action of the journal, as a report tells it. */
export interface ReportedAction {
  readonly startedMs: number;
  readonly title: string;
  readonly who: string;
  readonly result: string;
  readonly durationMs: number | null;
  readonly commands: readonly string[];
}

export interface FieldChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What changed in the spec of an object while the incident was open. */
export interface SpecStory {
  readonly object: string;
  /** What the rollout asked for that went on when it was first looked at. */
  readonly asked: readonly FieldChange[];
  /** Between the first look and the last. */
  readonly changes: readonly FieldChange[];
  readonly files: readonly string[];
}

/** The last lines of a log. */
export interface LogStory {
  readonly object: string;
  readonly file: string;
  readonly lines: readonly string[];
  /** Lines in the file beside those told here. */
  readonly more: number;
}

/** Everything that a report is made of, redacted already. */
export interface IncidentStory {
  readonly mark: IncidentMark;
  readonly stoppedMs: number;
  readonly times: IncidentTimes;
  readonly history: FindingHistory;
  readonly actions: readonly ReportedAction[];
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[];
  readonly specs: readonly SpecStory[];
  readonly logs: readonly LogStory[];
  /** What could not be gathered, and why. */
  readonly missing: readonly string[];
}

/** Rows of the timeline that a report shows; the rest is in its file. */
const mostEntries = 300;

/** The report of an incident as Markdown. */
export function incidentReport(story: IncidentStory): string {
  const lines = [
    `# Incident: ${inlineText(story.mark.name)}`,
    '',
    ...headLines(story),
    ...section('Times', timeLines(story.times)),
    ...section('Findings', findingLines(story.history, story.stoppedMs)),
    ...section('Actions', actionLines(story.actions)),
    ...section('Timeline', entryLines(story.entries)),
    ...section('What changed in specs', specLines(story.specs)),
    ...section('Logs', logLines(story.logs)),
    ...section(
      'What could not be gathered',
      story.missing.length === 0
        ? ['Nothing is missing.']
        : story.missing.map(each => `- ${inlineText(each)}`),
    ),
    '',
    'Values that look secret are masked; what they are is not in this folder.',
  ];
  return `${lines.join('\n')}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] => [
  '',
  `## ${title}`,
  '',
  ...lines,
];

const headLines = ({mark, stoppedMs}: IncidentStory): readonly string[] => [
  `- From ${utc(mark.startedMs)} to ${utc(stoppedMs)} (${spanInWords(stoppedMs - mark.startedMs)})`,
  `- Started by ${inlineText(mark.startedBy)}`,
  `- Swarm: ${inlineText(mark.cluster ?? 'not known')}, context ${inlineText(mark.context)} at ${inlineText(mark.host)}`,
  ...(mark.named.length === 0 ? [] : [`- Asked for: ${mark.named.map(inlineText).join(', ')}`]),
];

function timeLines({firstSign, toDetect, toAct, toRecover}: IncidentTimes): readonly string[] {
  const row = (name: string, {ms, how}: ComputedTime) => [name, ms === null ? '—' : spanInWords(ms), how];
  const sign =
    firstSign === null
      ? ['First sign', '—', 'none was found']
      : ['First sign', utc(firstSign.atMs), firstSign.what];
  return table(
    ['', 'Time', 'How it was computed'],
    [sign, row('To detect', toDetect), row('To act', toAct), row('To recover', toRecover)],
  );
}

function findingLines({stays, watches}: FindingHistory, stoppedMs: number): readonly string[] {
  if (stays.length === 0) return ['No finding was seen while somebody looked.', ...watchLines(watches)];
  const row = ({finding, cameMs, goneMs, wasThere}: FindingStay) => [
    wasThere && finding.sinceMs !== null ? `${utc(finding.sinceMs)} (there at the first look)` : utc(cameMs),
    goneMs === null ? 'still there' : utc(goneMs),
    spanInWords((goneMs ?? stoppedMs) - (wasThere ? (finding.sinceMs ?? cameMs) : cameMs)),
    finding.isHint ? 'hint' : finding.level,
    `${finding.object.kind} ${finding.object.name}`,
    finding.title,
    finding.reason,
    finding.blastRadius,
  ];
  return [
    ...table(['Came', 'Gone', 'For', 'Level', 'Object', 'What', 'Why', 'Blast radius'], stays.map(row)),
    '',
    ...watchLines(watches),
  ];
}

const watchLines = (watches: FindingHistory['watches']): readonly string[] =>
  watches.length === 0
    ? ['Nobody watched the findings: no console was open on this swarm.']
    : ['Findings were watched:', ...watches.map(({fromMs, toMs}) => `- from ${utc(fromMs)} to ${utc(toMs)}`)];

function actionLines(actions: readonly ReportedAction[]): readonly string[] {
  if (actions.length === 0) return ['No action was taken through MediaNest.'];
  const rows = actions.map(({startedMs, who, title, result, durationMs}) => [
    utc(startedMs),
    who,
    title,
    result,
    durationMs === null ? '—' : spanInWords(durationMs),
  ]);
  const commands = actions.flatMap(action => action.commands);
  return [
    ...table(['When', 'Who', 'What', 'Result', 'Took'], rows),
    ...(commands.length === 0 ? [] : ['', 'The same by hand:', '', ...fenced(commands)]),
  ];
}

function entryLines(entries: readonly TimelineEntry[]): readonly string[] {
  if (entries.length === 0) return ['The timeline has no entries of this time.'];
  const shown = entries.slice(0, mostEntries);
  const rows = shown.map(({timeMs, kind, severity, title, detail, objects, source}) => [
    utc(timeMs),
    severity,
    kind,
    objects[0]?.name ?? '',
    detail === '' ? title : `${title}: ${detail}`,
    source,
  ]);
  const more = entries.length - shown.length;
  return [
    ...table(['When', 'Severity', 'Kind', 'Object', 'What', 'Told by'], rows),
    ...(more > 0 ? ['', `${more} more are in timeline.jsonl.`] : []),
  ];
}

const specLines = (specs: readonly SpecStory[]): readonly string[] =>
  specs.length === 0
    ? ['No spec was looked at.']
    : specs.flatMap(({object, asked, changes, files}) => [
        `### ${inlineText(object)}`,
        '',
        ...(asked.length === 0 ? [] : ['The rollout asked for:', '', ...changeTable(asked), '']),
        ...(changes.length === 0
          ? ['Nothing changed between the first look and the last.']
          : ['From the first look to the last:', '', ...changeTable(changes)]),
        '',
        `Files: ${files.map(inlineText).join(', ')}`,
        '',
      ]);

const changeTable = (changes: readonly FieldChange[]): readonly string[] =>
  table(
    ['Field', 'Before', 'After'],
    changes.map(({path, before, after}) => [path, before, after]),
  );

const logLines = (logs: readonly LogStory[]): readonly string[] =>
  logs.length === 0
    ? ['No log was read.']
    : logs.flatMap(({object, file, lines, more}) => [
        `### ${inlineText(object)}`,
        '',
        ...(lines.length === 0 ? ['It wrote nothing in this time.'] : fenced(lines)),
        '',
        `${more > 0 ? `${more} earlier lines and these are` : 'These lines are'} in ${inlineText(file)}.`,
        '',
      ]);
