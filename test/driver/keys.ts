/** Bytes that a terminal sends for keys with a name. */
const named: Readonly<Record<string, string>> = {
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  'ctrl+space': '\0',
  'ctrl+\\': '\x1c',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  delete: '\x1b[3~',
  f1: '\x1bOP',
  f5: '\x1b[15~',
};

/** The bytes of a key as the keymap names it: `j`, `G`, `ctrl+r`, `enter`. */
export function bytesOf(key: string): string {
  const letter = /^ctrl\+([a-z])$/.exec(key)?.[1];
  if (letter !== undefined) return String.fromCharCode(letter.charCodeAt(0) - 96);
  const bytes = named[key] ?? key;
  if ([...bytes].length > 1 && bytes === key) throw new Error(`unknown key "${key}"`);
  return bytes;
}
