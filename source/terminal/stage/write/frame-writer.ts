import type {Link} from '../../link/link.ts';
import {type Cells, clearCells, copyCells, createCells} from '../cells/cells.ts';
import type {Palette} from '../cells/palette.ts';
import {diffFrame, writeChanges} from './diff-frame.ts';
import {Pen} from './pen.ts';
import {findScrollBand, scrollCells, scrollSequence} from './scroll-bands.ts';

/** Where the terminal's own cursor is shown. */
export interface Caret {
  readonly column: number;
  readonly row: number;
}

/** What was written so far, for tests and the bench. */
interface FrameCounts {
  /** Frames that had something to write. */
  readonly frames: number;
  /** UTF-16 units of all frames. */
  readonly units: number;
}

/** Holds what the terminal shows, and sends what makes it show a new frame. */
export interface FrameWriter {
  /** Sends the difference to the frame sent last; nothing when there is none. */
  write(frame: Cells, caret: Caret | null): void;
  /** Takes the screen for unknown: the next frame is written whole. */
  forget(): void;
  readonly counts: FrameCounts;
}

const beginFrame = '\x1b[?2026h';
const endFrame = '\x1b[?2026l';
const showCursor = '\x1b[?25h';
const hideCursor = '\x1b[?25l';
/**
 * Plain look, no margins, everything blank: another program may have left others. Erased from home on, and not by `2J`,
 * for which some terminals push the screen into their scrollback.
 */
const fromUnknown = '\x1b[m\x1b[r\x1b[H\x1b[J';

export function createFrameWriter(link: Link, palette: Palette): FrameWriter {
  let shown = createCells(0, 0);
  let isKnown = false;
  /** Null: hidden; undefined: nobody knows. */
  let shownCaret: Caret | null | undefined;
  const counts = {frames: 0, units: 0};

  const difference = (frame: Cells): string => {
    if (shown.width !== frame.width || shown.height !== frame.height) {
      shown = createCells(frame.width, frame.height);
      isKnown = false;
    }
    if (!isKnown) {
      clearCells(shown);
      return fromUnknown + diffFrame(shown, frame, palette);
    }
    const plainly = diffFrame(shown, frame, palette);
    const scrolled = plainly === '' ? null : scrolledDifference(shown, frame, palette);
    return scrolled !== null && scrolled.length < plainly.length ? scrolled : plainly;
  };

  return {
    counts,
    write(frame, caret) {
      if (frame.codes.length === 0) return;
      const changes = difference(frame);
      const cursor = cursorSequence(shownCaret, caret, changes !== '');
      if (changes === '' && cursor === '') return;
      const text = changes === '' ? cursor : beginFrame + changes + cursor + endFrame;
      link.send(text);
      copyCells(frame, shown);
      isKnown = true;
      shownCaret = caret;
      counts.frames += 1;
      counts.units += text.length;
    },
    forget() {
      isKnown = false;
      shownCaret = undefined;
    },
  };
}

/** The difference with a band of rows scrolled by the terminal itself; null where nothing was scrolled. */
function scrolledDifference(before: Cells, after: Cells, palette: Palette): string | null {
  const band = findScrollBand(before, after);
  if (band === null) return null;
  const moved = createCells(before.width, before.height);
  copyCells(before, moved);
  scrollCells(moved, band);
  const pen = new Pen(palette, after.width);
  pen.send(scrollSequence(band));
  writeChanges(pen, moved, after);
  pen.finish();
  return pen.text;
}

/** Puts the cursor where it belongs; writing cells has taken it elsewhere. */
function cursorSequence(before: Caret | null | undefined, after: Caret | null, hasMoved: boolean): string {
  if (after === null) return before === null ? '' : hideCursor;
  const isSame = before?.column === after.column && before.row === after.row;
  if (isSame && !hasMoved) return '';
  const place = `\x1b[${after.row + 1};${after.column + 1}H`;
  return before ? place : place + showCursor;
}
