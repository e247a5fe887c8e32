import {plainLine} from '../output/paint.ts';

/** A text in a line of a check: the bar divides text from performance data, so it may stand nowhere else. */
export const inLine = (text: string): string => plainLine(text).replaceAll('|', '/');
