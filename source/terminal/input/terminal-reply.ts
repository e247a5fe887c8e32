/** What a terminal answers to a question. Structurally never a key, so it is taken out whenever it comes. */
export type TerminalReply =
  /** OSC 11: the background, each part from 0 to 1. */
  | {readonly kind: 'background'; readonly red: number; readonly green: number; readonly blue: number}
  /** `CSI ? flags u`: the terminal has the kitty keyboard protocol. */
  | {readonly kind: 'kitty-keyboard'; readonly flags: number}
  /** DECRPM: 1 and 3 set, 2 and 4 reset, 0 unknown to the terminal. */
  | {readonly kind: 'mode'; readonly mode: number; readonly state: number}
  /** XTVERSION, e.g. `XTerm(380)`. */
  | {readonly kind: 'version'; readonly text: string}
  /** DA1. Every terminal answers it, so it ends a series of questions. */
  | {readonly kind: 'attributes'};

/** A part of a colour has one to four hexadecimal digits; more digits are a finer scale, not a brighter colour. */
const color = /^\x1b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;

function readBackground(sequence: string): TerminalReply | null {
  const [, ...parts] = color.exec(sequence) ?? [];
  if (parts.length === 0) return null;
  const [red = 0, green = 0, blue = 0] = parts.map(
    part => Number.parseInt(part, 16) / (16 ** part.length - 1),
  );
  return {kind: 'background', red, green, blue};
}

/** What a complete sequence answers; null when it is no answer that anyone asked for. */
export function readReply(sequence: string): TerminalReply | null {
  if (sequence.startsWith('\x1b]11;')) return readBackground(sequence);
  const version = /^\x1bP>\|([^\x07\x1b]*)/.exec(sequence)?.[1];
  if (version !== undefined) return {kind: 'version', text: version};
  const [, parameters = '', final] = /^\x1b\[\?([\d;]*)(\$y|[cu])$/.exec(sequence) ?? [];
  const [first = 0, second = 0] = parameters.split(';').map(Number);
  switch (final) {
    case '$y':
      return {kind: 'mode', mode: first, state: second};
    case 'c':
      return {kind: 'attributes'};
    case 'u':
      return {kind: 'kitty-keyboard', flags: first};
    default:
      return null;
  }
}
