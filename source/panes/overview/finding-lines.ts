import {sinceInWords} from '../../domain/age.ts';
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
    text: finding.sinceMs === null ? '' : ` ${sinceInWords(nowMs - finding.sinceMs)}`,
    tone: 'muted',
  };
  const title: Line = [{text: `${glyph} ${titleOf(finding)}`, tone, bold: true}];
  return lineWidth(title) + lineWidth([since]) <= width ? [...title, since] : spread(title, [since], width);
};

/** From this width on a title and its reason have room beside each other. */
const wideCells = 120;

const withReason = (title: Line, reason: string): Line =>
  reason === '' ? title : [...title, {text: ` · ${reason}`}];

/** The ways to tell a finding in more than a line, the fullest first; the first line alone is selected and opens the object. */
const forms: readonly ((finding: Finding, input: OverviewInput) => readonly Line[])[] = [
  (finding, {width, nowMs}) => {
    const title = titleLine(finding, width, nowMs);
    const next = hangingLines({text: '  → ', tone: 'muted'}, {text: finding.next, tone: 'muted'}, width);
    if (width >= wideCells) return [withReason(title, finding.reason), ...next];
    return [title, ...hangingLines({text: '  '}, {text: finding.reason}, width), ...next];
  },
  (finding, {width, nowMs}) => [
    titleLine(finding, width, nowMs),
    ...hangingLines({text: '  '}, {text: finding.reason}, width),
  ],
];

/**
 * Findings in the fullest form that fits into `room` rows, otherwise one line each. None is left out. There may be
 * thousands: only of those that fit is more made than what Enter opens.
 */
export const findingEntries = (
  findings: readonly Finding[],
  input: OverviewInput,
  room: number,
): readonly OverviewEntry[] => {
  for (const form of findings.length <= room ? forms : []) {
    const entries = findings.flatMap(finding =>
      form(finding, input).map((line, index) => ({line, target: index === 0 ? targetOf(finding) : null})),
    );
    if (entries.length <= room) return entries;
  }
  return findings.map(finding => ({
    line: () => withReason(titleLine(finding, input.width, input.nowMs), finding.reason),
    target: targetOf(finding),
  }));
};
