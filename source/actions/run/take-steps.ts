import {EngineError} from '../../engine/errors.ts';
import type {Goal, Plan} from '../plan/plan.ts';
import {type Step, stepObjects} from '../plan/step.ts';
import {createdId, withCreatedIds} from '../spec/created-id.ts';
import type {RawObject} from '../spec/raw-object.ts';
import type {SpecConflict} from '../spec/spec-change.ts';
import {awaitGoal} from './await-goal.ts';
import {executeStep} from './execute-step.ts';
import type {Progress, RunnerParts} from './run.ts';

/**
 * What came of the steps. `after`: the object of the last one; null: it is gone. `sinceMs`: when that one was sent. `ids`: of
 * what was made, by what stands for them in the plan.
 */
export type StepsEnd =
  | {
      readonly kind: 'taken';
      readonly after: RawObject | null;
      readonly sinceMs: number;
      readonly ids: ReadonlyMap<string, string>;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'failed' | 'unfinished' | 'conflict';
      readonly message: string;
      readonly notes: readonly string[];
      readonly conflicts: readonly SpecConflict[];
    };

type Tell = (phase: Progress['phase'], detail: string, isHeldUp?: boolean) => void;
type StepEnd =
  | {readonly kind: 'taken'; readonly after: RawObject | null; readonly notes: readonly string[]}
  | Exclude<StepsEnd, {readonly kind: 'taken'}>;
type Trouble = Omit<Extract<StepsEnd, {readonly message: string}>, 'notes'>;

/** Takes the steps of a plan one after another. Where one fails, those before it are taken back as the plan says. */
export async function takeSteps({steps, stages}: Plan, parts: RunnerParts, tell: Tell): Promise<StepsEnd> {
  const ids = new Map<string, string>();
  const notes: string[] = [];
  let after: RawObject | null = null;
  let sinceMs = parts.clock.now();
  for (const [index, planned] of steps.entries()) {
    const step = withIds(planned, ids);
    const goal = stages?.[index]?.goal ?? null;
    sinceMs = parts.clock.now();
    const taken = await takeStep(step, goal, sinceMs, parts, tell);
    notes.push(...taken.notes);
    if (taken.kind !== 'taken' && stages?.[index]?.mayFail === true) {
      notes.push(taken.message);
      continue;
    }
    if (taken.kind !== 'taken') {
      // What was refused as a conflict did not change anything.
      const doubtful = taken.kind === 'conflict' ? steps.slice(0, index) : steps.slice(0, index + 1);
      const backs = doubtful.map((_, at) => stages?.[at]?.back ?? null).filter(back => back !== null);
      const words = await takeBack(backs.toReversed(), ids, parts, tell);
      return {...taken, message: `${taken.message}${words}`, notes};
    }
    after = taken.after;
    if (after !== null) rememberId(planned, after, ids);
  }
  return {kind: 'taken', after, sinceMs, ids, notes};
}

async function takeStep(
  step: Step,
  goal: Goal | null,
  sinceMs: number,
  parts: RunnerParts,
  tell: Tell,
): Promise<StepEnd> {
  try {
    tell('executing', `${step.kind} ${step.name}`);
    const result = await executeStep(step, parts, (detail, isHeldUp) => tell('executing', detail, isHeldUp));
    if (result.kind === 'conflict') return {...result, notes: []};
    const {after, warnings: notes} = result;
    const trouble = goal === null ? null : await awaited(goal, after, sinceMs, step, parts, tell);
    return trouble === null ? {kind: 'taken', after, notes} : {...trouble, notes};
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const notes = error.hint === '' ? [] : [error.hint];
    return {kind: 'failed', message: error.message, notes, conflicts: []};
  }
}

async function awaited(
  goal: Goal,
  after: RawObject | null,
  sinceMs: number,
  {name}: Step,
  parts: RunnerParts,
  tell: Tell,
): Promise<Trouble | null> {
  const found = await awaitGoal(goal, after, sinceMs, parts, detail =>
    tell('executing', `${name}: ${detail}`),
  );
  if (found.kind === 'done') return null;
  const kind = found.kind === 'failed' ? 'failed' : 'unfinished';
  return {kind, message: `${name}: ${found.detail}`, conflicts: []};
}

/** Says in words how it went; nothing where there is nothing to take back. */
async function takeBack(
  backs: readonly {readonly step: Step; readonly goal: Goal | null}[],
  ids: ReadonlyMap<string, string>,
  parts: RunnerParts,
  tell: Tell,
): Promise<string> {
  const troubles: string[] = [];
  for (const {step: planned, goal} of backs) {
    const step = withIds(planned, ids);
    try {
      tell('executing', `taking back: ${step.kind} ${step.name}`);
      const sinceMs = parts.clock.now();
      const tellOn = (detail: string, isHeldUp: boolean) => tell('executing', detail, isHeldUp);
      const result = await executeStep(step, parts, tellOn, {mayBeThere: true});
      const trouble =
        result.kind === 'conflict'
          ? result.message
          : goal && (await awaited(goal, result.after, sinceMs, step, parts, tell))?.message;
      if (trouble !== null && trouble !== undefined) troubles.push(trouble);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      troubles.push(error.message);
    }
  }
  if (backs.length === 0) return '';
  return troubles.length === 0
    ? '; all was taken back'
    : `; it could not all be taken back: ${troubles.join('; ')}`;
}

function rememberId(step: Step, after: RawObject, ids: Map<string, string>): void {
  if ('spec' in step) ids.set(createdId(stepObjects[step.kind], step.name), after.id);
}

/** A step with the ids that earlier steps made known, as it can be sent. */
export function withIds(step: Step, ids: ReadonlyMap<string, string>): Step {
  const id = ids.get(step.id) ?? step.id;
  if (!('changes' in step)) return {...step, id};
  const changes = step.changes.map(({path, before, after}) => ({
    path,
    ...(before === undefined ? {} : {before: withCreatedIds(before, ids)}),
    ...(after === undefined ? {} : {after: withCreatedIds(after, ids)}),
  }));
  return {...step, id, changes};
}
