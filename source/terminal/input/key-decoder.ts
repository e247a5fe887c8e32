import {graphemes} from '../text/width.ts';
import {decodePlainMouse, plainMouseLength} from './decode-mouse.ts';
import {decodeSequence} from './decode-sequence.ts';
import type {InputEvent} from './input-event.ts';
import {controlKeys} from './key-sequences.ts';
import {createPasteCollector, pasteStart} from './paste-collector.ts';
import {readReply, type TerminalReply} from './terminal-reply.ts';

/** Turns what the terminal sends into events; sequences may arrive in pieces. */
export interface KeyDecoder {
  push(chunk: string): readonly InputEvent[];
  /** Whether the last chunk ended within a sequence; a lone Esc looks like the beginning of one. */
  readonly isPending: boolean;
  /** Whether what is pending can only be a report of the terminal or the mouse, however long its rest takes. */
  readonly isReport: boolean;
  /** Called when nothing followed for a while: what is pending is taken as it is. */
  flush(): readonly InputEvent[];
}

const key = (name: string, text: string | null = null): InputEvent => ({kind: 'key', key: name, text});

function decodeText(text: string): InputEvent[] {
  // U+FFFD is what is left of bytes that were no UTF-8; C1 controls have no key.
  const readable = text.replace(/[\x80-\x9f\ufffd]/g, '');
  return graphemes(readable).map(part => (part === ' ' ? key('space', ' ') : key(part, part)));
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

const completeSequence = /^\x1b(?:\[\d+[$^@]|\[\[?[<=>?]?[\d;:]*[ -/]*[@-~]|O\d*[@-~])/;
const beginningOfSequence = /^\x1b(?:\[\[?[<=>?]?[\d;:]*[ -/]*|O\d*)?$/;
/** OSC, DCS and APC strings as terminals answer with; Alt with `]`, `P` or `_` has nothing of that kind behind it. */
const beginningOfReply = /^\x1b(?:\][\d]|P[\d>!$+]|_G)/;
const beginningOfReport = /^\x1b(?:\[[<?M]|\][\d]|P[\d>!$+]|_G)/;
const maybeReply = /^\x1b[\]P_]$/;
const wholeReply = /^[^\x07]*?(?:\x07|\x1b\\|(?=\x1b[^\\]))/;
/** UTF-16 units of an answer; whatever is longer is none of ours, and is skipped to its end. */
const longestReply = 4096;
/** What can be put together again when its first part was already given up. */
const lateReport =
  /^\x1b(?:\[[<?][\d;]+\$?[A-Za-z]|\]1\d;[^\x07\x1b]*(?:\x07|\x1b\\)|P>\|[^\x07\x1b]*(?:\x07|\x1b\\))/;

interface Step {
  readonly events: readonly InputEvent[];
  readonly reply?: TerminalReply | null;
  /** UTF-16 units taken; 0: more is needed. */
  readonly taken: number;
}

const more: Step = {events: [], taken: 0};

const withAlt = (event: InputEvent): InputEvent =>
  event.kind !== 'key'
    ? event
    : key(event.key.startsWith('ctrl+') ? `ctrl+alt+${event.key.slice(5)}` : `alt+${event.key}`);

function decodeReply(buffer: string): Step {
  // From 2 on, so that the Esc at its beginning is not taken for its end.
  const length = wholeReply.exec(buffer.slice(2))?.[0].length;
  if (length === undefined) return more;
  return {events: [], reply: readReply(buffer.slice(0, 2 + length)), taken: 2 + length};
}

/** One step at an Esc. */
function decodeEscape(buffer: string): Step {
  if (beginningOfReply.test(buffer)) return decodeReply(buffer);
  if (maybeReply.test(buffer)) return more;
  if (buffer.startsWith('\x1b[M')) {
    if (buffer.length < plainMouseLength) return more;
    return {events: decodePlainMouse(buffer), taken: plainMouseLength};
  }
  const [complete] = completeSequence.exec(buffer) ?? [];
  if (complete !== undefined)
    return {events: decodeSequence(complete), reply: readReply(complete), taken: complete.length};
  if (beginningOfSequence.test(buffer)) return more;
  if (buffer.startsWith('\x1b\x1b')) {
    // rxvt, PuTTY and iTerm2 put one more Esc before the sequence of a key that is pressed with Alt.
    const [held] = completeSequence.exec(buffer.slice(1)) ?? [];
    if (held !== undefined && !held.startsWith(pasteStart) && readReply(held) === null) {
      const events = decodeSequence(held);
      if (events.every(event => event.kind === 'key'))
        return {events: events.map(withAlt), taken: 1 + held.length};
    }
    return {events: [key('esc')], taken: 1};
  }
  // Esc before any other character is Alt with it.
  const [next = ''] = graphemes(buffer.slice(1, 12));
  return {events: decodePlain(next).map(withAlt), taken: 1 + next.length};
}

/** What is left when nothing more comes: keys that look like the beginning of something, and torn reports. */
function giveUp(rest: string): readonly InputEvent[] {
  if (rest === '\x1b') return [key('esc')];
  return /^\x1b[[\]OP_]$/.test(rest) ? [key(`alt+${rest.slice(1)}`)] : [];
}

/** `onReply` is told every answer of the terminal, also those that came late. */
export function createKeyDecoder(onReply: (reply: TerminalReply) => void = () => {}): KeyDecoder {
  const paste = createPasteCollector();
  let buffer = '';
  let givenUp = '';

  const handOn = ({text, rest}: ReturnType<typeof paste.take>, events: InputEvent[]) => {
    if (text !== null && text !== '') events.push({kind: 'paste', text});
    buffer = rest;
  };
  /** Returns whether more is needed. */
  const step = (events: InputEvent[]): boolean => {
    const escapeAt = buffer.indexOf('\x1b');
    if (escapeAt !== 0) {
      const plain = escapeAt < 0 ? buffer : buffer.slice(0, escapeAt);
      for (const event of decodePlain(plain)) events.push(event);
      buffer = buffer.slice(plain.length);
      return false;
    }
    if (buffer.startsWith(pasteStart)) {
      handOn(paste.open(buffer.slice(pasteStart.length)), events);
      return false;
    }
    const {events: decoded, reply, taken} = decodeEscape(buffer);
    if (taken === 0 && buffer.length > longestReply) buffer = buffer.slice(0, 3) + buffer.slice(-1);
    if (taken === 0) return true;
    if (reply) onReply(reply);
    events.push(...decoded);
    buffer = buffer.slice(taken);
    return false;
  };

  return {
    get isPending() {
      return buffer !== '';
    },
    get isReport() {
      return beginningOfReport.test(buffer);
    },
    push(chunk) {
      const events: InputEvent[] = [];
      if (paste.isOpen) handOn(paste.take(chunk), events);
      else buffer = (givenUp !== '' && lateReport.test(givenUp + chunk) ? givenUp : buffer) + chunk;
      givenUp = '';
      while (buffer !== '') if (step(events)) break;
      return events;
    },
    flush() {
      const events = giveUp(buffer);
      givenUp = buffer;
      buffer = '';
      return events;
    },
  };
}
