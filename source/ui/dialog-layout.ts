import {graphemes} from '../terminal/text/width.ts';
import {fitLine, lineWidth} from './line-text.ts';
import {centred} from './overlay.tsx';
import {panelBorder} from './panel.tsx';
import {promptLine} from './prompt.tsx';
import type {Line, Span} from './span.ts';
import type {TextField} from './text-field.ts';
import {layoutText} from './text-layout.ts';
import type {Tone} from './tones.ts';

export interface DialogButton {
  readonly id: string;
  readonly title: string;
  /** `critical` for what cannot be taken back. */
  readonly tone?: Tone;
}

/** Something to be filled in, on a row of its own. */
export type DialogInput = {readonly id: string; readonly label: string} & (
  | {
      readonly kind: 'text';
      readonly field: TextField;
      /** Behind the text in muted tone, while nothing is typed. */
      readonly hint?: string;
      /** Draws a dot for each character. */
      readonly isSecret?: boolean;
    }
  | {readonly kind: 'choice'; readonly value: string}
);

export interface DialogContent {
  readonly title: string;
  /** Wrapped to the dialog's width; scrolls by `top` when it is longer than the screen. */
  readonly body: readonly Line[];
  readonly top?: number;
  /** Below the body, always in view. */
  readonly inputs?: readonly DialogInput[];
  /** Below the inputs: what is wrong, or what may be typed. */
  readonly note?: Line;
  readonly buttons: readonly DialogButton[];
  /** Id of the input or the button that has the keys. */
  readonly selected: string;
}

/** A dialog in rows and cells. */
export interface DialogLayout {
  readonly width: number;
  readonly height: number;
  /** Inside of the frame. */
  readonly lines: readonly Line[];
  /** Where the cursor of the terminal belongs, inside of the frame; null where nothing is typed. */
  readonly caret: {readonly column: number; readonly row: number} | null;
  /** Rows of the body, and how many of them can be seen. */
  readonly bodyRows: number;
  readonly room: number;
  /** The first row of the body that is seen. */
  readonly top: number;
}

/** Cells; wider lines are hard to read. */
const widest = 100;
const narrowest = 40;
/** Cells that an empty text field asks for. */
const fieldWidth = 30;
const mostNoteRows = 3;

/** Lays a dialog out on a screen of so many cells. */
export function layoutDialog(
  content: DialogContent,
  screen: {readonly columns: number; readonly rows: number},
): DialogLayout {
  const {inputs = [], note = []} = content;
  const buttons = buttonsLine(content.buttons, content.selected);
  const labelWidth = Math.max(0, ...inputs.map(({label}) => lineWidth([{text: label}])));
  const contentWidths = [...content.body, note, buttons, [{text: content.title}]].map(lineWidth);
  const inputWidths = inputs.map(input => labelWidth + 2 + inputWidth(input));
  const wanted = Math.max(narrowest, ...contentWidths, ...inputWidths);
  const inner = Math.max(1, Math.min(wanted, widest, screen.columns - panelBorder - 4));
  const text = layoutText(content.body, inner, 'word').map(row => row.line);
  const notes = layoutText(note.length > 0 ? [note] : [], inner, 'word')
    .slice(0, mostNoteRows)
    .map(row => row.line);
  const around = panelBorder + 2 + notes.length + (inputs.length > 0 ? 1 : 0);
  const shownInputs = windowOf(inputs, content.selected, Math.max(1, screen.rows - around - 1));
  const typed = shownInputs.map(input => inputLine(input, input.id === content.selected, labelWidth, inner));
  const below: readonly Line[] = [
    ...(typed.length > 0 ? [[], ...typed.map(({line}) => line)] : []),
    ...notes,
    [],
    buttons,
  ];
  const height = Math.min(text.length + below.length + panelBorder, screen.rows);
  const room = Math.max(0, height - panelBorder - below.length);
  const top = Math.max(0, Math.min(content.top ?? 0, text.length - room));
  const lines = [...text.slice(top, top + room), ...below].map(line =>
    fitLine([{text: ' '}, ...line], inner + 2),
  );
  const at = typed.findIndex(({caretColumn}) => caretColumn !== null);
  const caretColumn = typed[at]?.caretColumn ?? null;
  return {
    width: inner + 2 + panelBorder,
    height,
    lines,
    caret: caretColumn === null ? null : {column: caretColumn + 1, row: room + 1 + at},
    bodyRows: text.length,
    room,
    top,
  };
}

/** The button under a cell of the screen; null: none is there. */
export function buttonAt(
  content: DialogContent,
  screen: {readonly columns: number; readonly rows: number},
  cell: {readonly column: number; readonly row: number},
): string | null {
  const {width, height} = layoutDialog(content, screen);
  const area = centred({width, height}, screen);
  if (cell.row !== area.row + area.height - 2) return null;
  // Inside of the frame and of the blank before the text.
  let left = area.column + 2;
  for (const {id, title} of content.buttons) {
    const right = left + lineWidth([{text: title}]) + 3;
    if (cell.column >= left && cell.column < right) return id;
    left = right + 2;
  }
  return null;
}

/** As many inputs as fit, the one that has the keys among them. */
function windowOf(inputs: readonly DialogInput[], selected: string, count: number): readonly DialogInput[] {
  const at = Math.max(
    0,
    inputs.findIndex(({id}) => id === selected),
  );
  const from = Math.max(0, Math.min(at - Math.floor(count / 2), inputs.length - count));
  return inputs.slice(from, from + count);
}

const inputWidth = (input: DialogInput): number =>
  input.kind === 'choice'
    ? lineWidth([{text: input.value}]) + 4
    : Math.max(
        fieldWidth,
        lineWidth([{text: input.field.text}]) + 1,
        lineWidth([{text: input.hint ?? ''}]) + 1,
      );

interface InputLine {
  readonly line: Line;
  readonly caretColumn: number | null;
}

function inputLine(input: DialogInput, isSelected: boolean, labelWidth: number, width: number): InputLine {
  const mark: Line = [{text: isSelected ? '▸ ' : '  ', tone: 'accent'}];
  const label = fitLine(
    [{text: input.label, tone: isSelected ? 'key' : 'muted', bold: isSelected}],
    labelWidth,
  );
  const before: Line = [...mark, ...label, {text: ' '}];
  const room = Math.max(1, width - labelWidth - 3);
  if (input.kind === 'choice') {
    const arrows = isSelected ? (['◂ ', ' ▸'] as const) : (['', ''] as const);
    const value: Line = [{text: arrows[0], tone: 'key'}, {text: input.value}, {text: arrows[1], tone: 'key'}];
    return {line: [...before, ...fitLine(value, room)], caretColumn: null};
  }
  const {field, hint = '', isSecret = false} = input;
  const shown = isSecret ? {...field, text: '•'.repeat(graphemes(field.text).length)} : field;
  const {line, caretColumn} = promptLine({
    label: '',
    field: shown,
    hint: field.text === '' ? hint : '',
    width: room,
  });
  return {line: [...before, ...line], caretColumn: isSelected ? labelWidth + 3 + caretColumn : null};
}

function buttonsLine(buttons: readonly DialogButton[], selected: string): Line {
  return buttons.flatMap((button, index): Span[] => {
    const isSelected = button.id === selected;
    const face: Span = {
      text: isSelected ? `▸ ${button.title} ` : `  ${button.title} `,
      tone: button.tone ?? (isSelected ? 'strong' : 'text'),
      bold: isSelected,
    };
    return [...(index > 0 ? [{text: '  '}] : []), isSelected ? {...face, under: 'selection'} : face];
  });
}
