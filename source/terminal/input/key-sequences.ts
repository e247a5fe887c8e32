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

/** Arrows as rxvt sends them with a modifier: `CSI a` with Shift, `SS3 a` with Ctrl. */
export const rxvtArrows: Readonly<Record<string, string>> = {a: 'up', b: 'down', c: 'right', d: 'left'};

/** `SS3 letter` of the number block in application mode (DECKPAM), which PuTTY and vt220 terminals may be left in. */
export const keypadKeys: Readonly<Record<string, string>> = {
  M: 'enter',
  X: '=',
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
  p: '0',
  q: '1',
  r: '2',
  s: '3',
  t: '4',
  u: '5',
  v: '6',
  w: '7',
  x: '8',
  y: '9',
};

/**
 * First parameter of `CSI … ~`. 1 and 4 (VT220, Linux console, PuTTY, screen) and 7 and 8 (rxvt) are the same keys;
 * 11 to 15 are F1 to F5 of PuTTY and rxvt; from 25 on they are Shift with F1 and so on (Linux console, rxvt).
 */
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
  '25': 'f13',
  '26': 'f14',
  '28': 'f15',
  '29': 'f16',
  '31': 'f17',
  '32': 'f18',
  '33': 'f19',
  '34': 'f20',
};

/** Code points that `CSI … u` uses for keys which have a name; from 57399 on it is the number block's. */
export const codePointKeys: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'esc',
  32: 'space',
  127: 'backspace',
  57414: 'enter',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
  57427: 'clear',
};

/** What the number block types, from code point 57399 on; 57414, between, is Enter. */
export const codePointDigits = '0123456789./*-+\0=,';

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

/** Keys held together with another. */
export interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** In `CSI … u`: Super and Hyper, which belong to the desktop; nothing is bound to them. */
  readonly isForeign: boolean;
}

/** Writes a key with its modifiers, always in the order ctrl, alt, shift. */
export function withModifiers(name: string, modifiers: Omit<Modifiers, 'isForeign'>): string {
  return `${modifiers.ctrl ? 'ctrl+' : ''}${modifiers.alt ? 'alt+' : ''}${modifiers.shift ? 'shift+' : ''}${name}`;
}

/**
 * Modifiers as xterm sends them: 1 plus shift 1, alt 2, ctrl 4, and 8, which is Meta (iTerm2 sends it for Option). In
 * `CSI … u` 8 is Super, then hyper 16, meta 32, and the two locks 64 and 128, which change nothing.
 */
export function decodeModifiers(parameter: string | undefined): Modifiers {
  const bits = Math.max(0, Number.parseInt(parameter ?? '1', 10) - 1) || 0;
  return {
    shift: (bits & 1) !== 0,
    alt: (bits & 42) !== 0,
    ctrl: (bits & 4) !== 0,
    isForeign: (bits & 24) !== 0,
  };
}

/** Whether `modifiers:event` tells that a key was let go (kitty protocol); 2, a repeat, is a press like any other. */
export function isRelease(parameter: string | undefined): boolean {
  return parameter?.split(':')[1] === '3';
}
