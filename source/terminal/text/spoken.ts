import {toAscii} from './ascii.ts';
import {sanitise} from './sanitise.ts';

/** Text as it is written line by line for a screen reader: safe, with its line ends. Node's raw mode leaves the driver's output as it is. */
export function spoken(text: string, isUnicode: boolean): string {
  return text
    .split('\n')
    .map(line => (isUnicode ? sanitise(line) : toAscii(sanitise(line))))
    .join('\n');
}
