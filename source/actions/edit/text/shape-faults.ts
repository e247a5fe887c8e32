import {nearest} from '../../../domain/nearest.ts';
import {isRecord, type Json, valueAt} from '../../spec/json.ts';
import type {ScalarShape, Shape} from './shape.ts';

/** What is wrong at a place of a spec. */
export interface ShapeFault {
  /** Names of fields, and numbers of items, from the outside in. */
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

type Path = ShapeFault['path'];

/** Everything in which a value is not of a shape. Fields that `original` has are right, whoever knows them. */
export function shapeFaults(
  value: Json,
  shape: Shape,
  original: Json | undefined,
  path: Path = [],
): readonly ShapeFault[] {
  // The engine takes null for a field that is not there.
  if (value === null) return [];
  switch (shape.kind) {
    case 'any':
      return [];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item: Json, index) =>
            shapeFaults(item, shape.of, itemAt(original, index), [...path, index]),
          )
        : [{path, reason: 'a list is wanted here'}];
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([name, item]) =>
            shapeFaults(item, shape.of, undefined, [...path, name]),
          )
        : [{path, reason: 'fields with a value each are wanted here'}];
    case 'record':
      return recordFaults(value, shape.fields, original, path);
    default: {
      const reason = scalarFault(value, shape);
      return reason === null ? [] : [{path, reason}];
    }
  }
}

const itemAt = (original: Json | undefined, index: number): Json | undefined =>
  Array.isArray(original) ? original[index] : undefined;

function recordFaults(
  value: Json,
  fields: Readonly<Record<string, Shape>>,
  original: Json | undefined,
  path: Path,
): readonly ShapeFault[] {
  if (!isRecord(value)) return [{path, reason: 'fields are wanted here'}];
  return Object.entries(value).flatMap(([name, item]): readonly ShapeFault[] => {
    const shape = fields[name];
    const before = valueAt(original, [name]);
    if (shape !== undefined) return shapeFaults(item, shape, before, [...path, name]);
    if (before !== undefined) return [];
    const meant = nearest(name, Object.keys(fields));
    const known = Object.keys(fields).join(', ');
    const advice =
      meant === null ? (known === '' ? '' : `; there are: ${known}`) : `; did you mean ${meant}?`;
    return [{path: [...path, name], reason: `the engine knows no field ${name} here${advice}`}];
  });
}

function scalarFault(value: Json, shape: ScalarShape): string | null {
  switch (shape.kind) {
    case 'text':
      if (typeof value === 'string') return null;
      return isRecord(value) || Array.isArray(value)
        ? 'a text is wanted here'
        : 'a text is wanted here: put it into quotes';
    case 'words':
      return typeof value === 'string' && (shape.words.includes(value) || value === '')
        ? null
        : `one of ${shape.words.join(', ')} is wanted here`;
    case 'flag':
      return typeof value === 'boolean' ? null : 'true or false is wanted here';
    case 'number':
      return typeof value === 'number' ? null : 'a number is wanted here';
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0
        ? null
        : 'a whole number is wanted here, not below 0 (times are nanoseconds, memory is bytes)';
  }
}
