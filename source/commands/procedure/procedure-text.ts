import {type ChecklistItem, itemSeconds} from '../../actions/procedure/checklist.ts';
import type {ProcedurePlan} from '../../actions/procedure/procedure.ts';
import {aboutText, riskWords} from '../../actions/words/plan-words.ts';
import {type Paint, plainLine} from '../output/paint.ts';

const conditions = {ahead: '', always: ' (whatever happens)', rescue: ' (only after a failure)'} as const;

/** A procedure as text, before it begins. */
export function procedureText(plan: ProcedurePlan, paint: Paint): string {
  const lines = [
    paint(plainLine(plan.title), 'title'),
    ...plan.steps.map(({title, when}, index) => `  ${index + 1}. ${plainLine(title)}${conditions[when]}`),
    ...plan.effects.map(effect => `  ${plainLine(effect)}`),
    ...plan.checks.map(({name, level, reason}) =>
      level === 'ok'
        ? `  ok       ${plainLine(`${name}: ${reason}`)}`
        : paint(`  warning  ${plainLine(`${name}: ${reason}`)}`, 'warning'),
    ),
    `  risk     ${paint(riskWords[plan.risk], plan.risk === 'safe' ? 'ok' : plan.risk === 'destructive' ? 'critical' : 'warning')}`,
    ...(plan.expectedMs === null ? [] : [`  expected ${aboutText(plan.expectedMs)}`]),
    `  undo     ${plan.undo === null ? 'none' : 'medianest undo'}`,
    ...plan.commands.map(command => `  same as  ${plainLine(command)}`),
  ];
  return `${lines.join('\n')}\n`;
}

const marks: Readonly<Record<ChecklistItem['state'], string>> = {
  waiting: '·',
  running: '…',
  done: '✔',
  failed: '✖',
  skipped: '-',
};

/** A step that has come to its end, or goes on. */
export function itemText(item: ChecklistItem, nowMs: number, paint: Paint): string {
  const {title, state, detail} = item;
  const seconds = itemSeconds(item, nowMs);
  const time = seconds === null ? '' : ` ${seconds.toFixed(1)} s`;
  const words = `  ${marks[state]}${time}  ${plainLine(title)}${detail === '' ? '' : `: ${plainLine(detail)}`}`;
  return state === 'failed' ? paint(words, 'critical') : words;
}
