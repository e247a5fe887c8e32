import {EngineError} from '../../engine/errors.ts';
import type {Goal, Plan, Refusal, Verification} from '../plan/plan.ts';
import {doubtOf} from '../plan/plan-action.ts';
import {awaitGoal} from '../run/await-goal.ts';
import {leftWords} from '../run/bound-parts.ts';
import {isWorse, type ProcedureStep} from './procedure.ts';
import type {ProcedureParts} from './procedure-run.ts';

/** What came of a step. */
export type Taken =
  | {readonly kind: 'done'; readonly detail: string}
  | {readonly kind: 'failed' | 'unfinished'; readonly detail: string};

/** What was true when it was planned may not be a moment later: so often it is planned anew. */
const mostPlans = 3;
/** An election takes up to 22 s, and after it one call may hang for 20 s more. */
const patienceMs = 75_000;
const pauseMs = 1_000;

/** How a step is told of and ended from outside. */
export interface StepTalk {
  readonly tell: (detail: string) => void;
  readonly isCancelled: () => boolean;
  /** The record of the whole procedure. */
  readonly partOf: string;
}

/** Takes one step: plans it on what is true now, has the runner do and verify it; or watches. */
export async function takeStep(
  {title, work}: ProcedureStep,
  parts: ProcedureParts,
  talk: StepTalk,
): Promise<Taken> {
  if (work.kind === 'watch') return asTaken(await watched(work.goal, parts, talk));
  for (let count = 1; ; count += 1) {
    const plan = await planNow(work.intent, parts, talk);
    if (plan.kind === 'refusal') return {kind: 'failed', detail: plan.reasons.join('; ')};
    if (isWorse(plan.risk, work.risk))
      return {kind: 'failed', detail: `it has become ${plan.risk}; look at it again: ${title}`};
    const run = parts.runner.run(plan, {partOf: talk.partOf});
    const stop = run.onProgress(({detail}) => talk.tell(detail));
    const {kind, message} = await run.outcome;
    stop();
    if (kind === 'done') return {kind: 'done', detail: message};
    if ((kind === 'conflict' || kind === 'refused') && count < mostPlans && parts.locked() === null) {
      talk.tell(`${message}; planning it anew`);
      await pause(parts);
    } else return {kind: kind === 'unfinished' ? 'unfinished' : 'failed', detail: message};
  }
}

/** A cancelled watch ends at once: nothing hangs on it. */
const watched = (goal: Goal, parts: ProcedureParts, {tell, isCancelled}: StepTalk): Promise<Verification> =>
  awaitGoal(
    {
      ...goal,
      verify: state => (isCancelled() ? {kind: 'failed', detail: 'cancelled'} : goal.verify(state)),
    },
    null,
    parts.clock.now(),
    parts,
    tell,
  );

const asTaken = ({kind, detail}: Verification): Taken => ({
  kind: kind === 'pending' ? 'unfinished' : kind,
  detail,
});

/** After a change of leaders nothing is known for some seconds; then nothing can be planned. */
const freshness: Goal = {
  isSilent: true,
  settleMs: 0,
  expectedMs: null,
  verify({store}) {
    const doubt = doubtOf(store);
    return doubt === null ? {kind: 'done', detail: ''} : {kind: 'pending', detail: `waiting: ${doubt}`};
  },
};

async function planNow(
  intent: Parameters<ProcedureParts['runner']['plan']>[0],
  parts: ProcedureParts,
  talk: StepTalk,
): Promise<Plan | Refusal> {
  const startedMs = parts.clock.now();
  for (;;) {
    const fresh = await watched(freshness, parts, talk);
    if (parts.hasLeft?.() === true)
      return {kind: 'refusal', title: intent.kind, reasons: [leftWords], conflicts: []};
    if (fresh.kind !== 'done')
      return {kind: 'refusal', title: intent.kind, reasons: [fresh.detail], conflicts: []};
    try {
      return await parts.runner.plan(intent);
    } catch (error) {
      if (!(error instanceof EngineError) || parts.clock.now() - startedMs > patienceMs) throw error;
      talk.tell(error.message);
      await pause(parts);
    }
  }
}

const pause = ({clock}: Pick<ProcedureParts, 'clock'>): Promise<void> =>
  new Promise(resolve => {
    clock.after(pauseMs, resolve);
  });
