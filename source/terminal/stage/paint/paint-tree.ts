import {blitCells, type Cells, type Clip, clearCells, intersectClips, wholeClip} from '../cells/cells.ts';
import type {Palette} from '../cells/palette.ts';
import type {Caret} from '../write/frame-writer.ts';
import {type CanvasContent, type CanvasPainter, canvasAttribute} from './canvas-node.ts';
import {drawText} from './draw-text.ts';
import {displayNone, edge, type InkNode, type LayoutNode, type Transform} from './ink-tree.ts';
import {fittedText} from './node-text.ts';
import {type PlacedBox, paintBackground, paintBorder} from './paint-box.ts';

interface Surroundings {
  readonly x: number;
  readonly y: number;
  readonly clip: Clip;
  readonly transforms: readonly Transform[];
}

/** Paints Ink's laid-out tree into cells. Returns where the cursor goes; null: nowhere. */
export function paintTree(
  root: InkNode,
  cells: Cells,
  palette: Palette,
  canvases: CanvasPainter,
): Caret | null {
  clearCells(cells);
  let caret: Caret | null = null;

  const paintCanvas = (node: InkNode, box: PlacedBox, content: CanvasContent) => {
    const {x, y, width, height, clip} = box;
    if (width <= 0 || height <= 0) return;
    blitCells(canvases.draw(node, content, width, height), cells, x, y, clip);
    if (content.caret === null) return;
    const column = x + content.caret.column;
    const row = y + content.caret.row;
    const seen = intersectClips(clip, wholeClip(cells));
    if (column >= seen.left && column < seen.right && row >= seen.top && row < seen.bottom) {
      caret = {column, row};
    }
  };

  const paintBox = (node: InkNode, layout: LayoutNode, around: Surroundings) => {
    const width = layout.getComputedWidth();
    const height = layout.getComputedHeight();
    const box = {style: node.style, ...around, width, height};
    if (node.nodeName === 'ink-box') {
      const content = node.attributes[canvasAttribute];
      if (isCanvasContent(content)) return paintCanvas(node, box, content);
      paintBackground(cells, palette, box);
      paintBorder(cells, palette, box);
    }
    const clip = node.nodeName === 'ink-box' ? innerClip(node, layout, box) : around.clip;
    const inner = {
      x: around.x - offsetOf(node.style['contentOffsetX']),
      y: around.y - offsetOf(node.style['contentOffsetY']),
      clip,
      transforms: around.transforms,
    };
    for (const child of node.childNodes) if (child.nodeName !== '#text') paintNode(child, inner);
  };

  const paintNode = (node: InkNode, around: Surroundings) => {
    const layout = node.yogaNode;
    // What `<Static>` holds is for the scrollback, which a full screen has not.
    if (node.internal_static || !layout || layout.getDisplay() === displayNone) return;
    const here = {
      x: around.x + layout.getComputedLeft(),
      y: around.y + layout.getComputedTop(),
      clip: around.clip,
      transforms: node.internal_transform
        ? [node.internal_transform, ...around.transforms]
        : around.transforms,
    };
    if (node.nodeName !== 'ink-text') return paintBox(node, layout, here);
    const text = fittedText(node, layout);
    if (text !== '') drawText(cells, palette, {...here, text});
  };

  paintNode(root, {x: 0, y: 0, clip: wholeClip(cells), transforms: []});
  return caret;
}

function isCanvasContent(value: unknown): value is CanvasContent {
  return typeof value === 'object' && value !== null && 'rows' in value;
}

/** Offsets are cells: what is not a whole number is cut to one, as Ink does. */
function offsetOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : 0;
}

/** Where a box's content is seen. */
function innerClip({style}: InkNode, layout: LayoutNode, {x, y, width, height, clip}: PlacedBox): Clip {
  const isHidden = (axis: 'X' | 'Y') => (style[`overflow${axis}`] ?? style['overflow']) === 'hidden';
  return {
    left: isHidden('X') ? Math.max(clip.left, x + layout.getComputedBorder(edge.left)) : clip.left,
    right: isHidden('X')
      ? Math.min(clip.right, x + width - layout.getComputedBorder(edge.right))
      : clip.right,
    top: isHidden('Y') ? Math.max(clip.top, y + layout.getComputedBorder(edge.top)) : clip.top,
    bottom: isHidden('Y')
      ? Math.min(clip.bottom, y + height - layout.getComputedBorder(edge.bottom))
      : clip.bottom,
  };
}
