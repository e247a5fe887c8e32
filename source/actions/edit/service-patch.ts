import {isRecord, type Json, type JsonRecord, listAt, textAt, valueAt, withValueAt} from '../spec/json.ts';
import {type ListField, listFields} from './list-fields.ts';
import {recordDefaults, scalarFields} from './scalar-fields.ts';

/** What is taken away is taken before what is added. */
export interface ListEdit {
  readonly add: readonly Json[];
  readonly remove: readonly string[];
}

/** What is to become of some fields of a service, by their names; all others stay. */
export interface ServicePatch {
  /** A null value takes the field away. */
  readonly set: Readonly<Record<string, Json>>;
  readonly lists: Readonly<Record<string, ListEdit>>;
  readonly noHealthcheck?: true;
}

export const isEmptyPatch = ({set, lists, noHealthcheck}: ServicePatch): boolean =>
  Object.keys(set).length === 0 && Object.keys(lists).length === 0 && noHealthcheck !== true;

const healthPath = ['TaskTemplate', 'ContainerSpec', 'Healthcheck'];

/** The whole spec with the patch in it; pure, and the same again when it is patched twice. */
export function patchSpec(spec: JsonRecord, patch: ServicePatch): JsonRecord {
  let result = patch.noHealthcheck === true ? withValueAt(spec, healthPath, {Test: ['NONE']}) : spec;
  for (const {name, path} of scalarFields) {
    const value = patch.set[name];
    if (value !== undefined) result = withScalar(result, path, value);
  }
  for (const field of listFields) {
    const edit = patch.lists[field.name];
    if (edit !== undefined) result = withItems(result, field, edit);
  }
  return result;
}

function withScalar(spec: JsonRecord, path: readonly string[], value: Json): JsonRecord {
  if (value === null && valueAt(spec, path) === undefined) return spec;
  return withValueAt(begun(enabled(spec, path), path), path, value ?? undefined);
}

/** A check that is turned off by `NONE` is on again when anything of it is set. */
const enabled = (spec: JsonRecord, path: readonly string[]): JsonRecord =>
  path[2] === 'Healthcheck' &&
  textAt({first: listAt(spec, ...healthPath, 'Test')[0] ?? ''}, 'first') === 'NONE'
    ? withValueAt(spec, [...healthPath, 'Test'], undefined)
    : spec;

/** With the record that the path leads into, as the engine would take it. */
function begun(spec: JsonRecord, path: readonly string[]): JsonRecord {
  const record = recordDefaults.find(each => each.path.every((name, index) => path[index] === name));
  return record === undefined || isRecord(valueAt(spec, record.path))
    ? spec
    : withValueAt(spec, record.path, record.value);
}

/** The items of a list field as the spec has them. */
export function itemsOf(spec: JsonRecord, {path, isRecord: isPairs}: ListField): readonly Json[] {
  if (!isPairs) return listAt(spec, ...path);
  const record = valueAt(spec, path);
  return isRecord(record) ? Object.entries(record).map(([key, value]) => `${key}=${String(value)}`) : [];
}

function withItems(spec: JsonRecord, field: ListField, {add, remove}: ListEdit): JsonRecord {
  const before = itemsOf(spec, field);
  // What is taken away and added at once keeps its place.
  const isAdded = (item: Json) => add.some(other => field.keyOf(other) === field.keyOf(item));
  let items = before.filter(item => isAdded(item) || !remove.includes(field.nameOf(item)));
  for (const item of add) {
    const at = items.findIndex(other => field.keyOf(other) === field.keyOf(item));
    items = at < 0 ? [...items, item] : items.with(at, item);
  }
  if (items.length === before.length && items.every((item, index) => item === before[index])) return spec;
  if (items.length === 0 && !isKeptEmpty(field)) return withValueAt(spec, field.path, undefined);
  return withValueAt(begun(spec, field.path), field.path, field.isRecord ? recordOf(items) : items);
}

/** The engine always tells the labels of a service, also where there are none. */
const isKeptEmpty = ({name}: ListField): boolean => name === 'label';

const recordOf = (items: readonly Json[]): JsonRecord =>
  Object.fromEntries(
    items.map(item => {
      const text = String(item);
      const at = text.indexOf('=');
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
