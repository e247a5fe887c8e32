import type {Style, StyledRow} from '../../style.ts';
import type {Cells} from '../cells/cells.ts';
import {createCells} from '../cells/cells.ts';
import type {Palette} from '../cells/palette.ts';
import {drawRow} from './draw-row.ts';

/** What a canvas shows; a new object for each commit that changes it. */
export interface CanvasContent {
  readonly rows: readonly StyledRow[];
  readonly fill: Style;
  readonly isUnicode: boolean;
  /** The terminal's cursor, relative to the canvas; null: not here. */
  readonly caret: {readonly column: number; readonly row: number} | null;
}

/** The attribute of an `ink-box` under which the stage finds what to paint into it. */
export const canvasAttribute = 'canvas';

/** Content as it was drawn last, per node: rows that are still the same object are not drawn again. */
interface Drawn {
  readonly content: CanvasContent;
  readonly cells: Cells;
}

/** Draws canvases, each into cells of its own. */
export interface CanvasPainter {
  /** The cells of a canvas of that size. */
  draw(node: object, content: CanvasContent, width: number, height: number): Cells;
  /** After this everything is drawn anew. */
  forget(): void;
}

export function createCanvasPainter(palette: Palette): CanvasPainter {
  let drawn = new WeakMap<object, Drawn>();
  return {
    draw(node, content, width, height) {
      const last = drawn.get(node);
      if (last?.content === content && isSize(last.cells, width, height)) return last.cells;
      const cells = last && isSize(last.cells, width, height) ? last.cells : createCells(width, height);
      const before = last?.cells === cells ? last.content : null;
      const paint = {palette, fill: content.fill, isUnicode: content.isUnicode};
      const isSameGround = before?.fill === content.fill && before.isUnicode === content.isUnicode;
      for (let row = 0; row < height; row++) {
        if (isSameGround && before.rows[row] === content.rows[row]) continue;
        drawRow(cells, row, content.rows[row] ?? [], paint);
      }
      drawn.set(node, {content, cells});
      return cells;
    },
    forget() {
      drawn = new WeakMap();
    },
  };
}

function isSize(cells: Cells, width: number, height: number): boolean {
  return cells.width === width && cells.height === height;
}
