import type {Plan} from '../../actions/plan/plan.ts';
import {type ChecklistItem, shownItems} from '../../actions/procedure/checklist.ts';
import type {ProcedurePlan} from '../../actions/procedure/procedure.ts';
import type {ProcedureRun} from '../../actions/procedure/procedure-run.ts';
import type {Progress, Run} from '../../actions/run/run.ts';
import type {Runner} from '../../actions/run/runner.ts';

/** What the console shows and confirms: an action, or a guided sequence of them. */
export type AnyPlan = Plan | ProcedurePlan;

/** Either on its way. */
export interface AnyRun extends Pick<Run, 'progress' | 'onProgress' | 'outcome' | 'cancel'> {
  /** How each step of a procedure goes; an action has none. */
  checklist(): readonly ChecklistItem[];
}

export const startPlan = (
  runner: Pick<Runner, 'run' | 'procedures'>,
  plan: AnyPlan,
  options: {readonly dryRun?: boolean} = {},
): AnyRun => {
  if (plan.kind === 'procedure') return asRun(runner.procedures.run(plan, options));
  const run = runner.run(plan, options);
  return {
    get progress() {
      return run.progress;
    },
    onProgress: run.onProgress,
    outcome: run.outcome,
    cancel: run.cancel,
    checklist: () => [],
  };
};

const asRun = (run: ProcedureRun): AnyRun => ({
  get progress() {
    return progressOf(run.checklist);
  },
  onProgress: listener => run.onChange(checklist => listener(progressOf(checklist))),
  outcome: run.outcome.then(outcome => ({...outcome, conflicts: []})),
  // What was begun is taken to its end or taken back; nothing new is begun.
  cancel() {
    run.cancel();
    return true;
  },
  checklist: () => run.checklist,
});

/** The step that is on its way, in one line. */
function progressOf(checklist: readonly ChecklistItem[]): Progress {
  const shown = shownItems(checklist);
  const at = shown.findIndex(({state}) => state === 'running');
  const item = shown[at];
  if (item === undefined) return {phase: 'checking', detail: '', sinceMs: 0};
  const {title, detail, startedMs} = item;
  return {
    phase: 'executing',
    detail: `step ${at + 1}/${shown.length} ${title}${detail === '' ? '' : `: ${detail}`}`,
    sinceMs: startedMs ?? 0,
  };
}
