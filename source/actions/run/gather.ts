import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/errors.ts';
import {type Intent, type IntentOf, subjectOf} from '../intent.ts';
import type {ActionRule} from '../plan/action-rule.ts';
import {type ImageAnswer, type PlanState, type Refusal, refuse} from '../plan/plan.ts';
import {ruleOf} from '../plan/plan-action.ts';
import {emptyObject, type RawObject} from '../spec/raw-object.ts';
import {readObject} from './read-object.ts';
import type {RunnerParts} from './run.ts';

/** A registry that does not answer must not hold an incident up. */
const registryLimitMs = 8_000;

type Parts = Pick<RunnerParts, 'store' | 'clock' | 'findRegistryAuth'>;
type Gathered = {readonly state: PlanState; readonly missing: Refusal | null};

/** Reads from the engine what a plan is made from. `missing`: there is no such object. */
export const gather = (
  intent: Intent,
  parts: Parts,
  engine: Engine,
  signal?: AbortSignal,
): Promise<Gathered> => gatherBy(ruleOf(intent.kind), intent, parts, engine, signal);

async function gatherBy<Kind extends Intent['kind']>(
  rule: ActionRule<Kind>,
  intent: Intent & IntentOf<Kind>,
  parts: Parts,
  engine: Engine,
  signal: AbortSignal | undefined,
): Promise<Gathered> {
  const subject = subjectOf(intent);
  const wanted = rule.image?.(intent) ?? null;
  const [object, image, others] = await Promise.all([
    readObject(engine, subject, signal),
    wanted === null ? null : askRegistry(wanted, parts, engine),
    Promise.all((rule.reads?.(intent, parts.store) ?? []).map(ref => readObject(engine, ref, signal))),
  ]);
  const found = others.filter((other): other is RawObject => other !== null);
  const state: PlanState = {
    store: parts.store,
    object: object ?? emptyObject(subject.id),
    others: new Map(found.map(other => [other.id, other])),
    image,
    nowMs: parts.clock.now(),
  };
  return {
    state,
    missing:
      object === null && rule.creates !== true
        ? refuse(`${intent.kind} ${subject.id}`, `there is no such ${subject.kind}`)
        : null,
  };
}

async function askRegistry(
  image: string,
  {findRegistryAuth}: Pick<RunnerParts, 'findRegistryAuth'>,
  engine: Engine,
): Promise<ImageAnswer | null> {
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
