import {graphemes} from '../text/width.ts';
import type {InputEvent} from './input-event.ts';
import {
  codePointKeys,
  controlKeys,
  decodeModifiers,
  letterKeys,
  numberKeys,
  withModifiers,
} from './key-sequences.ts';

/** Turns what the terminal sends into events; sequences may arrive in pieces. */
export interface KeyDecoder {
  push(chunk: string): readonly InputEvent[];
  /** Whether the last chunk ended within a sequence; a lone Esc looks like the beginning of one. */
  readonly isPending: boolean;
  /** Called when nothing followed for a while: what is pending is taken as it is. */
  flush(): readonly InputEvent[];
}

const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
/** UTF-16 units; a longer paste is handed on in pieces, so that a lost end marker does not swallow keys for ever. */
const longestPaste = 1_000_000;

const key = (name: string, text: string | null = null): InputEvent => ({kind: 'key', key: name, text});

function decodeText(text: string): InputEvent[] {
  return graphemes(text).map(part => (part === ' ' ? key('space', ' ') : key(part, part)));
}

/** Bytes without any Esc: printable characters, any number of them in one chunk, and C0 controls. */
function decodePlain(text: string): InputEvent[] {
  return text.split(/([\x00-\x1f\x7f])/).flatMap(part => {
    const code = part.charCodeAt(0);
    if (part === '') return [];
    if (part.length > 1 || (code > 31 && code !== 127)) return decodeText(part);
    return [key(controlKeys[code] ?? `ctrl+${String.fromCharCode(code + 96)}`)];
  });
}

function decodeMouse(parameters: string, final: string): InputEvent[] {
  const [code = 0, column = 1, row = 1] = parameters.slice(1).split(';').map(Number);
  const position = {column: column - 1, row: row - 1};
  if (code & 64) {
    const action = code & 1 ? 'wheel-down' : 'wheel-up';
    return (code & 2) === 0 ? [{kind: 'mouse', action, button: 'none', ...position}] : [];
  }
  const button = (['left', 'middle', 'right', 'none'] as const)[code & 3] ?? 'none';
  const action = code & 32 ? 'drag' : final === 'M' ? 'press' : 'release';
  return [{kind: 'mouse', action, button, ...position}];
}

/** `CSI code point ; modifiers u`, as terminals with the kitty keyboard protocol send it. */
function decodeCodePoint(parameters: string): InputEvent[] {
  const [first = '', second] = parameters.split(';');
  const code = Number.parseInt(first, 10);
  const modifiers = decodeModifiers(second);
  if (!(code >= 0 && code <= 0x10ffff)) return [];
  const named = codePointKeys[code];
  if (named) return [key(withModifiers(named, modifiers))];
  if (code >= 57344 && code <= 63743) return [];
  const character = String.fromCodePoint(code);
  const typed = modifiers.shift ? character.toUpperCase() : character;
  if (!modifiers.ctrl && !modifiers.alt) return [key(typed, typed)];
  return [key(withModifiers(character, {...modifiers, shift: false}))];
}

/** A complete `CSI` or `SS3` sequence. What names no key (replies of the terminal, focus reports) is dropped. */
function decodeSequence(sequence: string): InputEvent[] {
  const match = /^\x1b+(?:\[|O)(\[?)([<=>?]?[\d;:]*)[ -/]*([@-~])$/.exec(sequence);
  const [, isLinuxConsole, parameters = '', final = ''] = match ?? [];
  if (!match) return [];
  if (isLinuxConsole) return 'ABCDE'.includes(final) ? [key(`f${'ABCDE'.indexOf(final) + 1}`)] : [];
  if (parameters.startsWith('<')) return decodeMouse(parameters, final);
  if (/^[=>?]/.test(parameters)) return [];
  if (final === 'u') return decodeCodePoint(parameters);
  if (final === 'Z') return [key('shift+tab')];
  const [first = '', second] = parameters.split(';');
  const name = final === '~' ? numberKeys[first] : letterKeys[final];
  // `CSI 5;3 R` is a cursor report and not F3.
  if (!name || (final !== '~' && second !== undefined && first !== '1')) return [];
  return [key(withModifiers(name, decodeModifiers(second)))];
}

const completeSequence = /^\x1b(?:\[\[?[<=>?]?[\d;:]*[ -/]*[@-~]|O[\d;]*[@-~])/;
const beginningOfSequence = /^\x1b(?:\[\[?[<=>?]?[\d;:]*[ -/]*|O[\d;]*)?$/;
const terminalReply = /^\x1b[\]P_^][^\x07\x1b]*(?:\x07|\x1b\\)/;

interface Step {
  readonly events: readonly InputEvent[];
  /** UTF-16 units taken; 0: more is needed. */
  readonly taken: number;
}

function decodePaste(buffer: string): Step {
  const end = buffer.indexOf(pasteEnd);
  if (end < 0 && buffer.length < longestPaste) return {events: [], taken: 0};
  const text = buffer.slice(pasteStart.length, end < 0 ? undefined : end).replace(/\r\n?/g, '\n');
  return {
    events: text === '' ? [] : [{kind: 'paste', text}],
    taken: end < 0 ? buffer.length : end + pasteEnd.length,
  };
}

/** One step at an Esc. */
function decodeEscape(buffer: string): Step {
  if (buffer.startsWith(pasteStart)) return decodePaste(buffer);
  const complete = completeSequence.exec(buffer) ?? terminalReply.exec(buffer);
  if (complete) return {events: decodeSequence(complete[0]), taken: complete[0].length};
  if (beginningOfSequence.test(buffer)) return {events: [], taken: 0};
  // Esc before any other character is Alt with it; Esc before Esc is the key itself.
  if (buffer.startsWith('\x1b\x1b')) return {events: [key('esc')], taken: 1};
  const [next = ''] = graphemes(buffer.slice(1, 12));
  const events = decodePlain(next).map(event =>
    event.kind === 'key'
      ? key(event.key.startsWith('ctrl+') ? `ctrl+alt+${event.key.slice(5)}` : `alt+${event.key}`)
      : event,
  );
  return {events, taken: 1 + next.length};
}

export function createKeyDecoder(): KeyDecoder {
  let buffer = '';
  return {
    get isPending() {
      return buffer !== '' && !buffer.startsWith(pasteStart);
    },
    push(chunk) {
      buffer += chunk;
      const events: InputEvent[] = [];
      while (buffer !== '') {
        const escapeAt = buffer.indexOf('\x1b');
        if (escapeAt !== 0) {
          const plain = escapeAt < 0 ? buffer : buffer.slice(0, escapeAt);
          events.push(...decodePlain(plain));
          buffer = buffer.slice(plain.length);
          continue;
        }
        const step = decodeEscape(buffer);
        if (step.taken === 0) break;
        events.push(...step.events);
        buffer = buffer.slice(step.taken);
      }
      return events;
    },
    flush() {
      const rest = buffer;
      buffer = '';
      if (rest === '' || rest.startsWith(pasteStart)) return [];
      return [key('esc'), ...decodePlain(rest.slice(1))].slice(0, rest.length === 1 ? 1 : 0);
    },
  };
}
