import {nearest} from '../domain/nearest.ts';
import type {JsonNode} from './json-source.ts';

/** Takes a complaint about a place in the file. `error`: the value cannot be used; `warning`: it is ignored. */
type Complain = (level: 'error' | 'warning', offset: number, path: string, message: string) => void;

/** What a value may be: read with complaints that name the place, described for people. */
export interface Shape<Value> {
  /** As docs/configuration.md says it, e.g. `whole number, 1 to 60`. */
  readonly description: string;
  /** Undefined after a complaint of level `error`. */
  read(node: JsonNode, path: string, complain: Complain): Value | undefined;
}

/** A named value inside an object: what it may be, what it is when absent, and what it is for. */
export interface Setting<Value> {
  readonly name: string;
  readonly shape: Shape<Value>;
  readonly fallback: Value;
  /** One or two sentences for the reader of docs/configuration.md. */
  readonly purpose: string;
  /** The settings inside, for an object. */
  readonly inner: readonly Setting<unknown>[];
}

/** Reads one setting of an object, or gives its default. */
export type ReadSetting = <Value>(setting: Setting<Value>) => Value;

/** Names a setting. */
export function setting<Value>(
  name: string,
  shape: Shape<Value>,
  fallback: Value,
  purpose: string,
  inner: readonly Setting<unknown>[] = [],
): Setting<Value> {
  return {name, shape, fallback, purpose, inner};
}

const kindNames = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
} as const;

function wrong(description: string, node: JsonNode, path: string, complain: Complain): undefined {
  const shown =
    node.kind === 'string'
      ? `"${node.value}"`
      : node.kind === 'number'
        ? String(node.value)
        : kindNames[node.kind];
  complain('error', node.offset, path, `must be ${description}, not ${shown}`);
  return undefined;
}

/** True or false. */
export function flag(): Shape<boolean> {
  const description = 'true or false';
  return {
    description,
    read: (node, path, complain) =>
      node.kind === 'boolean' ? node.value : wrong(description, node, path, complain),
  };
}

/** A whole number within limits, both included. */
export function wholeNumber(minimum: number, maximum: number): Shape<number> {
  const description = `a whole number from ${minimum} to ${maximum}`;
  return {
    description,
    read: (node, path, complain) =>
      node.kind === 'number' && Number.isInteger(node.value) && node.value >= minimum && node.value <= maximum
        ? node.value
        : wrong(description, node, path, complain),
  };
}

/** Text that is not empty. `what` names it: `a theme name`. */
export function text(what = 'text'): Shape<string> {
  return {
    description: what,
    read: (node, path, complain) =>
      node.kind === 'string' && node.value !== '' ? node.value : wrong(what, node, path, complain),
  };
}

/** Text of a form; `what` says which. */
export function textLike(pattern: RegExp, what: string): Shape<string> {
  return {
    description: what,
    read: (node, path, complain) =>
      node.kind === 'string' && pattern.test(node.value) ? node.value : wrong(what, node, path, complain),
  };
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  const description = `one of ${words.map(word => `"${word}"`).join(', ')}`;
  return {
    description,
    read(node, path, complain) {
      const given = node.kind === 'string' ? node.value : null;
      const found = words.find(word => word === given);
      if (found !== undefined) {
        return found;
      }
      const meant = given === null ? null : nearest(given, words);
      return wrong(meant ? `${description} (did you mean "${meant}"?)` : description, node, path, complain);
    },
  };
}

/** Several values of one shape. */
export function listOf<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  const description = `a list, each ${item.description}`;
  return {
    description,
    read(node, path, complain) {
      if (node.kind !== 'array') {
        return wrong(description, node, path, complain);
      }
      const items = node.items.map((child, index) => item.read(child, `${path}[${index}]`, complain));
      return items.every(value => value !== undefined) ? items : undefined;
    },
  };
}

/** Values by names that people choose, such as contexts. `name` says what the names are. */
export function mapOf<Value>(name: string, value: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  const description = `an object: ${name} → ${value.description}`;
  return {
    description,
    read(node, path, complain) {
      if (node.kind !== 'object') {
        return wrong(description, node, path, complain);
      }
      const entries: [string, Value][] = [];
      for (const member of node.members) {
        const read = value.read(member.value, join(path, member.key), complain);
        if (read !== undefined) {
          entries.push([member.key, read]);
        }
      }
      return Object.fromEntries(entries);
    },
  };
}

/** An object with known settings. A faulty one falls back to its default; an unknown name is a warning. */
export function objectOf<Value>(
  settings: readonly Setting<unknown>[],
  build: (read: ReadSetting) => Value,
): Shape<Value> {
  const names = settings.map(each => each.name);
  return {
    description: 'an object',
    read(node, path, complain) {
      if (node.kind !== 'object') {
        return wrong('an object', node, path, complain);
      }
      for (const member of node.members.filter(each => !names.includes(each.key))) {
        const meant = nearest(member.key, names);
        const advice = meant ? `; did you mean "${meant}"?` : ` (known here: ${names.join(', ')})`;
        complain('warning', member.offset, join(path, member.key), `unknown setting, ignored${advice}`);
      }
      return build(wanted => {
        const member = node.members.find(each => each.key === wanted.name);
        if (member === undefined) {
          return wanted.fallback;
        }
        return wanted.shape.read(member.value, join(path, wanted.name), complain) ?? wanted.fallback;
      });
    },
  };
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
