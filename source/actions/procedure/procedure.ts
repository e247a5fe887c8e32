import type {Intent} from '../intent.ts';
import type {Check, Goal, Plan, PlanStore, Refusal, Risk} from '../plan/plan.ts';
import type {Step} from '../plan/step.ts';

/** What an operator wants of a procedure. Nodes are named by id. */
export type ProcedureGoal =
  /** Empties a node without an outage of what has its only replica there, as far as that can be. */
  | {readonly kind: 'drain-safely'; readonly node: string}
  /** Gives the leadership to another manager. `standby`: who helps meanwhile; null: chosen. */
  | {readonly kind: 'hand-over'; readonly standby: string | null}
  /** Puts a worker in the place of a manager that is lost. Null: chosen. */
  | {readonly kind: 'replace-manager'; readonly dead: string | null; readonly by: string | null}
  /** Sees to it that what ran on a failing or dead node runs elsewhere. */
  | {readonly kind: 'fail-over-node'; readonly node: string}
  /** Waits for managers to come back. */
  | {readonly kind: 'await-quorum'};

/** What is done in one step of a procedure. */
type Work =
  /** Planned by the runner when its turn has come, on what is true then. `risk`: the worst that was agreed to. */
  | {readonly kind: 'action'; readonly intent: Intent; readonly risk: Risk}
  /** Nothing is changed; something is waited for. */
  | {readonly kind: 'watch'; readonly goal: Goal};

/** One line of the checklist. */
export interface ProcedureStep {
  /** Imperative: `promote worker-1`. */
  readonly title: string;
  readonly work: Work;
  /** `always`: also after a step before it has failed. `rescue`: only then. */
  readonly when: 'ahead' | 'always' | 'rescue';
  /** Why there is nothing left to do when its turn has come; null: it is to be done. */
  readonly unneeded?: (store: PlanStore) => string | null;
}

/** A guided sequence of actions, as it is known before it begins. */
export interface ProcedurePlan {
  readonly kind: 'procedure';
  readonly goal: ProcedureGoal;
  readonly title: string;
  readonly object: Plan['object'];
  readonly steps: readonly ProcedureStep[];
  readonly effects: readonly string[];
  readonly checks: readonly Check[];
  /** The worst of its steps. */
  readonly risk: Risk;
  readonly expectedMs: number | null;
  /** The docker commands that do the same, in this order. */
  readonly commands: readonly string[];
  /** What has come of it, once all is done; absent: what came of the last step. */
  readonly conclude?: (store: PlanStore) => string;
  /** Takes the whole back; null where nothing can. */
  readonly undo: Step | null;
}

/** What procedures are planned on. */
export interface ProcedureState {
  readonly store: PlanStore;
  /** How many other managers can be asked when the connected one is none any more. */
  readonly otherManagers: number;
  readonly nowMs: number;
}

export type PlanProcedure<Kind extends ProcedureGoal['kind']> = (
  goal: Extract<ProcedureGoal, {kind: Kind}>,
  state: ProcedureState,
) => ProcedurePlan | Refusal;

const severity: Readonly<Record<Risk, number>> = {safe: 0, disruptive: 1, destructive: 2};

export const isWorse = (a: Risk, b: Risk): boolean => severity[a] > severity[b];

/** The worst risk of all steps. */
export const worstOf = (steps: readonly ProcedureStep[]): Risk =>
  steps.reduce<Risk>(
    (worst, {work}) => (work.kind === 'action' && isWorse(work.risk, worst) ? work.risk : worst),
    'safe',
  );

/** Something that the runner plans and does. */
export const action = (
  title: string,
  intent: Intent,
  risk: Risk,
  part: Partial<Pick<ProcedureStep, 'when' | 'unneeded'>> = {},
): ProcedureStep => ({title, work: {kind: 'action', intent, risk}, when: 'ahead', ...part});

/** Something that is waited for. */
export const watch = (
  title: string,
  goal: Goal,
  part: Partial<Pick<ProcedureStep, 'when' | 'unneeded'>> = {},
): ProcedureStep => ({title, work: {kind: 'watch', goal}, when: 'ahead', ...part});
