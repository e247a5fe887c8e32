import {isRecord, type Json, type JsonRecord, listAt, textAt} from '../../spec/json.ts';
import {changeAt, type SpecChange} from '../../spec/spec-change.ts';

/** What a service says of the secrets or configs that it uses. */
const words = {
  secret: {list: 'Secrets', id: 'SecretID', name: 'SecretName'},
  config: {list: 'Configs', id: 'ConfigID', name: 'ConfigName'},
} as const;

export type Rotated = keyof typeof words;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Lets a service use another secret or config in the place of one, in the same file of its containers. */
export function replaceReference(
  kind: Rotated,
  spec: JsonRecord,
  before: string,
  after: Named,
): SpecChange | null {
  const {list, id, name} = words[kind];
  const path = ['TaskTemplate', 'ContainerSpec', list];
  const present = listAt(spec, ...path);
  if (!present.some(item => textAt(item, id) === before)) return null;
  const replaced = present.map(
    (item): Json =>
      isRecord(item) && textAt(item, id) === before ? {...item, [id]: after.id, [name]: after.name} : item,
  );
  return changeAt(spec, path, replaced);
}

/** Under which file names the containers of a service see it. */
export const targetsOf = (kind: Rotated, spec: JsonRecord, of: string): readonly string[] => {
  const {list, id} = words[kind];
  return listAt(spec, 'TaskTemplate', 'ContainerSpec', list)
    .filter(item => textAt(item, id) === of)
    .map(item => textAt(item, 'File', 'Name'))
    .filter(target => target !== '');
};
