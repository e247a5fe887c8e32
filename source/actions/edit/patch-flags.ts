import {listFields} from './list-fields.ts';
import {scalarFields} from './scalar-fields.ts';
import type {ServicePatch} from './service-patch.ts';

/** The options of `docker service update` that do the same; values of environment variables are hidden. */
export function patchFlags({set, lists, noHealthcheck}: ServicePatch): readonly string[] {
  const scalars = scalarFields.flatMap(({name, type}) => {
    const value = set[name];
    if (value === undefined) return [];
    return [`--${name} ${quoted(value === null ? zeroOf(type.word) : type.show(value))}`];
  });
  const many = listFields.flatMap(({name, show, nameOf, isPrivate}) => {
    const edit = lists[name];
    if (edit === undefined) return [];
    return [
      ...edit.remove.map(key => `--${name}-rm ${quoted(key)}`),
      ...edit.add.map(item => `--${name}-add ${quoted(isPrivate ? `${nameOf(item)}=***` : show(item))}`),
    ];
  });
  return [...scalars, ...many, ...(noHealthcheck === true ? ['--no-healthcheck'] : [])];
}

const zeroOf = (word: string): string => (word === 'TIME' ? '0s' : word === 'COMMAND' ? '' : '0');

const quoted = (text: string): string =>
  /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
