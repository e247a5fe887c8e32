import {type Style, type StyledRow, sgrParameters} from './style.ts';
import {toAscii} from './text/ascii.ts';
import {sanitise} from './text/sanitise.ts';
import {stringWidth, takeCells} from './text/width.ts';

/**
 * Writes one row as text with SGR sequences, exactly `width` cells wide: cut where it is longer, filled with `fill`
 * where it is shorter. Everything is sanitised here, so that no foreign text reaches the terminal as it came.
 */
export function paintRow(row: StyledRow, width: number, fill: Style, isUnicode: boolean): string {
  let painted = '';
  let current = '';
  let free = width;
  const put = (text: string, style: Style) => {
    const parameters = sgrParameters(style);
    if (parameters !== current) painted += parameters === '' ? '\x1b[0m' : `\x1b[0;${parameters}m`;
    current = parameters;
    painted += text;
  };
  for (const run of row) {
    if (free <= 0) break;
    const safe = sanitise(run.text);
    const shown = takeCells(isUnicode ? safe : toAscii(safe), free);
    if (shown === '') continue;
    put(shown, run.style);
    free -= stringWidth(shown);
  }
  if (free > 0) put(' '.repeat(free), fill);
  return current === '' ? painted : `${painted}\x1b[0m`;
}
