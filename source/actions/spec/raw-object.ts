import {asJson, isRecord, type JsonRecord, numberAt, textAt, valueAt} from './json.ts';

/** An object as the engine holds it, with the spec that can be written back. */
export interface RawObject {
  readonly id: string;
  readonly version: number;
  /** By the manager's clock; 0 where it does not tell. */
  readonly updatedAtMs: number;
  readonly spec: JsonRecord;
  /** What a rollback goes back to; null where there is none. Only services have one. */
  readonly previousSpec: JsonRecord | null;
}

/** What is not there, not there yet, or has no spec of its own. */
export const emptyObject = (id: string): RawObject => ({
  id,
  version: 0,
  updatedAtMs: 0,
  spec: {},
  previousSpec: null,
});

/** Reads what `inspect` gave; null where it is no such object. */
export function rawObject(inspected: unknown): RawObject | null {
  const object = asJson(inspected);
  const spec = valueAt(object, ['Spec']);
  const previous = valueAt(object, ['PreviousSpec']);
  const id = textAt(object, 'ID');
  if (id === '' || !isRecord(spec)) return null;
  return {
    id,
    version: numberAt(object, 'Version', 'Index'),
    updatedAtMs: Date.parse(textAt(object, 'UpdatedAt')) || 0,
    spec,
    previousSpec: isRecord(previous) ? previous : null,
  };
}
