import {type Refusal, refuse} from '../plan/plan.ts';
import {doubtOf} from '../plan/plan-action.ts';
import {planAwaitQuorum} from './plans/await-quorum.ts';
import {planDrainSafely} from './plans/drain-safely.ts';
import {planFailOverNode} from './plans/fail-over-node.ts';
import {planHandOver} from './plans/hand-over.ts';
import {planReplaceManager} from './plans/replace-manager.ts';
import type {ProcedureGoal, ProcedurePlan, ProcedureState} from './procedure.ts';

/** Says which steps lead to a goal; pure. Refused at the start with reasons, where it could not end well. */
export function planProcedure(goal: ProcedureGoal, state: ProcedureState): ProcedurePlan | Refusal {
  if (goal.kind === 'await-quorum') return planAwaitQuorum(goal, state);
  const unsure = doubtOf(state.store);
  if (unsure !== null) return refuse(goal.kind, unsure);
  switch (goal.kind) {
    case 'drain-safely':
      return planDrainSafely(goal, state);
    case 'hand-over':
      return planHandOver(goal, state);
    case 'replace-manager':
      return planReplaceManager(goal, state);
    case 'fail-over-node':
      return planFailOverNode(goal, state);
  }
}
