import type {DialogContent, DialogInput} from '../../ui/dialog-layout.ts';
import {lineText} from '../../ui/line-text.ts';
import {indentedInWords, inWords} from './row-in-words.ts';

/** The text of a dialog as it is to be heard. */
export const bodyInWords = ({body}: DialogContent): readonly string[] =>
  body.map(indentedInWords).filter(words => words !== '');

/** What is wrong, or what became of something; empty where nothing is said. */
export const noteInWords = ({note = []}: DialogContent): string => inWords(lineText(note));

/** What has the keys: a button by its title and its place, a field by its label. */
export function selectedInWords({inputs = [], buttons, selected}: DialogContent): string {
  const input = inputs.find(({id}) => id === selected);
  if (input !== undefined) return inputInWords(input);
  const at = buttons.findIndex(({id}) => id === selected);
  const button = buttons[at];
  return button === undefined ? '' : `button ${button.title}, ${at + 1} of ${buttons.length}`;
}

function inputInWords(input: DialogInput): string {
  if (input.kind === 'choice') return `choice ${input.label}: ${input.value}`;
  const {label, field, hint = ''} = input;
  return [`field ${label}`, field.text === '' ? inWords(hint) : ''].filter(Boolean).join(', ');
}

/** What stands in the text field that has the keys, a secret as a dot for each character; null where none has. */
export function typedInWords({inputs = [], selected}: DialogContent): {label: string; text: string} | null {
  const input = inputs.find(({id}) => id === selected);
  if (input?.kind !== 'text') return null;
  const {text} = input.field;
  return {label: `${input.label}: `, text: input.isSecret === true ? '.'.repeat([...text].length) : text};
}
