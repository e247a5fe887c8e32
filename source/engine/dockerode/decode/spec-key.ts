import {digest} from './digest.ts';
import {type Fields, fields} from './fields.ts';

/** Key of a task template: equal for a service and for its tasks of the current spec. */
export type SpecKey = (taskSpec: unknown) => string;

/**
 * The parts that make tasks of another spec. Placement is left out: alone it replaces no task whose node still fits.
 * Runtime is left out too: the engine tells it of a service but not of its tasks, and the specs above show it.
 * Ports belong to the service's endpoint, which the API does not tell of a task.
 */
const partsOf = (spec: Fields): readonly unknown[] => [
  spec['ContainerSpec'],
  spec['PluginSpec'],
  spec['NetworkAttachmentSpec'],
  spec['Resources'],
  spec['RestartPolicy'],
  spec['Networks'],
  spec['LogDriver'],
  spec['ForceUpdate'],
];

/**
 * The engine writes a service's template and the spec of its tasks with the same code, so equal specs are equal texts.
 * Hashes are remembered by text (a few per service), at most `limit` of them.
 */
export const createSpecKey = (limit = 2_000): SpecKey => {
  let known = new Map<string, string>();
  return taskSpec => {
    const spec = JSON.stringify(partsOf(fields(taskSpec)));
    const same = known.get(spec);
    if (same !== undefined) return same;
    if (known.size >= limit) known = new Map();
    const key = digest(spec);
    known.set(spec, key);
    return key;
  };
};
