/** Final letters of `CSI … letter` and `SS3 letter`. */
export const letterKeys: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

/** First parameter of `CSI … ~`. */
export const numberKeys: Readonly<Record<string, string>> = {
  '1': 'home',
  '2': 'insert',
  '3': 'delete',
  '4': 'end',
  '5': 'pageup',
  '6': 'pagedown',
  '7': 'home',
  '8': 'end',
  '11': 'f1',
  '12': 'f2',
  '13': 'f3',
  '14': 'f4',
  '15': 'f5',
  '17': 'f6',
  '18': 'f7',
  '19': 'f8',
  '20': 'f9',
  '21': 'f10',
  '23': 'f11',
  '24': 'f12',
};

/** Code points that `CSI … u` uses for keys which have a name. */
export const codePointKeys: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'esc',
  32: 'space',
  127: 'backspace',
};

/** C0 characters that are not simply Ctrl with a letter. Ctrl-J comes from pasted and remapped line ends: Enter. */
export const controlKeys: Readonly<Record<number, string>> = {
  0: 'ctrl+space',
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  13: 'enter',
  28: 'ctrl+\\',
  29: 'ctrl+]',
  30: 'ctrl+^',
  31: 'ctrl+_',
  127: 'backspace',
};

/** Writes a key with its modifiers, always in the order ctrl, alt, shift. */
export function withModifiers(
  name: string,
  modifiers: {readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean},
): string {
  return `${modifiers.ctrl ? 'ctrl+' : ''}${modifiers.alt ? 'alt+' : ''}${modifiers.shift ? 'shift+' : ''}${name}`;
}

/** Modifiers as xterm sends them: 1 plus shift 1, alt 2, ctrl 4, meta 8. */
export function decodeModifiers(parameter: string | undefined) {
  const bits = Math.max(0, Number.parseInt(parameter ?? '1', 10) - 1) || 0;
  return {shift: (bits & 1) !== 0, alt: (bits & 10) !== 0, ctrl: (bits & 4) !== 0};
}
