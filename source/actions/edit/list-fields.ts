import {parseConstraint} from '../../domain/placement/constraint.ts';
import {type Json, textAt} from '../spec/json.ts';
import {readPort, readPortName, showPort, targetOf} from './published-port.ts';

/** A field of a service with many values, to each of which `--NAME-add` adds and from which `--NAME-rm` takes. */
export interface ListField {
  readonly name: string;
  readonly path: readonly string[];
  /** A record in the spec; its items are `KEY=VALUE`. Otherwise a list. */
  readonly isRecord: boolean;
  /** Names of the values in usage texts. */
  readonly words: readonly [add: string, remove: string];
  readonly purpose: readonly [add: string, remove: string];
  readonly readItem: (text: string) => {readonly item: Json} | {readonly fault: string};
  readonly readKey: (text: string) => {readonly key: string} | {readonly fault: string};
  /** An added item takes the place of the one with the same key. */
  readonly keyOf: (item: Json) => string;
  /** By what an item is named when it is taken away. */
  readonly nameOf: (item: Json) => string;
  readonly show: (item: Json) => string;
  /** Values may be passwords: they are not shown in commands. */
  readonly isPrivate?: true;
}

const asText = (item: Json): string => (typeof item === 'string' ? item : JSON.stringify(item));
const beforeEquals = (item: Json): string => asText(item).replace(/=.*$/s, '');
const plainKey = (text: string) => (text === '' ? {fault: 'it needs a name'} : {key: text});

const pairs = (name: string, path: readonly string[], isRecord: boolean, what: string) => ({
  name,
  path,
  isRecord,
  words: ['KEY=VALUE', 'KEY'] as const,
  purpose: [`Set ${what}. May be repeated.`, `Take ${what} away. May be repeated.`] as const,
  readItem: (text: string) => readPair(text, isRecord),
  readKey: (text: string) =>
    text.includes('=') ? {fault: `"${text}" is no name: leave out "=" and what follows`} : plainKey(text),
  keyOf: beforeEquals,
  nameOf: beforeEquals,
  show: asText,
});

/** A label may have no value. A variable without one would be taken from this machine, which nobody could see here. */
function readPair(text: string, mayBeBare: boolean) {
  if (text === '' || text.startsWith('=')) return {fault: `"${text}" is not KEY=VALUE`};
  if (text.includes('=')) return {item: text};
  return mayBeBare ? {item: `${text}=`} : {fault: `"${text}" is not KEY=VALUE`};
}

/** Every field with many values that can be changed by name. */
export const listFields: readonly ListField[] = [
  {
    ...pairs('env', ['TaskTemplate', 'ContainerSpec', 'Env'], false, 'an environment variable'),
    isPrivate: true,
  },
  pairs('label', ['Labels'], true, 'a label of the service'),
  pairs('container-label', ['TaskTemplate', 'ContainerSpec', 'Labels'], true, 'a label of its containers'),
  {
    name: 'constraint',
    path: ['TaskTemplate', 'Placement', 'Constraints'],
    isRecord: false,
    words: ['CONSTRAINT', 'CONSTRAINT'],
    purpose: [
      'Run only on nodes like node.labels.zone==north. May be repeated.',
      'Take a constraint away. May be repeated.',
    ],
    readItem: text =>
      parseConstraint(text) === null
        ? {fault: `"${text}" is no constraint, such as node.role==worker or node.labels.zone!=north`}
        : {item: text},
    readKey: plainKey,
    keyOf: asText,
    nameOf: asText,
    show: asText,
  },
  {
    name: 'placement-pref',
    path: ['TaskTemplate', 'Placement', 'Preferences'],
    isRecord: false,
    words: ['PREF', 'PREF'],
    purpose: [
      'Spread tasks: spread=node.labels.zone. May be repeated.',
      'Take a preference away. May be repeated.',
    ],
    readItem: readPreference,
    readKey(text) {
      const read = readPreference(text);
      return 'fault' in read ? read : {key: showPreference(read.item)};
    },
    keyOf: showPreference,
    nameOf: showPreference,
    show: showPreference,
  },
  {
    name: 'publish',
    path: ['EndpointSpec', 'Ports'],
    isRecord: false,
    words: ['PORT', 'TARGET'],
    purpose: [
      'Publish a port: 8080:80, or published=8080,target=80,protocol=tcp,mode=host. May be repeated.',
      'Publish a port of the containers (80, 80/udp) no longer. May be repeated.',
    ],
    readItem: readPort,
    readKey: readPortName,
    keyOf: showPort,
    nameOf: targetOf,
    show: showPort,
  },
];

function readPreference(text: string): {readonly item: Json} | {readonly fault: string} {
  const match = /^spread=((?:node|engine)\.labels\..+)$/.exec(text);
  return match === null
    ? {fault: `"${text}" is no preference, such as spread=node.labels.zone`}
    : {item: {Spread: {SpreadDescriptor: match[1] ?? ''}}};
}

function showPreference(item: Json): string {
  return `spread=${textAt(item, 'Spread', 'SpreadDescriptor')}`;
}
