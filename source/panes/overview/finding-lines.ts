import {ageInWords} from '../../domain/age.ts';
import type {Finding} from '../../domain/summaries.ts';
import {lineWidth, spread} from '../../ui/line-text.ts';
import type {Line, Span} from '../../ui/span.ts';
import {levelLooks} from '../glyphs.ts';
import type {ObjectRef} from '../pane.ts';
import {hangingLines} from '../wrap.ts';
import type {OverviewEntry, OverviewInput} from './overview-entry.ts';

/** The object that Enter opens; what concerns the swarm or the engine as a whole has none. */
const targetOf = ({object}: Finding): ObjectRef | null => {
  switch (object.kind) {
    case 'service':
    case 'node':
    case 'task':
      return {kind: object.kind, id: object.id, name: object.name};
    case 'swarm':
    case 'engine':
      return null;
  }
};

/** What it is about, then what is wrong with it. */
const titleOf = ({title, object}: Finding): string =>
  object.kind === 'swarm' ? `swarm: ${title}` : `${object.kind} ${object.name}: ${title}`;

/** Hints are good to know, and nothing to act on at night. */
const hintLook = {glyph: '·', tone: 'text'} as const;

const titleLine = (finding: Finding, width: number, nowMs: number): Line => {
  const {glyph, tone} = finding.isHint === true ? hintLook : levelLooks[finding.level];
  const since: Span = {
    text: finding.sinceMs === null ? '' : ` since ${ageInWords(nowMs - finding.sinceMs)}`,
    tone: 'muted',
  };
  const title: Line = [{text: `${glyph} ${titleOf(finding)}`, tone, bold: true}];
  return lineWidth(title) + lineWidth([since]) <= width ? [...title, since] : spread(title, [since], width);
};

/** Reason and next step below the title, which alone is selected and opens the object. */
const fullLines = (finding: Finding, {width, nowMs}: OverviewInput): readonly Line[] => [
  titleLine(finding, width, nowMs),
  ...hangingLines({text: '  '}, {text: finding.reason}, width),
  ...hangingLines({text: '  → ', tone: 'muted'}, {text: finding.next, tone: 'muted'}, width),
];

/** Title and reason in one line, for when there are many. */
const shortLine = (finding: Finding, {width, nowMs}: OverviewInput): Line => {
  const title = titleLine(finding, width, nowMs);
  return finding.reason === '' ? title : [...title, {text: ` · ${finding.reason}`}];
};

/** Findings in full while they fit into `room` rows, in one line each otherwise. None is left out. */
export const findingEntries = (
  findings: readonly Finding[],
  input: OverviewInput,
  room: number,
): readonly OverviewEntry[] => {
  const full = findings.flatMap(finding =>
    fullLines(finding, input).map((line, index) => ({line, target: index === 0 ? targetOf(finding) : null})),
  );
  if (full.length <= room) return full;
  return findings.map(finding => ({line: shortLine(finding, input), target: targetOf(finding)}));
};
