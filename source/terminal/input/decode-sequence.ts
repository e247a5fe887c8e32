import {decodeSgrMouse} from './decode-mouse.ts';
import type {InputEvent} from './input-event.ts';
import {
  codePointDigits,
  codePointKeys,
  decodeModifiers,
  isRelease,
  keypadKeys,
  letterKeys,
  type Modifiers,
  numberKeys,
  rxvtArrows,
  withModifiers,
} from './key-sequences.ts';

const key = (name: string, text: string | null = null): InputEvent => ({kind: 'key', key: name, text});

const noModifiers: Modifiers = {ctrl: false, alt: false, shift: false, isForeign: false};

const printable = (character: string): InputEvent =>
  character === ' ' ? key('space', ' ') : key(character, character);

const withShift = (character: string, shifted: number | null): string =>
  shifted === null ? character.toUpperCase() : String.fromCodePoint(shifted);

/** A key known by the character on it, as `CSI … u` and modifyOtherKeys tell it. */
function decodeCharacter(code: number, shifted: number | null, modifiers: Modifiers): InputEvent[] {
  const digit = code >= 57399 ? codePointDigits[code - 57399] : undefined;
  if (digit !== undefined && code !== 57414) return [printable(digit)];
  const named = codePointKeys[code];
  if (named) {
    const types = named === 'space' && !modifiers.ctrl && !modifiers.alt ? ' ' : null;
    return [key(types === null ? withModifiers(named, modifiers) : named, types)];
  }
  // Private use: keys that type nothing (locks, media keys, modifiers by themselves). C0 and C1 type nothing either.
  if (!(code >= 32 && code <= 0x10ffff) || (code >= 57344 && code <= 63743) || (code > 126 && code < 160))
    return [];
  const character = String.fromCodePoint(code);
  if (/\p{Surrogate}/u.test(character)) return [];
  const typed = modifiers.shift ? withShift(character, shifted) : character;
  if (!modifiers.ctrl && !modifiers.alt) return [printable(typed)];
  return [key(withModifiers(modifiers.ctrl ? character.toLowerCase() : typed, {...modifiers, shift: false}))];
}

/** `CSI code:shifted:base ; modifiers:event ; text u`, as terminals with the kitty keyboard protocol send it. */
function decodeCodePoint(parameters: string): InputEvent[] {
  const [codes = '', second] = parameters.split(';');
  const modifiers = decodeModifiers(second);
  if (modifiers.isForeign || isRelease(second)) return [];
  const [code = 0, shifted = 0] = codes.split(':').map(Number);
  return decodeCharacter(code, shifted > 32 && shifted <= 0x10ffff ? shifted : null, modifiers);
}

/** rxvt tells modifiers of `CSI number ~` keys by another last character. */
const rxvtModifiers: Readonly<Record<string, Modifiers>> = {
  $: {...noModifiers, shift: true},
  '^': {...noModifiers, ctrl: true},
  '@': {...noModifiers, ctrl: true, shift: true},
};

function decodeNumbered(parameters: string): InputEvent[] {
  const [first = '', second, third] = parameters.split(';');
  // modifyOtherKeys of xterm: `CSI 27 ; modifiers ; code ~`.
  if (first === '27' && third !== undefined)
    return decodeCharacter(Number(third), null, decodeModifiers(second));
  const name = numberKeys[first];
  return name === undefined || isRelease(second) ? [] : [key(withModifiers(name, decodeModifiers(second)))];
}

function decodeLettered(parameters: string, final: string): InputEvent[] {
  const [first = '', second] = parameters.split(';');
  const name = letterKeys[final];
  // `CSI 5;3 R` is a cursor report and not F3.
  if (name === undefined || (second !== undefined && first !== '1') || isRelease(second)) return [];
  return [key(withModifiers(name, decodeModifiers(second)))];
}

/** `SS3`; some terminals put the modifiers before the letter, `SS3 5 P`. */
function decodeSingleShift(parameters: string, final: string): InputEvent[] {
  const arrow = rxvtArrows[final];
  if (arrow !== undefined) return [key(`ctrl+${arrow}`)];
  const pad = keypadKeys[final];
  if (pad !== undefined) return [pad.length > 1 ? key(pad) : printable(pad)];
  const name = letterKeys[final];
  return name === undefined ? [] : [key(withModifiers(name, decodeModifiers(parameters || undefined)))];
}

/** A complete `CSI` or `SS3` sequence. What names no key (replies of the terminal, focus reports) gives nothing. */
export function decodeSequence(sequence: string): InputEvent[] {
  const rxvt = /^\x1b\[(\d+)([$^@])$/.exec(sequence);
  const rxvtName = numberKeys[rxvt?.[1] ?? ''];
  if (rxvt && rxvtName !== undefined)
    return [key(withModifiers(rxvtName, rxvtModifiers[rxvt[2] ?? ''] ?? noModifiers))];
  const match = /^\x1b(\[|O)(\[?)([<=>?]?[\d;:]*)[ -/]*([@-~])$/.exec(sequence);
  const [, kind, isLinuxConsole, parameters = '', final = ''] = match ?? [];
  if (!match) return [];
  if (kind === 'O') return decodeSingleShift(parameters, final);
  if (isLinuxConsole) return 'ABCDE'.includes(final) ? [key(`f${'ABCDE'.indexOf(final) + 1}`)] : [];
  if (parameters.startsWith('<')) return decodeSgrMouse(parameters, final);
  if (/^[=>?]/.test(parameters)) return [];
  if (final === 'u') return decodeCodePoint(parameters);
  if (final === '~') return decodeNumbered(parameters);
  if (final === 'Z') return [key('shift+tab')];
  const shifted = parameters === '' ? rxvtArrows[final] : undefined;
  return shifted === undefined ? decodeLettered(parameters, final) : [key(`shift+${shifted}`)];
}
