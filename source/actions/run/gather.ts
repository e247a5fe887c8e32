import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/errors.ts';
import {type Intent, subjectOf} from '../intent.ts';
import {type ImageAnswer, type PlanState, type Refusal, refuse} from '../plan/plan.ts';
import {type RawObject, rawObject} from '../spec/raw-object.ts';
import type {RunnerParts} from './run.ts';

/** Longer than the 20 s after which a manager without a leader answers by itself. */
export const callLimitMs = 30_000;
/** A registry that does not answer must not hold an incident up. */
const registryLimitMs = 8_000;

/** Reads from the engine what a plan is made from. `missing`: there is no such object. */
export async function gather(
  intent: Intent,
  parts: Pick<RunnerParts, 'store' | 'clock' | 'findRegistryAuth'>,
  engine: Engine,
  signal?: AbortSignal,
): Promise<{readonly state: PlanState; readonly missing: Refusal | null}> {
  const {kind, id} = subjectOf(intent);
  const [object, image] = await Promise.all([
    readObject(engine, kind, id, signal),
    intent.kind === 'update-image' ? askRegistry(intent, parts, engine) : null,
  ]);
  const empty: RawObject = {id, version: 0, updatedAtMs: 0, spec: {}, previousSpec: null};
  const state = {store: parts.store, object: object ?? empty, image, nowMs: parts.clock.now()};
  return {
    state,
    missing: object === null ? refuse(`${intent.kind} ${id}`, `there is no such ${kind}`) : null,
  };
}

/** The object as the engine has it now; null when it has none. */
export async function readObject(
  engine: Engine,
  kind: 'service' | 'node',
  id: string,
  signal?: AbortSignal,
): Promise<RawObject | null> {
  const limit = AbortSignal.timeout(callLimitMs);
  try {
    return rawObject(
      await engine.inspect(kind, id, signal === undefined ? limit : AbortSignal.any([signal, limit])),
    );
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return null;
    throw error;
  }
}

async function askRegistry(
  {image}: Extract<Intent, {kind: 'update-image'}>,
  {findRegistryAuth}: Pick<RunnerParts, 'findRegistryAuth'>,
  engine: Engine,
): Promise<ImageAnswer | null> {
  if (image.includes('@')) return null;
  try {
    const auth = await findRegistryAuth(image);
    const answer = await engine.resolveImage(image, auth ?? undefined, AbortSignal.timeout(registryLimitMs));
    return answer.digest === ''
      ? {kind: 'unknown', reason: 'it names no digest'}
      : {kind: 'resolved', ...answer};
  } catch (error) {
    if (error instanceof EngineError) return {kind: 'unknown', reason: error.message};
    throw error;
  }
}
