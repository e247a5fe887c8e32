import type {Level} from '../../domain/verdict.ts';

/** Puts a text into the colour of a level, or leaves it plain. */
export type Paint = (text: string, level: Level | 'title' | 'plain') => string;

const sgr: Readonly<Record<Level | 'title', string>> = {
  ok: '32',
  progress: '36',
  unknown: '35',
  warning: '33',
  critical: '31',
  title: '1',
};

/** The 16 colours every terminal has: it is not known here what background they meet. */
export function createPaint(color: boolean): Paint {
  return color
    ? (text, level) => (level === 'plain' || level === 'ok' ? text : `\u001B[${sgr[level]}m${text}\u001B[0m`)
    : text => text;
}

/** Joiners, bidi controls, tags, fillers: nothing is seen of them, but they reorder or hide what is. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Format}\p{Surrogate}]/gu;

/** Only how wide a terminal believes a sign to be. */
const variationSelectors = /[\ufe00-\ufe0f]/g;

/** Marks beyond three on one character cover the lines around it. */
const towerOfMarks = /(\p{Mark}{3})\p{Mark}+/gu;

const isPlain = /^[ -~]*$/;

/** One line without control characters: what others named must not move the cursor, break a row or reorder it. */
export function plainLine(text: string): string {
  if (isPlain.test(text)) return text;
  return text
    .replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g, ' ')
    .replaceAll(variationSelectors, '')
    .replaceAll(unseen, '\uFFFD')
    .replaceAll(towerOfMarks, '$1');
}
