import {isRecord, isSameJson, type Json, type JsonRecord, valueAt, withValueAt} from './json.ts';

/** One field of a spec, before and after; absent where the spec does not have it. Lists change as a whole. */
export interface SpecChange {
  readonly path: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
}

/** A field that is neither as the plan found it nor as the plan would have it. */
export interface SpecConflict {
  readonly change: SpecChange;
  /** Absent: the field is gone. */
  readonly now?: Json;
}

/** A change of one field. */
export const changeAt = (spec: JsonRecord, path: readonly string[], after: Json | undefined): SpecChange =>
  made(path, valueAt(spec, path), after);

/** What makes one spec of another, field by field. */
export function diffSpecs(before: JsonRecord, after: JsonRecord): readonly SpecChange[] {
  return diffAt([], before, after);
}

function diffAt(path: readonly string[], before: JsonRecord, after: JsonRecord): readonly SpecChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap(name => {
    const [old, now] = [before[name], after[name]];
    if (isSameJson(old, now)) return [];
    if (isRecord(old) && isRecord(now)) return diffAt([...path, name], old, now);
    return [made([...path, name], old, now)];
  });
}

/** The fields that someone else has changed in the meantime: writing over them would undo their work. */
export function conflictsIn(spec: JsonRecord, changes: readonly SpecChange[]): readonly SpecConflict[] {
  return changes.flatMap(change => {
    const now = valueAt(spec, change.path);
    return isSameJson(now, change.before) ? [] : [now === undefined ? {change} : {change, now}];
  });
}

/** Whether every change is there already. */
export const isApplied = (spec: JsonRecord, changes: readonly SpecChange[]): boolean =>
  changes.every(({path, after}) => isSameJson(valueAt(spec, path), after));

/** The whole spec with the changes in it; what they do not name stays as it is, known to us or not. */
export const applyChanges = (spec: JsonRecord, changes: readonly SpecChange[]): JsonRecord =>
  changes.reduce((result, {path, after}) => withValueAt(result, path, after), spec);

/** The changes that take these back, last first. */
export const inverted = (changes: readonly SpecChange[]): readonly SpecChange[] =>
  changes.toReversed().map(({path, before, after}) => made(path, after, before));

const made = (path: readonly string[], before: Json | undefined, after: Json | undefined): SpecChange => ({
  path,
  ...(before === undefined ? {} : {before}),
  ...(after === undefined ? {} : {after}),
});
