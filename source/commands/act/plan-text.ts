import type {Plan, Refusal, Risk} from '../../actions/plan/plan.ts';
import {changesOf} from '../../actions/plan/step.ts';
import {redacted} from '../../actions/spec/redact.ts';
import {aboutText, changeText, conflictText, riskWords} from '../../actions/words/plan-words.ts';
import type {Level} from '../../domain/verdict.ts';
import {type Paint, plainLine} from '../output/paint.ts';

const riskLevels: Readonly<Record<Risk, Level>> = {
  safe: 'ok',
  disruptive: 'warning',
  destructive: 'critical',
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
    ...(plan.expectedMs === null ? [] : [`  expected ${aboutText(plan.expectedMs)}`]),
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

/** What others named must not move the cursor; our own colours are the only escapes. */
const plainKeepingColor = (line: string): string =>
  line
    .split(/(\u001B\[\d+m)/)
    .map((part, index) => (index % 2 === 1 ? part : plainLine(part)))
    .join('');
