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

/** `web: 1 of 3 tasks failing`, with the name only where the title does not tell it already. */
const titleOf = ({title, object}: Finding): string =>
  object.name === '' || title.includes(object.name) ? title : `${object.kind} ${object.name}: ${title}`;

const titleLine = (finding: Finding, width: number, nowMs: number): Line => {
  const {glyph, tone} = levelLooks[finding.level];
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

/** Every finding, worst first: in full while they fit into `room` rows, in one line each otherwise. None is left out. */
export const findingEntries = (input: OverviewInput, room: number): readonly OverviewEntry[] => {
  const {findings} = input.store;
  const full = findings.flatMap(finding =>
    fullLines(finding, input).map((line, index) => ({line, target: index === 0 ? targetOf(finding) : null})),
  );
  if (full.length <= room) return full;
  return findings.map(finding => ({line: shortLine(finding, input), target: targetOf(finding)}));
};
