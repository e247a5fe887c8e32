import type {DialogInput} from '../../ui/dialog-layout.ts';
import type {Line} from '../../ui/span.ts';
import {editField, insertText, type TextField, textField} from '../../ui/text-field.ts';
import {hint, type OpenDialog} from './dialog.ts';
import type {Answers, Form, FormField} from './form.ts';

const submitId = 'submit';
const cancelId = 'cancel';

/**
 * Asks for the answers of a form; `end` is called once, with null when it was given up. `changed` paints what came to be
 * known by itself.
 */
export const createFormDialog = (
  form: Form,
  end: (answers: Answers | null) => void,
  changed: () => void = () => undefined,
): OpenDialog => {
  const fields = new Map<string, TextField>(
    form.fields.map(({id, value, choices}) => [id, textField(value ?? choices?.[0] ?? '')]),
  );
  const ids = [...form.fields.map(({id}) => id), submitId, cancelId];
  let selected = ids[0] ?? submitId;
  /** What is wrong is told once somebody wants to go on, not while the first letter is typed. */
  let isTold = false;
  /** What the text of the selected field may become. */
  let choices: readonly string[] = [];

  const answers = (): Answers => Object.fromEntries([...fields].map(([id, {text}]) => [id, text]));
  const problemOf = (field: FormField): string | null =>
    field.problem?.(fields.get(field.id)?.text ?? '', answers()) ?? null;
  const move = (step: 1 | -1) => {
    choices = [];
    selected = ids[(ids.indexOf(selected) + step + ids.length) % ids.length] ?? submitId;
  };
  const submit = () => {
    const wrong = form.fields.find(field => problemOf(field) !== null);
    if (wrong === undefined) return end(answers());
    isTold = true;
    selected = wrong.id;
  };
  const current = () => form.fields.find(({id}) => id === selected);
  const turn = ({id, choices = []}: FormField, step: 1 | -1) => {
    const at = choices.indexOf(fields.get(id)?.text ?? '');
    fields.set(id, textField(choices[(at + step + choices.length) % choices.length] ?? ''));
  };
  /** What was typed meanwhile is not lost to what comes late. */
  const complete = async ({id}: FormField, ask: NonNullable<FormField['complete']>) => {
    const typed = fields.get(id)?.text ?? '';
    const found = await ask(typed);
    if (selected !== id || fields.get(id)?.text !== typed) return;
    if (found.text === typed && found.choices.length < 2) move(1);
    else {
      fields.set(id, textField(found.text));
      choices = found.choices.length < 2 ? [] : found.choices;
    }
    changed();
  };
  const edit = (field: FormField, key: string, text: string | null) => {
    if (field.choices !== undefined) {
      if (key === 'left') turn(field, -1);
      if (key === 'right' || key === 'space') turn(field, 1);
      return;
    }
    const before = fields.get(field.id) ?? textField();
    choices = [];
    fields.set(field.id, editField(before, key, text) ?? before);
  };

  return {
    view() {
      const field = current();
      const wrong = isTold && field !== undefined ? problemOf(field) : null;
      return {
        title: form.title,
        body: form.lines ?? [],
        inputs: form.fields.map(each => inputOf(each, fields.get(each.id) ?? textField())),
        ...noteOf(wrong, choices),
        buttons: [
          {id: submitId, title: form.submit ?? 'Go on'},
          {id: cancelId, title: 'Cancel'},
        ],
        selected,
      };
    },
    hints: () => [
      ...(current()?.complete === undefined ? [] : [hint('<tab>', 'complete')]),
      ...(form.fields.length > 1 && current()?.complete === undefined ? [hint('<tab>', 'next')] : []),
      ...(current()?.choices === undefined ? [] : [hint('← →', 'choose')]),
      hint('<enter>', selected === cancelId ? 'cancel' : (form.submit ?? 'go on').toLowerCase()),
      hint('<esc>', 'cancel'),
    ],
    key(key, text) {
      switch (key) {
        case 'esc':
        case 'ctrl+c':
          return end(null);
        case 'tab': {
          const field = current();
          // Who has typed nothing there wants to go on.
          const isEmpty = field === undefined || fields.get(field.id)?.text === '';
          return isEmpty || field.complete === undefined ? move(1) : void complete(field, field.complete);
        }
        case 'down':
          return move(1);
        case 'shift+tab':
        case 'up':
          return move(-1);
        case 'enter':
          return selected === cancelId ? end(null) : submit();
      }
      const field = current();
      if (field !== undefined) return edit(field, key, text);
      if (key === 'left') move(-1);
      if (key === 'right') move(1);
    },
    paste(text) {
      const field = current();
      if (field === undefined || field.choices !== undefined) return;
      fields.set(field.id, insertText(fields.get(field.id) ?? textField(), text));
    },
    press: button => (button === submitId ? submit() : end(null)),
    dismissed: () => end(null),
  };
};

/** More would push the buttons out of a small screen. */
const mostChoices = 8;

const noteOf = (wrong: string | null, choices: readonly string[]): {readonly note?: Line} => {
  if (wrong !== null) return {note: [{text: `✖ ${wrong}`, tone: 'critical'}]};
  if (choices.length === 0) return {};
  const more = choices.length > mostChoices ? ` +${choices.length - mostChoices}` : '';
  return {note: [{text: choices.slice(0, mostChoices).join('  ') + more, tone: 'muted'}]};
};

const inputOf = (
  {id, label, choices, hint: placeholder, isSecret}: FormField,
  field: TextField,
): DialogInput =>
  choices === undefined
    ? {
        kind: 'text',
        id,
        label,
        field,
        ...(placeholder === undefined ? {} : {hint: placeholder}),
        ...(isSecret === true ? {isSecret} : {}),
      }
    : {kind: 'choice', id, label, value: field.text};
