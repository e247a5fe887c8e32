import {isSameJson, type Json, type JsonRecord, valueAt} from '../spec/json.ts';
import {listFields} from './list-fields.ts';
import {scalarFields} from './scalar-fields.ts';
import {itemsOf, type ListEdit, patchSpec, type ServicePatch} from './service-patch.ts';

/** The patch that makes one spec of another; null where fields that have no name differ too. */
export function patchBetween(before: JsonRecord, after: JsonRecord): ServicePatch | null {
  const set: Record<string, Json> = {};
  for (const {name, path} of scalarFields) {
    const value = valueAt(after, path);
    if (!isSameJson(valueAt(before, path), value)) set[name] = value ?? null;
  }
  const lists: Record<string, ListEdit> = {};
  for (const field of listFields) {
    const [old, now] = [itemsOf(before, field), itemsOf(after, field)];
    const isIn = (item: Json, items: readonly Json[]) => items.some(other => isSameJson(item, other));
    const gone = old.filter(
      item => !isIn(item, now) && !now.some(each => field.keyOf(each) === field.keyOf(item)),
    );
    const remove = [...new Set(gone.map(field.nameOf))];
    // Taking away by name may take more than one: what stays is added again.
    const add = now.filter(item => !isIn(item, old) || remove.includes(field.nameOf(item)));
    if (add.length + remove.length > 0) lists[field.name] = {add, remove};
  }
  const patch = {set, lists};
  return isSameJson(patchSpec(before, patch), after) ? patch : null;
}
