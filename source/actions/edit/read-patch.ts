import type {Json} from '../spec/json.ts';
import {type ListField, listFields} from './list-fields.ts';
import {scalarFields} from './scalar-fields.ts';
import type {ListEdit, ServicePatch} from './service-patch.ts';

/** Names of the options that make a patch, without dashes: `limit-cpu`, `env-add`, `env-rm`. */
export type PatchTexts = Readonly<Record<string, readonly string[]>>;

export type PatchReading =
  | {readonly kind: 'patch'; readonly patch: ServicePatch}
  /** `option`: whose value is wrong. */
  | {readonly kind: 'fault'; readonly option: string; readonly message: string};

/** Makes a patch of what was typed, for a command line and for a form alike. Of several values of one field the last counts. */
export function readPatch(texts: PatchTexts, noHealthcheck = false): PatchReading {
  const set: Record<string, Json> = {};
  for (const {name, type} of scalarFields) {
    const text = texts[name]?.at(-1);
    if (text === undefined) continue;
    const read = type.read(text.trim());
    if ('fault' in read) return faulty(name, read.fault);
    set[name] = read.value;
  }
  const lists: Record<string, ListEdit> = {};
  for (const field of listFields) {
    const read = readList(field, texts);
    if ('kind' in read) return read;
    if (read.add.length + read.remove.length > 0) lists[field.name] = read;
  }
  const health = Object.keys(set).find(name => name.startsWith('health-'));
  if (noHealthcheck && health !== undefined) return faulty('no-healthcheck', `it excludes --${health}`);
  return {kind: 'patch', patch: {set, lists, ...(noHealthcheck ? {noHealthcheck} : {})}};
}

function readList(
  {name, readItem, readKey}: ListField,
  texts: PatchTexts,
): ListEdit | Extract<PatchReading, {kind: 'fault'}> {
  const add: Json[] = [];
  for (const text of texts[`${name}-add`] ?? []) {
    const read = readItem(text);
    if ('fault' in read) return faulty(`${name}-add`, read.fault);
    add.push(read.item);
  }
  const remove: string[] = [];
  for (const text of texts[`${name}-rm`] ?? []) {
    const read = readKey(text);
    if ('fault' in read) return faulty(`${name}-rm`, read.fault);
    remove.push(read.key);
  }
  return {add, remove};
}

const faulty = (option: string, message: string): Extract<PatchReading, {kind: 'fault'}> => ({
  kind: 'fault',
  option,
  message,
});
