import {sanitise} from '../terminal/text/sanitise.ts';
import {graphemes} from '../terminal/text/width.ts';

/** One line of text being typed. `cursor` counts characters as a person sees them, from 0 to their number. */
export interface TextField {
  readonly text: string;
  readonly cursor: number;
  /** Place in the history while it is walked through, 0 the newest; null: the person's own text. */
  readonly historyAt: number | null;
  /** What was typed before the history was opened. */
  readonly draft: string;
  /** What Ctrl-W, Ctrl-U, Ctrl-K and Alt-D cut last; Ctrl-Y puts it in again. */
  readonly cut: string;
}

export function textField(text = ''): TextField {
  return {text, cursor: graphemes(text).length, historyAt: null, draft: text, cut: ''};
}

function withParts(before: readonly string[], after: readonly string[], cut: string): TextField {
  const text = [...before, ...after].join('');
  // A combining mark joins what it was typed after, so characters are counted again.
  return {text, cursor: graphemes(before.join('')).length, historyAt: null, draft: text, cut};
}

function split(field: TextField): {before: string[]; after: string[]} {
  const parts = graphemes(field.text);
  return {before: parts.slice(0, field.cursor), after: parts.slice(field.cursor)};
}

/** Puts typed or pasted text in at the cursor; line ends become spaces, controls are made harmless. */
export function insertText(field: TextField, text: string): TextField {
  const {before, after} = split(field);
  const line = text.replace(/\s*\n\s*/g, ' ');
  // A mark that is typed by itself belongs to the character before the cursor, where there is one.
  const safe = before.length === 0 ? sanitise(line) : sanitise(`.${line}`).slice(1);
  return withParts([...before, safe], after, field.cut);
}

const isSeparator = (part: string | undefined) => part === undefined || /[\s/.:,=_-]/.test(part);

/** Where a word that ends before the cursor begins. */
function wordStart(parts: readonly string[], cursor: number): number {
  let at = cursor;
  while (at > 0 && isSeparator(parts[at - 1])) at--;
  while (at > 0 && !isSeparator(parts[at - 1])) at--;
  return at;
}

function wordEnd(parts: readonly string[], cursor: number): number {
  let at = cursor;
  while (at < parts.length && isSeparator(parts[at])) at++;
  while (at < parts.length && !isSeparator(parts[at])) at++;
  return at;
}

function recall(field: TextField, history: readonly string[], step: 1 | -1): TextField {
  const draft = field.historyAt === null ? field.text : field.draft;
  const at = (field.historyAt ?? -1) + step;
  if (at >= history.length) return field;
  const text = at < 0 ? draft : (history[at] ?? draft);
  return {text, cursor: graphemes(text).length, historyAt: at < 0 ? null : at, draft, cut: field.cut};
}

type Edit = (field: TextField, history: readonly string[]) => TextField;

function moveTo(find: (parts: readonly string[], cursor: number) => number): Edit {
  return field => {
    const parts = graphemes(field.text);
    return {...field, cursor: Math.max(0, Math.min(find(parts, field.cursor), parts.length))};
  };
}

/** Removes what lies between the cursor and another place; `keepsIt`: for Ctrl-Y. */
function removeTo(find: (parts: readonly string[], cursor: number) => number, keepsIt = false): Edit {
  return field => {
    const parts = graphemes(field.text);
    const other = Math.max(0, Math.min(find(parts, field.cursor), parts.length));
    const [start, end] = [Math.min(other, field.cursor), Math.max(other, field.cursor)];
    if (start === end) return field;
    const cut = keepsIt ? parts.slice(start, end).join('') : field.cut;
    return withParts(parts.slice(0, start), parts.slice(end), cut);
  };
}

/** As in readline, which every shell has taught. */
const edits: Readonly<Record<string, Edit>> = {
  left: moveTo((_, cursor) => cursor - 1),
  'ctrl+b': moveTo((_, cursor) => cursor - 1),
  right: moveTo((_, cursor) => cursor + 1),
  'ctrl+f': moveTo((_, cursor) => cursor + 1),
  home: moveTo(() => 0),
  'ctrl+a': moveTo(() => 0),
  end: moveTo(parts => parts.length),
  'ctrl+e': moveTo(parts => parts.length),
  'alt+b': moveTo(wordStart),
  'alt+left': moveTo(wordStart),
  'ctrl+left': moveTo(wordStart),
  'alt+f': moveTo(wordEnd),
  'alt+right': moveTo(wordEnd),
  'ctrl+right': moveTo(wordEnd),
  backspace: removeTo((_, cursor) => cursor - 1),
  delete: removeTo((_, cursor) => cursor + 1),
  'ctrl+d': removeTo((_, cursor) => cursor + 1),
  'ctrl+w': removeTo(wordStart, true),
  'alt+backspace': removeTo(wordStart, true),
  'ctrl+backspace': removeTo(wordStart, true),
  'alt+d': removeTo(wordEnd, true),
  'ctrl+delete': removeTo(wordEnd, true),
  'ctrl+u': removeTo(() => 0, true),
  'ctrl+k': removeTo(parts => parts.length, true),
  'ctrl+y': field => insertText(field, field.cut),
  up: (field, history) => recall(field, history, 1),
  'ctrl+p': (field, history) => recall(field, history, 1),
  down: (field, history) => recall(field, history, -1),
  'ctrl+n': (field, history) => recall(field, history, -1),
};

/**
 * What a key makes of the field; null where the key means nothing in it (Enter, Esc, Tab, …), so that the caller
 * decides. `text` is what the key types; `history` has the newest entry first.
 */
export function editField(
  field: TextField,
  key: string,
  text: string | null,
  history: readonly string[] = [],
): TextField | null {
  if (text !== null) return insertText(field, text);
  const edit = edits[key];
  return edit ? edit(field, history) : null;
}
