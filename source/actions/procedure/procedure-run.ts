import type {Intent} from '../intent.ts';
import type {ResultKind} from '../journal/record.ts';
import type {Plan, Refusal} from '../plan/plan.ts';
import type {Run, RunnerParts, RunOptions} from '../run/run.ts';
import type {ChecklistItem} from './checklist.ts';
import type {ProcedurePlan} from './procedure.ts';

/** What procedures need beside what the runner needs. */
export interface ProcedureParts extends RunnerParts {
  readonly runner: {
    plan(intent: Intent): Promise<Plan | Refusal>;
    run(plan: Plan, options: RunOptions): Run;
  };
}

/** How a procedure ended. */
export interface ProcedureOutcome {
  readonly kind: Exclude<ResultKind, 'started' | 'accepted' | 'conflict'> | 'dry-run';
  readonly message: string;
  /** From its start to the last step: the recovery time. */
  readonly durationMs: number;
  /** The record in the journal; null for a dry run. */
  readonly record: string | null;
  readonly notes: readonly string[];
}

/** A procedure on its way. It goes on whether or not anyone looks. */
export interface ProcedureRun {
  readonly plan: ProcedurePlan;
  /** One item per step; a new list with every change. */
  readonly checklist: readonly ChecklistItem[];
  onChange(listener: (checklist: readonly ChecklistItem[]) => void): () => void;
  readonly outcome: Promise<ProcedureOutcome>;
  /** Nothing new is begun after the step that is on its way, but what puts things right. */
  cancel(): void;
}
