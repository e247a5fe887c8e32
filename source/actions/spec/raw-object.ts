import {asJson, isRecord, type JsonRecord, numberAt, textAt, valueAt} from './json.ts';

/** A service or a node as the engine holds it, with the spec that can be written back. */
export interface RawObject {
  readonly id: string;
  readonly version: number;
  /** By the manager's clock; 0 where it does not tell. */
  readonly updatedAtMs: number;
  readonly spec: JsonRecord;
  /** What a rollback goes back to; null where there is none. Nodes never have one. */
  readonly previousSpec: JsonRecord | null;
}

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
