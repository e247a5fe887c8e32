import {toAscii} from './ascii.ts';
import {sanitise} from './sanitise.ts';

/** Text as it is written line by line for a screen reader: safe, and with the line ends of a raw terminal. */
export function spoken(text: string, isUnicode: boolean): string {
  return text
    .split('\n')
    .map(line => (isUnicode ? sanitise(line) : toAscii(sanitise(line))))
    .join('\r\n');
}
