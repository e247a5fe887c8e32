import type {Style, StyledRow} from '../../style.ts';
import {toAscii} from '../../text/ascii.ts';
import {isOneCell} from '../../text/one-cell.ts';
import {sanitise} from '../../text/sanitise.ts';
import {graphemes, stringWidth} from '../../text/width.ts';
import {blank, type Cells, continuation} from '../cells/cells.ts';
import type {Palette} from '../cells/palette.ts';

/** What a row is painted with, beside itself. */
export interface RowPaint {
  readonly palette: Palette;
  /** Look of the cells behind the row's end. */
  readonly fill: Style;
  readonly isUnicode: boolean;
}

/**
 * Paints one row over the whole width of the cells: cut where it is longer, filled where it is shorter. Everything is
 * sanitised here, so that no foreign text reaches the terminal as it came.
 */
export function drawRow(cells: Cells, row: number, content: StyledRow, paint: RowPaint): void {
  const {looks} = paint.palette;
  const end = (row + 1) * cells.width;
  let index = row * cells.width;
  for (const run of content) {
    if (index >= end) return;
    const text = paint.isUnicode ? run.text : toAscii(sanitise(run.text));
    const next = drawRun(cells, index, end, text, looks.idOfStyle(run.style), paint.palette);
    // What does not fit ends the row, also where something narrower behind it would.
    if (next < 0) {
      index = ~next;
      break;
    }
    index = next;
  }
  cells.codes.fill(blank, index, end);
  cells.looks.fill(looks.idOfBlank(looks.idOfStyle(paint.fill)), index, end);
}

/** The index behind the run; its complement when the run was cut. */
function drawRun(
  {codes, looks}: Cells,
  start: number,
  end: number,
  text: string,
  look: number,
  palette: Palette,
): number {
  const blankLook = palette.looks.idOfBlank(look);
  let index = start;
  let position = 0;
  for (; position < text.length; position++) {
    const unit = text.charCodeAt(position);
    if (!isOneCell(unit)) break;
    if (index >= end) return ~index;
    codes[index] = unit;
    looks[index] = unit === blank ? blankLook : look;
    index++;
  }
  if (position === text.length) return index;
  // A mark behind the last plain character belongs to it. What is plain stays as it is when the text is made safe.
  const back = position > 0 ? 1 : 0;
  index -= back;
  for (const part of graphemes(sanitise(text).slice(position - back))) {
    const columns = stringWidth(part);
    if (columns === 0) continue;
    if (index + columns > end) return ~index;
    codes[index] = palette.glyphs.codeOf(part);
    looks[index] = part === ' ' ? blankLook : look;
    for (let offset = 1; offset < columns; offset++) {
      codes[index + offset] = continuation;
      looks[index + offset] = look;
    }
    index += columns;
  }
  return index;
}
