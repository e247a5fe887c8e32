import {EngineError} from '../../engine/errors.ts';
import type {ObjectRef} from '../object-kind.ts';
import {changesOf, type Step, stepObjects} from '../plan/step.ts';
import {emptyObject, type RawObject} from '../spec/raw-object.ts';
import {conflictsIn, isApplied, type SpecConflict} from '../spec/spec-change.ts';
import {readObject} from './read-object.ts';
import type {RunnerParts} from './run.ts';
import {sendStep} from './send-step.ts';

/** What came of a step. `after`: the object as it is then; null: it is gone. */
export type StepResult =
  | {readonly kind: 'done'; readonly after: RawObject | null; readonly warnings: readonly string[]}
  | {readonly kind: 'conflict'; readonly conflicts: readonly SpecConflict[]; readonly message: string};

/** A manager that bumps an object's version during a rollout makes conflicts ordinary. */
const mostConflicts = 6;
/** An election takes up to 22 s, and after it one call may hang for 20 s more. */
const patienceMs = 75_000;
const pauseMs = 1_000;

type Parts = Pick<RunnerParts, 'engine' | 'clock' | 'findRegistryAuth' | 'docker'>;

/**
 * Carries out one step on the object as it is now. A conflict of versions is tried again as long as the fields that are
 * to change are as the plan found them. A call without an answer is looked into: what arrived is not sent again; nor is
 * what `mayBeThere` already.
 */
export async function executeStep(
  step: Step,
  parts: Parts,
  tell: (detail: string, isHeldUp: boolean) => void,
  {mayBeThere = false}: {readonly mayBeThere?: boolean} = {},
): Promise<StepResult> {
  const attempt: Attempt = {startedMs: parts.clock.now(), conflicts: 0, wasSent: mayBeThere, warnings: []};
  for (;;) {
    try {
      return await tryOnce(step, parts, attempt);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      await recover(error, parts, attempt, tell);
    }
  }
}

interface Attempt {
  readonly startedMs: number;
  conflicts: number;
  /** A call went out whose outcome is not known. */
  wasSent: boolean;
  warnings: readonly string[];
}

async function tryOnce(step: Step, parts: Parts, attempt: Attempt): Promise<StepResult> {
  const engine = parts.engine();
  if (engine === null) throw notConnected(step);
  const {warnings} = attempt;
  const object = await readObject(engine, refOf(step));
  if (attempt.wasSent && isThere(step, object)) {
    return {kind: 'done', after: object, warnings};
  }
  if (isCreation(step)) {
    if (object !== null) return existsAlready(step);
  } else if (object === null) return gone(step);
  const present = object ?? emptyObject(step.id);
  const conflicts = conflictsIn(present.spec, changesOf(step));
  if (conflicts.length > 0) {
    return {kind: 'conflict', conflicts, message: `${step.name} was changed by someone else`};
  }
  attempt.wasSent = true;
  const sent = await sendStep(step, present, engine, parts);
  attempt.warnings = sent.warnings;
  const after = isRemoval(step) ? null : await readObject(engine, {...refOf(step), id: sent.id ?? step.id});
  return {kind: 'done', after, warnings: attempt.warnings};
}

/** Waits for what passes; throws what does not. */
async function recover(
  error: EngineError,
  parts: Parts,
  attempt: Attempt,
  tell: (detail: string, isHeldUp: boolean) => void,
): Promise<void> {
  if (error.kind === 'version-conflict') {
    // The engine says that it did not do it.
    attempt.wasSent = false;
    attempt.conflicts += 1;
    if (attempt.conflicts >= mostConflicts) throw error;
    return tell('it changed in the same moment; looking again', false);
  }
  if (!isUnclear(error) || parts.clock.now() - attempt.startedMs > patienceMs) throw error;
  tell(`${error.message} Waiting for a manager that answers.`, true);
  await pause(parts);
}

const refOf = ({kind, id}: Step): ObjectRef => ({kind: stepObjects[kind], id});
const isRemoval = ({kind}: Step): boolean => kind.startsWith('remove-');
const isCreation = ({kind}: Step): boolean => kind.startsWith('create-');

/** Whether a call that nobody answered was carried out all the same. */
const isThere = (step: Step, object: RawObject | null): boolean => {
  if (isRemoval(step)) return object === null;
  // Whether a token is new cannot be seen; making it anew twice does no harm.
  if ('rotate' in step) return false;
  return object !== null && isApplied(object.spec, changesOf(step));
};

const existsAlready = (step: Step): StepResult => ({
  kind: 'conflict',
  conflicts: [],
  message: `${step.name} was made by someone else`,
});

const gone = (step: Step): StepResult => ({
  kind: 'conflict',
  conflicts: [],
  message: `${step.name} was removed by someone else`,
});

/** The engine may or may not have done it, or had nobody to ask: it will be clear when a manager answers again. */
const isUnclear = ({kind}: EngineError): boolean =>
  kind === 'unreachable' || kind === 'timed-out' || kind === 'no-quorum' || kind === 'not-a-manager';

const notConnected = (step: Step): EngineError =>
  new EngineError('unreachable', 'No engine is connected.', {
    operation: step.kind,
    target: step.name,
    hint: 'The connection is being made again.',
  });

const pause = ({clock}: Pick<RunnerParts, 'clock'>): Promise<void> =>
  new Promise(resolve => {
    clock.after(pauseMs, resolve);
  });
