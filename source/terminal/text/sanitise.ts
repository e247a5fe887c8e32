import {isAllOneCell} from './one-cell.ts';

/** CSI, then OSC/DCS/SOS/PM/APC strings up to their end, then two-byte escapes; each also in its C1 form. */
const escapeSequence =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-Z\\^-~]?/g;

const controls = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/g;

/** Joiners, fillers, bidi controls, tags, soft hyphens: nothing is seen of them, but they reorder or hide what is. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Format}]/gu;

/** Variation selectors and skin tones only change how wide a terminal believes a sign to be. */
const widthModifiers = /[\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}]/gu;

/** Marks beyond three on one character: no language needs them, and towers of them cover the rows around. */
const towerOfMarks = /(\p{Mark}{3})\p{Mark}+/gu;

/** A mark without a character of its own would join the cell before, which is another column's. */
const leadingMark = /^\p{Mark}/u;

/** Half of a surrogate pair, as left by text cut in the wrong place. */
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * Makes foreign text safe to paint on one row: escape sequences are removed, a tab becomes one space, and every other
 * control, zero-width or bidirectional control character becomes `\ufffd`, so that it is seen and does nothing.
 */
export function sanitise(text: string): string {
  if (isAllOneCell(text)) return text;
  return text
    .replace(escapeSequence, '')
    .replaceAll('\t', ' ')
    .replace(controls, '\ufffd')
    .replace(widthModifiers, '')
    .replace(invisible, '\ufffd')
    .replace(loneSurrogate, '\ufffd')
    .replace(leadingMark, '\ufffd')
    .replace(towerOfMarks, '$1');
}
