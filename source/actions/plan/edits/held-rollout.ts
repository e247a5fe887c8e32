import {type JsonRecord, numberAt} from '../../spec/json.ts';
import {diffSpecs} from '../../spec/spec-change.ts';

/**
 * A thousand hours between two batches. The engine has no call that pauses a rollout; it takes the update policy of a
 * changed spec at once, and with this one it replaces one more task and then waits.
 */
export const holdNs = 3_600_000 * 1_000_000_000;

/** Whether a spec holds its rollout. */
export const isHeld = (spec: JsonRecord): boolean => numberAt(spec, 'UpdateConfig', 'Delay') === holdNs;

/** The update policy from before a rollout was held; null where someone else has changed the service since. */
export function policyBeforeHold(spec: JsonRecord, previous: JsonRecord | null): JsonRecord | null {
  if (previous === null || isHeld(previous)) return null;
  const isPolicyAlone = diffSpecs(spec, previous).every(({path}) => path[0] === 'UpdateConfig');
  return isPolicyAlone ? previous : null;
}
