import {isRecord, type JsonRecord, textAt, valueAt} from '../spec/json.ts';

/** What a compose file declares beside services. */
export type Declared = 'networks' | 'volumes' | 'secrets' | 'configs';

/** The name in the swarm of what a file calls by a short one: its own, where it gives one, or that of the stack. */
export function fullName(file: JsonRecord, stack: string, kind: Declared, key: string): string {
  const own = textAt(file, kind, key, 'name');
  if (own !== '') return own;
  const external = valueAt(file, [kind, key, 'external']);
  if (isRecord(external)) return textAt(external, 'name') || key;
  return external === true ? key : `${stack}_${key}`;
}

/** Whether it is to be there already, and is none of the stack's. */
export const isExternal = (file: JsonRecord, kind: Declared, key: string): boolean => {
  const external = valueAt(file, [kind, key, 'external']);
  return external === true || isRecord(external);
};
