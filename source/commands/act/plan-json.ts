import type {Plan, Refusal} from '../../actions/plan/plan.ts';
import {changesOf} from '../../actions/plan/step.ts';
import type {ProcedureOutcome} from '../../actions/procedure/procedure-run.ts';
import type {Outcome} from '../../actions/run/run.ts';
import {redacted} from '../../actions/spec/redact.ts';
import type {SpecConflict} from '../../actions/spec/spec-change.ts';

/** An action as JSON: its plan or why there is none, and how it ended when it was begun. */
export const actionJson = (plan: Plan | Refusal, outcome: Outcome | null): object => ({
  ...(plan.kind === 'plan' ? planJson(plan) : refusalJson(plan)),
  result:
    outcome === null
      ? null
      : {
          ...endJson(outcome),
          conflicts: outcome.conflicts.map(conflictJson),
        },
});

/** How an action or a procedure ended, and its record in the journal. */
export const endJson = (
  outcome: Pick<Outcome | ProcedureOutcome, 'kind' | 'message' | 'durationMs' | 'record' | 'notes'>,
) => ({
  kind: outcome.kind,
  message: outcome.message,
  durationMs: outcome.durationMs,
  journal: outcome.record,
  notes: outcome.notes,
});

const planJson = (plan: Plan): object => ({
  kind: 'plan',
  action: plan.intent.kind,
  title: plan.title,
  object: plan.object,
  version: plan.version,
  risk: plan.risk,
  steps: plan.steps.map(step => ({
    kind: step.kind,
    id: step.id,
    name: step.name,
    changes: changesOf(step).map(redacted),
  })),
  effects: plan.effects,
  checks: plan.checks,
  tasks: plan.tasks,
  expectedMs: plan.expectedMs,
  commands: plan.commands,
  undo: plan.undo !== null,
});

const refusalJson = ({title, reasons, conflicts}: Refusal): object => ({
  kind: 'refusal',
  title,
  reasons,
  conflicts: conflicts.map(conflictJson),
});

const conflictJson = ({change, now}: SpecConflict): object => {
  const {path, before, after} = redacted(change);
  const isMasked = path.at(-1) === 'Env';
  return {path, expected: before ?? null, wanted: after ?? null, now: isMasked ? '***' : (now ?? null)};
};
