import {type ChecklistItem, shownItems} from '../../actions/procedure/checklist.ts';
import type {ProcedureGoal} from '../../actions/procedure/procedure.ts';
import type {ProcedureOutcome, ProcedureRun} from '../../actions/procedure/procedure-run.ts';
import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import {confirm} from '../act/confirm.ts';
import {refusalText} from '../act/plan-text.ts';
import type {CommandPorts, Invocation} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, type Paint, plainLine} from '../output/paint.ts';
import {procedureJson} from './procedure-json.ts';
import {itemText, procedureText} from './procedure-text.ts';

/** Plans a procedure, asks as its risk wants, goes through it step by step, and says how each one went. */
export async function carryOutProcedure(
  goal: ProcedureGoal,
  {options: {act, color, format}}: Invocation,
  {runner}: Pick<ActionCluster, 'runner'>,
  ports: CommandPorts,
): Promise<ExitCode> {
  const isJson = format === 'json';
  const paint = createPaint(color);
  const say = isJson ? () => undefined : ports.out;
  const end = (code: ExitCode, outcome: ProcedureOutcome | null, checklist: readonly ChecklistItem[]) => {
    if (isJson) ports.out(`${safeJson(procedureJson(plan, outcome, checklist), 2)}\n`);
    return code;
  };
  const plan = runner.procedures.plan(goal);
  if (plan.kind === 'refusal') {
    if (!act.dryRun) runner.procedures.turnedDown(goal, plan, 'refused', plan.reasons.join('; '));
    ports.err(refusalText(plan, paint));
    return end(4, null, []);
  }
  say(procedureText(plan, paint));
  if (!act.dryRun && runner.locked() === null) {
    const answer = await confirm(plan, act, ports);
    if (answer.kind === 'no') {
      runner.procedures.turnedDown(goal, plan, 'cancelled', answer.reason);
      ports.err(`${paint('not done', 'warning')}: ${plainLine(answer.reason)}\n`);
      return end(4, null, []);
    }
  }
  const run = runner.procedures.run(plan, {dryRun: act.dryRun});
  const stop = tellSteps(run, say, paint, ports);
  const letGo = ports.onInterrupt(() => {
    run.cancel();
    ports.err('stopping after this step, and putting right what was begun; ^C again leaves it as it is\n');
  });
  const outcome = await run.outcome;
  letGo();
  stop();
  const code = codes[outcome.kind];
  const seconds = (outcome.durationMs / 1_000).toFixed(1);
  if (code === 0) say(`${outcomeWords(outcome, seconds, paint)}\n`);
  else ports.err(`${paint(outcome.kind, 'critical')} after ${seconds} s: ${plainLine(outcome.message)}\n`);
  for (const note of outcome.notes) ports.err(`  ${plainLine(note)}\n`);
  return end(code, outcome, run.checklist);
}

const outcomeWords = ({kind, message}: ProcedureOutcome, seconds: string, paint: Paint): string =>
  kind === 'dry-run'
    ? `${paint(kind, 'progress')}: ${plainLine(message)}`
    : `${paint(kind, 'progress')} after ${seconds} s: ${plainLine(message)}`;

/** A line for each step that has ended; at a terminal also for what goes on. */
function tellSteps(
  run: ProcedureRun,
  say: (text: string) => void,
  paint: Paint,
  {nowMs, terminal}: Pick<CommandPorts, 'nowMs' | 'terminal'>,
): () => void {
  const told = new Set<string>();
  const tell = () => {
    for (const item of shownItems(run.checklist)) {
      const isOver = item.state !== 'waiting' && item.state !== 'running';
      const isNews = isOver || (item.state === 'running' && terminal.outputIsTerminal);
      const line = itemText(item, isOver ? (item.endedMs ?? 0) : nowMs(), paint);
      const key = isOver ? `${item.title} ${item.state}` : `${item.title} ${item.detail}`;
      if (!isNews || told.has(key)) continue;
      told.add(key);
      say(`${line}\n`);
    }
  };
  const stop = run.onChange(tell);
  return () => {
    stop();
    tell();
  };
}

const codes: Readonly<Record<ProcedureOutcome['kind'], ExitCode>> = {
  done: 0,
  'dry-run': 0,
  refused: 4,
  cancelled: 4,
  failed: 5,
  unfinished: 5,
};
