import {type Cells, clearCells} from './cells/cells.ts';
import type {Palette} from './cells/palette.ts';
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
  return {
    take(text) {
      written += text;
    },
    end() {
      lines = written.split('\n');
      written = '';
    },
    paint(cells: Cells, palette: Palette) {
      clearCells(cells);
      lines.slice(0, cells.height).forEach((line, row) => void drawLine(cells, palette, line, row, 0));
      return null;
    },
    forget() {},
  };
}
