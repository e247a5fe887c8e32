import {
  editForm,
  editFormParts,
  editFormProblem,
  readEditForm,
} from '../../../actions/edit/form/edit-form.ts';
import {isEmptyPatch} from '../../../actions/edit/service-patch.ts';
import type {Intent} from '../../../actions/intent.ts';
import type {JsonRecord} from '../../../actions/spec/json.ts';
import {rawObject} from '../../../actions/spec/raw-object.ts';
import {faultInWords} from '../../../domain/fault-words.ts';
import type {ObjectRef} from '../../../panes/pane.ts';
import type {ConsoleModel} from '../../console-model.ts';
import type {Answers, FormField} from '../../dialogs/form.ts';
import {actAndWatch} from './rollouts.ts';
import {targetsOf, wordsOf} from './targets.ts';

/** `m`, `:change web`, `:change web placement`: fields of a service in a form, a part of them at a time. */
export const change = async (model: ConsoleModel, argument: string): Promise<void> => {
  const words = wordsOf(argument);
  const last = words.at(-1) ?? '';
  const given = editFormParts.includes(last) ? last : null;
  const targets = targetsOf(model, ['service'], given === null ? words : words.slice(0, -1));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const [service, ...others] = targets.objects;
  if (service === undefined || others.length > 0)
    return model.tell('change one service at a time', 'warning');
  const locked = model.acting.runner.locked();
  if (locked !== null) return model.tell(locked, 'warning');
  const part = given ?? (await askPart(model, service));
  if (part === null) return;
  try {
    const signal = AbortSignal.timeout(10_000);
    const object = rawObject(await model.cluster.inspect('service', service.id, signal));
    if (object === null) return model.tell('the engine gave no spec', 'warning');
    await changePart(model, service, part, object.spec);
  } catch (error) {
    model.tell(`the spec could not be had: ${faultInWords(error)}`, 'critical');
  }
};

const askPart = async (model: ConsoleModel, {name}: ObjectRef): Promise<string | null> => {
  const answers = await model.ask({
    title: `Change ${name}`,
    lines: [[{text: 'What of it? e has the whole spec in your editor.', tone: 'muted'}]],
    fields: [{id: 'part', label: 'Part', choices: editFormParts}],
    submit: 'Open',
  });
  return answers?.['part'] ?? null;
};

const changePart = async (
  model: ConsoleModel,
  service: ObjectRef,
  part: string,
  spec: JsonRecord,
): Promise<void> => {
  const form = editForm(part, spec);
  const answers: Answers | null = await model.ask({
    title: `${form.title} of ${service.name}`,
    lines: form.lines.map(text => [{text}]),
    fields: form.fields.map(
      (field): FormField => ({
        ...field,
        problem: value => editFormProblem(part, spec, field.id, value),
      }),
    ),
    submit: 'Plan',
  });
  if (answers === null) return;
  const reading = readEditForm(part, spec, answers);
  if (reading.kind === 'fault') return model.tell(reading.message, 'warning');
  if (isEmptyPatch(reading.patch)) return model.tell('nothing was changed');
  const {patch} = reading;
  await actAndWatch(
    model,
    [service],
    (id): Intent => ({kind: 'edit-service', service: id, edit: {patch}, withRegistryAuth: false}),
  );
};
