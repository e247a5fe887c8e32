import {turnedDownRecord} from '../journal/new-record.ts';
import type {Refusal} from '../plan/plan.ts';
import {boundParts} from '../run/bound-parts.ts';
import type {RunOptions} from '../run/run.ts';
import {planProcedure} from './plan-procedure.ts';
import type {ProcedureGoal, ProcedurePlan} from './procedure.ts';
import type {ProcedureParts, ProcedureRun} from './procedure-run.ts';
import {startProcedure} from './start-procedure.ts';

/** Guided sequences of actions on one cluster; each of their actions goes through the runner. */
export interface Procedures {
  plan(goal: ProcedureGoal): ProcedurePlan | Refusal;
  run(plan: ProcedurePlan, options?: Pick<RunOptions, 'dryRun'>): ProcedureRun;
  /** Journals that one was refused or not confirmed. */
  turnedDown(
    goal: ProcedureGoal,
    plan: ProcedurePlan | Refusal,
    kind: 'refused' | 'cancelled',
    message: string,
  ): void;
}

/** Plans and runs procedures on one cluster. */
export const createProcedures = (parts: ProcedureParts): Procedures => ({
  plan: goal =>
    planProcedure(goal, {
      store: parts.store,
      otherManagers: parts.otherManagers?.() ?? 0,
      nowMs: parts.clock.now(),
    }),
  run: (plan, options = {}) => startProcedure(plan, options, {...boundParts(parts), runner: parts.runner}),
  turnedDown(goal, plan, kind, message) {
    const node = 'node' in goal ? goal.node : '';
    const about = {
      title: plan.title,
      action: goal.kind,
      object: plan.kind === 'procedure' ? plan.object : ({kind: 'swarm', id: node, name: node} as const),
      risk: plan.kind === 'procedure' ? plan.risk : null,
      undoOf: null,
    };
    parts.journal.append(turnedDownRecord(parts, parts.clock.now(), about, {kind, message}));
  },
});
