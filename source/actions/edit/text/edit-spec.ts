import type {Intent} from '../../intent.ts';
import {rawObject} from '../../spec/raw-object.ts';
import {diffSpecs} from '../../spec/spec-change.ts';
import {type EditorAnswer, editText} from './edit-text.ts';
import {readSpecText, specText} from './spec-yaml.ts';

/** What an edit of a whole spec came to. */
export type SpecEdit =
  | {readonly kind: 'intent'; readonly intent: Intent; readonly text: string}
  | {readonly kind: 'unchanged'}
  | {readonly kind: 'given-up'; readonly reason: string; readonly text: string | null};

/** Lets a person edit the spec of a service, as `inspect` gave it; what was changed becomes an intent. */
export async function editSpec(
  name: string,
  inspected: unknown,
  ask: (text: string) => Promise<EditorAnswer>,
): Promise<SpecEdit> {
  const object = rawObject(inspected);
  if (object === null) return {kind: 'given-up', reason: 'the engine gave no spec', text: null};
  const {id, spec} = object;
  const edit = await editText(specText(name, spec), ask, text => readSpecText(text, spec));
  if (edit.kind !== 'edited') return edit;
  const changes = diffSpecs(spec, edit.value);
  if (changes.length === 0) return {kind: 'unchanged'};
  return {
    kind: 'intent',
    intent: {kind: 'edit-service', service: id, edit: {changes}, withRegistryAuth: false},
    text: edit.text,
  };
}
