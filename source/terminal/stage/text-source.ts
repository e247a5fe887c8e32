import {blank, type Cells, fillCells, wholeClip} from './cells/cells.ts';
import type {FrameSource} from './frame-loop.ts';
import {drawLine} from './paint/draw-text.ts';

/** Paints frames of stock Ink: lines of text with SGR sequences. */
export interface TextSource extends FrameSource {
  /** Ink wrote this. */
  take(text: string): void;
  /** Ink has written the whole frame. */
  end(): void;
}

export function textSource(): TextSource {
  let written = '';
  let lines: readonly string[] = [];
  /** The cells that were painted last, and what of: reading a line again costs more than all the rest. */
  let painted: {readonly cells: Cells; readonly lines: readonly string[]} | null = null;

  return {
    take(text) {
      written += text;
    },
    end() {
      lines = written.split('\n');
      written = '';
    },
    paint(cells, palette) {
      const before = painted?.cells === cells ? painted.lines : null;
      const clip = wholeClip(cells);
      for (let row = 0; row < cells.height; row++) {
        const line = lines[row] ?? '';
        if (before !== null && (before[row] ?? '') === line) continue;
        fillCells(cells, {...clip, top: row, bottom: row + 1}, clip, blank, 0);
        drawLine(cells, palette, line, row, 0);
      }
      painted = {cells, lines};
      return null;
    },
    forget() {
      painted = null;
    },
  };
}
