import type {Refusal} from '../../actions/plan/plan.ts';
import {type ChecklistItem, itemSeconds} from '../../actions/procedure/checklist.ts';
import type {ProcedurePlan} from '../../actions/procedure/procedure.ts';
import type {ProcedureOutcome} from '../../actions/procedure/procedure-run.ts';
import {endJson} from '../act/plan-json.ts';

/** A procedure as JSON: its plan or why there is none, how each step went, and how it ended. */
export const procedureJson = (
  plan: ProcedurePlan | Refusal,
  outcome: ProcedureOutcome | null,
  checklist: readonly ChecklistItem[],
): object => ({
  ...(plan.kind === 'refusal'
    ? {kind: 'refusal', title: plan.title, reasons: plan.reasons}
    : {
        kind: 'procedure',
        procedure: plan.goal.kind,
        title: plan.title,
        object: plan.object,
        risk: plan.risk,
        effects: plan.effects,
        checks: plan.checks,
        expectedMs: plan.expectedMs,
        commands: plan.commands,
        undo: plan.undo !== null,
      }),
  steps:
    plan.kind === 'refusal'
      ? []
      : plan.steps.map(({title, when}, index) => {
          const item = checklist[index];
          return {
            title,
            when,
            state: item?.state ?? 'waiting',
            detail: item?.detail ?? '',
            seconds: item === undefined ? null : itemSeconds(item, item.endedMs ?? 0),
          };
        }),
  result: outcome === null ? null : endJson(outcome),
});
