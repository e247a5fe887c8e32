import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/errors.ts';
import {changesOf, type Step} from '../plan/step.ts';
import {textAt} from '../spec/json.ts';
import type {RawObject} from '../spec/raw-object.ts';
import {applyChanges, conflictsIn, isApplied, type SpecConflict} from '../spec/spec-change.ts';
import {callLimitMs, readObject} from './gather.ts';
import type {RunnerParts} from './run.ts';

/** What came of a step. `after`: the object as it is then; null: it is gone. */
export type StepResult =
  | {readonly kind: 'done'; readonly after: RawObject | null; readonly warnings: readonly string[]}
  | {readonly kind: 'conflict'; readonly conflicts: readonly SpecConflict[]; readonly message: string};

/** A manager that bumps an object's version during a rollout makes conflicts ordinary. */
const mostConflicts = 6;
/** An election takes up to 22 s, and after it one call may hang for 20 s more. */
const patienceMs = 75_000;
const pauseMs = 1_000;

type Parts = Pick<RunnerParts, 'engine' | 'clock' | 'findRegistryAuth'>;

/**
 * Carries out one step on the object as it is now. A conflict of versions is tried again as long as the fields that are
 * to change are as the plan found them. A call without an answer is looked into: what arrived is not sent again.
 */
export async function executeStep(
  step: Step,
  parts: Parts,
  tell: (detail: string) => void,
): Promise<StepResult> {
  const attempt: Attempt = {startedMs: parts.clock.now(), conflicts: 0, wasSent: false, warnings: []};
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
  const object = await readObject(engine, kindOf(step), step.id);
  if (attempt.wasSent && isThere(step, object)) {
    return {kind: 'done', after: object, warnings};
  }
  if (object === null) return gone(step);
  const conflicts = conflictsIn(object.spec, changesOf(step));
  if (conflicts.length > 0) {
    return {kind: 'conflict', conflicts, message: `${step.name} was changed by someone else`};
  }
  attempt.wasSent = true;
  attempt.warnings = await send(step, object, engine, parts);
  const after = isRemoval(step) ? null : await readObject(engine, kindOf(step), step.id);
  return {kind: 'done', after, warnings: attempt.warnings};
}

/** Waits for what passes; throws what does not. */
async function recover(
  error: EngineError,
  parts: Parts,
  attempt: Attempt,
  tell: (detail: string) => void,
): Promise<void> {
  if (error.kind === 'version-conflict') {
    // The engine says that it did not do it.
    attempt.wasSent = false;
    attempt.conflicts += 1;
    if (attempt.conflicts >= mostConflicts) throw error;
    return tell('it changed in the same moment; looking again');
  }
  if (!isUnclear(error) || parts.clock.now() - attempt.startedMs > patienceMs) throw error;
  tell(`${error.message} Waiting for a manager that answers.`);
  await pause(parts);
}

async function send(
  step: Step,
  object: RawObject,
  engine: Engine,
  {findRegistryAuth}: Pick<RunnerParts, 'findRegistryAuth'>,
): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(callLimitMs);
  switch (step.kind) {
    case 'update-service': {
      const spec = applyChanges(object.spec, step.changes);
      const image = textAt(spec, 'TaskTemplate', 'ContainerSpec', 'Image');
      const auth = step.withRegistryAuth === true ? await findRegistryAuth(image) : null;
      const options = auth === null ? {registryAuthFrom: 'spec' as const} : {registryAuth: auth};
      return engine.updateService(step.id, object.version, spec, options, signal);
    }
    case 'rollback-service':
      return engine.updateService(
        step.id,
        object.version,
        object.spec,
        {rollback: 'previous', registryAuthFrom: 'previous-spec'},
        signal,
      );
    case 'remove-service':
      await engine.removeService(step.id, signal);
      return [];
    case 'update-node':
      await engine.updateNode(step.id, object.version, applyChanges(object.spec, step.changes), signal);
      return [];
    case 'remove-node':
      await engine.removeNode(step.id, {force: step.force}, signal);
      return [];
  }
}

const kindOf = (step: Step): 'service' | 'node' => (step.kind.endsWith('-node') ? 'node' : 'service');
const isRemoval = (step: Step): boolean => step.kind === 'remove-node' || step.kind === 'remove-service';

/** Whether a call that nobody answered was carried out all the same. */
const isThere = (step: Step, object: RawObject | null): boolean =>
  isRemoval(step) ? object === null : object !== null && isApplied(object.spec, changesOf(step));

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
