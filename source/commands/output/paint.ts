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

/** One line without control characters: what others named must not move the cursor or break a row. */
export function plainLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]+/g, ' ');
}
