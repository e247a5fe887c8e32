import type {Check, Refusal, Risk} from '../../actions/plan/plan.ts';
import {changesOf, type Step} from '../../actions/plan/step.ts';
import type {Json} from '../../actions/spec/json.ts';
import {redacted} from '../../actions/spec/redact.ts';
import {diffSpecs, type SpecChange, type SpecConflict} from '../../actions/spec/spec-change.ts';
import {aboutText, nowText, riskWords, valueText} from '../../actions/words/plan-words.ts';
import type {Level} from '../../domain/verdict.ts';
import {levelLooks} from '../../panes/glyphs.ts';
import type {Line, Span} from '../../ui/span.ts';
import type {AnyPlan} from './any-plan.ts';
import {procedureSteps} from './procedure-lines.ts';

export const riskLevels: Readonly<Record<Risk, Level>> = {
  safe: 'ok',
  disruptive: 'warning',
  destructive: 'critical',
};

const labelWidth = 10;

const labelled = (label: string, ...rest: readonly Span[]): Line => [
  {text: label.padEnd(labelWidth), tone: 'muted'},
  ...rest,
];

const marked = (level: Level, text: string): Line => {
  const {glyph, tone} = levelLooks[level];
  return [
    {text: `${glyph} `, tone},
    {text, tone: level === 'ok' ? 'text' : tone},
  ];
};

/** All of a plan, as a person reads it before deciding. */
export const planLines = (plan: AnyPlan): readonly Line[] => [
  ...(plan.kind === 'procedure' ? procedureSteps(plan) : stepsLines(plan.steps)),
  ...section(plan.effects.map(text => [{text: `· ${text}`}])),
  ...section(plan.checks.map(checkLine)),
  [],
  labelled('risk', ...marked(riskLevels[plan.risk], riskWords[plan.risk])),
  ...(plan.expectedMs === null ? [] : [labelled('expected', {text: `about ${aboutText(plan.expectedMs)}`})]),
  labelled('undo', {
    text: plan.undo === null ? 'none' : 'z takes it back, as long as nobody changes it since',
  }),
  ...plan.commands.map(command => labelled('same as', {text: command, tone: 'accent'})),
];

/** A plan among others: what would be decided by, without what is as it should be. */
export const briefPlanLines = (plan: AnyPlan): readonly Line[] => [
  [
    ...marked(riskLevels[plan.risk], ''),
    {text: plan.title, tone: 'title', bold: true},
    {text: `  ${plan.risk}`, tone: 'muted'},
  ],
  ...[
    ...(plan.kind === 'procedure' ? procedureSteps(plan) : stepsLines(plan.steps)),
    ...plan.effects.map((text): Line => [{text: `· ${text}`}]),
    ...plan.checks.filter(({level}) => level === 'warning').map(checkLine),
    ...plan.commands.map(command => labelled('same as', {text: command, tone: 'accent'})),
  ].map((line): Line => [{text: '  '}, ...line]),
];

/** What stands above the reasons of a refusal. */
export const refusedLine: Line = [{text: '✖ refused: nothing can be done as it is now', tone: 'critical'}];

/** Why something cannot be done. */
export const reasonLines = ({reasons, conflicts}: Refusal): readonly Line[] => [
  ...reasons.map((reason): Line => [{text: `· ${reason}`}]),
  ...(conflicts.length === 0 ? [] : [[]]),
  ...conflicts.flatMap(conflictLines),
];

/** A refusal among others. */
export const refusalLines = (refusal: Refusal): readonly Line[] => [
  [
    {text: '✖ ', tone: 'critical'},
    {text: refusal.title, tone: 'title', bold: true},
    {text: '  refused', tone: 'critical'},
  ],
  ...reasonLines(refusal).map((line): Line => [{text: '  '}, ...line]),
];

/** All three sides of a field that someone else has changed. */
export const conflictLines = (conflict: SpecConflict): readonly Line[] => {
  const {path, before, after} = redacted(conflict.change);
  return [
    [{text: path.join('.'), tone: 'strong'}],
    [{text: '  was     ', tone: 'muted'}, {text: valueText(before)}],
    [{text: '  wanted  ', tone: 'muted'}, {text: valueText(after)}],
    [
      {text: '  is now  ', tone: 'warning'},
      {text: nowText(conflict), tone: 'warning'},
    ],
  ];
};

/** What each step changes. */
export const stepsLines = (steps: readonly Step[]): readonly Line[] =>
  steps.flatMap(step => {
    const changes = changesOf(step).map(redacted);
    const made = 'spec' in step ? diffSpecs({}, step.spec).map(redacted) : [];
    const isNamed = steps.length > 1 || changes.length === 0;
    const name: Line = [{text: step.kind.replaceAll('-', ' '), tone: 'strong'}, {text: ` ${step.name}`}];
    return [...(isNamed ? [name] : []), ...[...changes, ...made].flatMap(changeLines)];
  });

const section = (lines: readonly Line[]): readonly Line[] => (lines.length === 0 ? [] : [[], ...lines]);

const checkLine = ({name, level, reason}: Check): Line => marked(level, `${name}: ${reason}`);

/** A list of texts is told by what comes and goes; everything else by before and after. */
const changeLines = ({path, before, after}: SpecChange): readonly Line[] => {
  const name = path.join('.');
  const [old, now] = [textsOf(before), textsOf(after)];
  if (old !== null && now !== null && old.length + now.length > 0) {
    return [
      [{text: name, tone: 'strong'}],
      ...old
        .filter(text => !now.includes(text))
        .map((text): Line => [{text: `  − ${text}`, tone: 'critical'}]),
      ...now.filter(text => !old.includes(text)).map((text): Line => [{text: `  + ${text}`, tone: 'ok'}]),
    ];
  }
  return [
    [
      {text: name, tone: 'strong'},
      {text: '  '},
      {text: valueText(before), tone: 'muted'},
      {text: ' → ', tone: 'muted'},
      {text: valueText(after)},
    ],
  ];
};

const textsOf = (value: Json | undefined): readonly string[] | null => {
  if (value === undefined) return [];
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : null;
};
