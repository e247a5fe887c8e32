import {whoInWords} from '../../actions/journal/actor.ts';
import type {JournalRecord, ResultKind} from '../../actions/journal/record.ts';
import {riskWords} from '../../actions/words/plan-words.ts';
import type {Level} from '../../domain/verdict.ts';
import {levelLooks} from '../../panes/glyphs.ts';
import type {JournalRow} from '../../panes/journal/journal-pane.ts';
import {timeInWords} from '../../panes/quantities.ts';
import type {Line, Span} from '../../ui/span.ts';
import {stepsLines} from './plan-lines.ts';

/** How good each end of an action is. */
const resultLevels: Readonly<Record<ResultKind, Level>> = {
  started: 'progress',
  done: 'ok',
  accepted: 'ok',
  cancelled: 'unknown',
  refused: 'unknown',
  unfinished: 'warning',
  conflict: 'warning',
  failed: 'critical',
};

/** A record as a row of the journal's list. */
export const journalRow = (record: JournalRecord): JournalRow => ({
  id: record.id,
  startedMs: Date.parse(record.startedAt) || 0,
  title: record.title,
  object: `${record.object.kind} ${record.object.name}`,
  result: record.result.kind,
  level: resultLevels[record.result.kind] ?? 'unknown',
  message: record.result.message,
  durationMs: record.durationMs,
  who: whoInWords(record.who),
  context: record.where.context,
});

const labelled = (label: string, ...rest: readonly Span[]): Line => [
  {text: label.padEnd(11), tone: 'muted'},
  ...rest,
];

/** All that the journal knows of one action. */
const recordLines = (record: JournalRecord, records: readonly JournalRecord[]): readonly Line[] => {
  const {result, who, where, object} = record;
  const {glyph, tone} = levelLooks[resultLevels[result.kind] ?? 'unknown'];
  const seconds = record.durationMs === null ? '' : ` after ${(record.durationMs / 1_000).toFixed(1)} s`;
  return [
    [{text: record.title, tone: 'title', bold: true}],
    [],
    labelled(
      'Result',
      {text: `${glyph} ${result.kind}${seconds}`, tone},
      {text: result.message === '' ? '' : `: ${result.message}`},
    ),
    labelled('Started', {text: timeInWords(Date.parse(record.startedAt) || 0)}),
    labelled('Who', {text: whoInWords(who)}),
    labelled(
      'Where',
      {text: `${where.context}, ${where.host}`},
      {text: where.cluster === null ? '' : `, swarm ${where.cluster}`, tone: 'muted'},
    ),
    labelled('Object', {text: `${object.kind} ${object.name}`}, {text: `  ${object.id}`, tone: 'muted'}),
    ...(record.risk === null ? [] : [labelled('Risk', {text: riskWords[record.risk]})]),
    labelled('Undo', {text: undoInWords(record, records)}),
    labelled('Id', {text: record.id, tone: 'muted'}),
    ...section('Changes', stepsLines(record.steps)),
    ...section(
      'Warnings',
      record.warnings.map(
        ({name, reason}): Line => [{text: '▲ ', tone: 'warning'}, {text: `${name}: ${reason}`}],
      ),
    ),
    ...section(
      'Same as',
      record.commands.map((command): Line => [{text: command, tone: 'accent'}]),
    ),
  ];
};

/** The page of one action. */
export const recordPage = (records: readonly JournalRecord[], id: string): readonly Line[] => {
  const record = records.find(each => each.id === id);
  return record === undefined
    ? [[{text: 'The journal does not have this action any more.', tone: 'muted'}]]
    : recordLines(record, records);
};

const section = (title: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0
    ? []
    : [[], [{text: title, tone: 'strong'}], ...lines.map((line): Line => [{text: '  '}, ...line])];

const undoInWords = (record: JournalRecord, records: readonly JournalRecord[]): string => {
  if (record.undoOf !== null) return `this took ${record.undoOf} back`;
  const by = records.find(({undoOf, result}) => undoOf === record.id && resultLevels[result.kind] === 'ok');
  if (by !== undefined) return `taken back by ${by.id}`;
  return record.undo === null ? 'none' : `:undo ${record.id}`;
};
