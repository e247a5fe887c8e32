import {holdMs} from '../../../domain/rollout/policy.ts';
import {type JsonRecord, numberAt} from '../../spec/json.ts';
import {diffSpecs} from '../../spec/spec-change.ts';

/** In the engine's units. */
export const holdNs = holdMs * 1_000_000;

/** Whether a spec holds its rollout. */
export const isHeld = (spec: JsonRecord): boolean => numberAt(spec, 'UpdateConfig', 'Delay') === holdNs;

/** The update policy from before a rollout was held; null where someone else has changed the service since. */
export function policyBeforeHold(spec: JsonRecord, previous: JsonRecord | null): JsonRecord | null {
  if (previous === null || isHeld(previous)) return null;
  const isPolicyAlone = diffSpecs(spec, previous).every(({path}) => path[0] === 'UpdateConfig');
  return isPolicyAlone ? previous : null;
}
