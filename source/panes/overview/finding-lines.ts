import {sinceInWords} from '../../domain/age.ts';
import type {Finding} from '../../domain/summaries.ts';
import {blastRadius} from '../../store/blast-radius.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {lineWidth, spread} from '../../ui/line-text.ts';
import type {Line, Span} from '../../ui/span.ts';
import {levelLooks} from '../glyphs.ts';
import type {ObjectRef} from '../pane.ts';
import {hangingLines} from '../wrap.ts';
import type {OverviewEntry, OverviewInput} from './overview-entry.ts';
import {type StepKeys, stepHints} from './step-hints.ts';
import {lineOfTarget} from './targets.ts';

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

/** Where the engine does not tell when it began, how long it was seen here: it is at least so old. */
const sinceText = (finding: Finding, store: ClusterStore, nowMs: number): string => {
  if (finding.sinceMs !== null) return ` ${sinceInWords(nowMs - finding.sinceMs)}`;
  const seenMs = finding.isHint === true ? null : store.seenSinceMs(finding.key);
  return seenMs === null || nowMs - seenMs < leastSeenMs ? '' : ` ${sinceInWords(nowMs - seenMs)} or longer`;
};
const leastSeenMs = 60_000;

const titleLine = (finding: Finding, {width, nowMs, store}: OverviewInput): Line => {
  const {glyph, tone} = finding.isHint === true ? hintLook : levelLooks[finding.level];
  const since: Span = {text: sinceText(finding, store, nowMs), tone: 'muted'};
  const title: Line = [{text: `${glyph} ${titleOf(finding)}`, tone, bold: true}];
  return lineWidth(title) + lineWidth([since]) <= width ? [...title, since] : spread(title, [since], width);
};

/** From this width on a title and its reason have room beside each other. */
const wideCells = 120;

const withReason = (title: Line, reason: string): Line =>
  reason === '' ? title : [...title, {text: ` · ${reason}`}];

const leaderLines = (label: string, text: string, width: number): readonly Line[] =>
  text === '' ? [] : hangingLines({text: label, tone: 'muted'}, {text, tone: 'muted'}, width);

/** The keys that lead on from here, then what to do in words. */
const nextText = (finding: Finding, keys: StepKeys): string => {
  const hints = stepHints(finding.steps, targetOf(finding)?.kind ?? null, keys);
  const shown = hints.map(({keys: key, title}) => `${key} ${title}`).join(', ');
  return [shown, finding.next].filter(part => part !== '').join(' · ');
};

type Form = (finding: Finding, input: OverviewInput) => readonly Line[];

/** All that there is to say. */
const whole: Form = (finding, input) => {
  const {store, width, keys} = input;
  const title = titleLine(finding, input);
  const first =
    width >= wideCells
      ? [withReason(title, finding.reason)]
      : [title, ...hangingLines({text: '  '}, {text: finding.reason}, width)];
  return [
    ...first,
    ...leaderLines('  blast radius: ', blastRadius(store, finding), width),
    ...leaderLines('  → ', nextText(finding, keys), width),
  ];
};

const withoutNext: Form = (finding, input) => [
  titleLine(finding, input),
  ...hangingLines({text: '  '}, {text: finding.reason}, input.width),
];

/** The ways to tell every finding in more than a line, the fullest first; the first line alone is selected. */
const forms: readonly {readonly form: Form; readonly leastLines: number}[] = [
  {form: whole, leastLines: 2},
  {form: withoutNext, leastLines: 1},
];

/** Which of the findings is the selected line; where nothing was selected yet, the first that leads somewhere. */
const selectedAmong = (findings: readonly Finding[], selectedKey: string | null): number => {
  const targets = findings.map(targetOf);
  if (selectedKey === null) return targets.findIndex(target => target !== null);
  return lineOfTarget(targets, selectedKey);
};

/**
 * Findings in the fullest form that fits into `room` rows, otherwise one line each and the selected one whole. None is
 * left out. There may be thousands: only of those that fit is more made than what Enter opens.
 */
export const findingEntries = (
  findings: readonly Finding[],
  input: OverviewInput,
  room: number,
): readonly OverviewEntry[] => {
  const selected = selectedAmong(findings, input.selectedKey);
  const entriesOf = (finding: Finding, form: Form): readonly OverviewEntry[] =>
    form(finding, input).map((line, index) => ({line, target: index === 0 ? targetOf(finding) : null}));
  for (const {form, leastLines} of forms) {
    if (findings.length * leastLines > room) continue;
    const entries = findings.flatMap((finding, index) =>
      entriesOf(finding, index === selected ? whole : form),
    );
    if (entries.length <= room) return entries;
  }
  return findings.flatMap((finding, index) =>
    index === selected
      ? entriesOf(finding, whole)
      : [
          {
            line: () => withReason(titleLine(finding, input), finding.reason),
            target: targetOf(finding),
          },
        ],
  );
};
