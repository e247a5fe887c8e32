import type {Plan, Refusal, Risk} from '../../actions/plan/plan.ts';
import {changesOf} from '../../actions/plan/step.ts';
import type {Json} from '../../actions/spec/json.ts';
import {redacted} from '../../actions/spec/redact.ts';
import type {SpecChange, SpecConflict} from '../../actions/spec/spec-change.ts';
import type {Level} from '../../domain/verdict.ts';
import {type Paint, plainLine} from '../output/paint.ts';

const riskLevels: Readonly<Record<Risk, Level>> = {
  safe: 'ok',
  disruptive: 'warning',
  destructive: 'critical',
};
const riskWords: Readonly<Record<Risk, string>> = {
  safe: 'safe',
  disruptive: 'disruptive: tasks stop or move',
  destructive: 'destructive: it cannot be taken back, or nothing more may fail then',
};

/** A plan as text. */
export function planText(plan: Plan, paint: Paint): string {
  const lines = [
    paint(plan.title, 'title'),
    ...plan.steps.flatMap(step => changesOf(step).map(change => `  ${changeText(redacted(change))}`)),
    ...plan.effects.map(effect => `  ${effect}`),
    ...plan.checks.map(({name, level, reason}) =>
      level === 'ok' ? `  ok       ${name}: ${reason}` : paint(`  warning  ${name}: ${reason}`, 'warning'),
    ),
    `  risk     ${paint(riskWords[plan.risk], riskLevels[plan.risk])}`,
    ...(plan.expectedMs === null ? [] : [`  expected ${secondsText(plan.expectedMs)}`]),
    `  undo     ${plan.undo === null ? 'none' : 'medianest undo'}`,
    ...plan.commands.map(command => `  same as  ${command}`),
  ];
  return `${lines.map(plainKeepingColor).join('\n')}\n`;
}

/** Why there is no plan. */
export const refusalText = ({title, reasons, conflicts}: Refusal, paint: Paint): string =>
  `${[
    paint(`refused: ${plainLine(title)}`, 'critical'),
    ...reasons.map(reason => `  ${plainLine(reason)}`),
    ...conflicts.map(conflict => `  ${plainLine(conflictText(conflict))}`),
  ].join('\n')}\n`;

/** All three sides of a field that someone else has changed. */
export function conflictText({change, now}: SpecConflict): string {
  const shown = redacted(change);
  return `${shown.path.join('.')}: expected ${valueText(shown.before)}, would be ${valueText(shown.after)}, is ${valueText(change.path.at(-1) === 'Env' ? '***' : now)}`;
}

const changeText = ({path, before, after}: SpecChange): string =>
  `${path.join('.')}: ${valueText(before)} → ${valueText(after)}`;

const valueText = (value: Json | undefined): string =>
  value === undefined ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);

function secondsText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${Math.max(1, seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** What others named must not move the cursor; our own colours are the only escapes. */
const plainKeepingColor = (line: string): string =>
  line
    .split(/(\u001B\[\d+m)/)
    .map((part, index) => (index % 2 === 1 ? part : plainLine(part)))
    .join('');
