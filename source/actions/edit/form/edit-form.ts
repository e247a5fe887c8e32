import {type Json, type JsonRecord, valueAt} from '../../spec/json.ts';
import {type ListField, listFields} from '../list-fields.ts';
import {type PatchReading, readPatch} from '../read-patch.ts';
import {type ScalarField, scalarFields} from '../scalar-fields.ts';
import {itemsOf} from '../service-patch.ts';
import {splitWords} from './split-words.ts';

/** Something to be filled in, with what it is now. */
interface EditFormField {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly choices?: readonly string[];
}

/** Fields that are changed together. */
export interface EditFormPart {
  readonly id: string;
  readonly title: string;
  /** What there is now of fields with many values. */
  readonly lines: readonly string[];
  readonly fields: readonly EditFormField[];
}

/** Few enough for the smallest screen each: names of fields, or how they begin. */
const parts: readonly {readonly id: string; readonly title: string; readonly names: readonly string[]}[] = [
  {id: 'resources', title: 'Image and resources', names: ['image', 'limit-', 'reserve-']},
  {id: 'environment', title: 'Environment', names: ['env']},
  {id: 'labels', title: 'Labels', names: ['label', 'container-label']},
  {id: 'placement', title: 'Placement', names: ['constraint', 'placement-pref', 'replicas-max']},
  {id: 'ports', title: 'Published ports', names: ['publish']},
  {id: 'update', title: 'Update policy', names: ['update-']},
  {id: 'rollback', title: 'Rollback policy', names: ['rollback-']},
  {id: 'restart', title: 'Restart policy', names: ['restart-']},
  {id: 'health', title: 'Health check', names: ['health-']},
];

/** The parts that there are, in order. */
export const editFormParts: readonly string[] = parts.map(({id}) => id);

/** What a choice shows where the spec is silent. */
const unset = '(default)';

const isIn = (name: string, names: readonly string[]): boolean =>
  names.some(each => (each.endsWith('-') || each === 'replicas-max' ? name.startsWith(each) : name === each));

const fieldsOf = (part: string) => {
  const names = parts.find(({id}) => id === part)?.names ?? [];
  return {
    scalars: scalarFields.filter(({name}) => isIn(name, names)),
    lists: listFields.filter(({name}) => isIn(name, names)),
  };
};

/** One part of the form, filled in with a spec. */
export function editForm(part: string, spec: JsonRecord): EditFormPart {
  const {scalars, lists} = fieldsOf(part);
  return {
    id: part,
    title: parts.find(({id}) => id === part)?.title ?? part,
    lines: lists.flatMap(field => listLines(field, spec)),
    fields: [
      ...scalars.map(field => scalarInput(field, spec)),
      ...lists.flatMap((field): readonly EditFormField[] => [
        {
          id: `${field.name}-add`,
          label: `${labelOf(field.name)}: set`,
          value: '',
          hint: `${field.words[0]} …`,
        },
        {
          id: `${field.name}-rm`,
          label: `${labelOf(field.name)}: take away`,
          value: '',
          hint: `${field.words[1]} …`,
        },
      ]),
    ],
  };
}

const labelOf = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;

const shownValue = ({path, type}: ScalarField, spec: JsonRecord): string => {
  const value = valueAt(spec, path);
  return value === undefined || value === null ? '' : type.show(value);
};

function scalarInput(field: ScalarField, spec: JsonRecord): EditFormField {
  const {name, type, purpose} = field;
  const value = shownValue(field, spec);
  const label = labelOf(name);
  if (type.choices === undefined) return {id: name, label, value, hint: purpose};
  return value === ''
    ? {id: name, label, value: unset, hint: purpose, choices: [unset, ...type.choices]}
    : {id: name, label, value, hint: purpose, choices: type.choices};
}

function listLines(field: ListField, spec: JsonRecord): readonly string[] {
  const items = itemsOf(spec, field);
  if (items.length === 0) return [`${labelOf(field.name)}: none`];
  return items.map(
    item => `${labelOf(field.name)}: ${field.isPrivate ? `${field.nameOf(item)}=***` : field.show(item)}`,
  );
}

/** The patch of what was filled in otherwise than it is; a field that was emptied is taken away. */
export function readEditForm(
  part: string,
  spec: JsonRecord,
  answers: Readonly<Record<string, string>>,
): PatchReading {
  const {scalars, lists} = fieldsOf(part);
  const texts: Record<string, readonly string[]> = {};
  const emptied: Record<string, Json> = {};
  for (const field of scalars) {
    const answer = (answers[field.name] ?? '').trim();
    const before = shownValue(field, spec);
    if (answer === before || answer === unset) continue;
    if (answer === '') emptied[field.name] = null;
    else texts[field.name] = [answer];
  }
  for (const option of lists.flatMap(({name}) => [`${name}-add`, `${name}-rm`])) {
    const words = splitWords(answers[option] ?? '');
    if (words === null) return {kind: 'fault', option, message: 'a quote is not closed'};
    if (words.length > 0) texts[option] = words;
  }
  const reading = readPatch(texts);
  if (reading.kind === 'fault') return reading;
  return {kind: 'patch', patch: {...reading.patch, set: {...emptied, ...reading.patch.set}}};
}

/** What is wrong with one answer; null when nothing is. */
export function editFormProblem(part: string, spec: JsonRecord, id: string, answer: string): string | null {
  const reading = readEditForm(part, spec, {...unchanged(part, spec), [id]: answer});
  return reading.kind === 'fault' ? reading.message : null;
}

const unchanged = (part: string, spec: JsonRecord): Readonly<Record<string, string>> =>
  Object.fromEntries(fieldsOf(part).scalars.map(field => [field.name, shownValue(field, spec)]));
