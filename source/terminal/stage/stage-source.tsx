import {Box} from 'ink';
import {type ReactNode, useLayoutEffect, useRef} from 'react';
import type {FrameSource} from './frame-loop.ts';
import {type CanvasPainter, createCanvasPainter} from './paint/canvas-node.ts';
import type {InkRoot} from './paint/ink-tree.ts';
import {paintTree} from './paint/paint-tree.ts';

/** An empty root that hands on its own node: Ink has then painted nothing of the app yet. */
export function EmptyRoot({onBox}: {readonly onBox: (box: unknown) => void}): ReactNode {
  const box = useRef(null);
  useLayoutEffect(() => onBox(box.current), [onBox]);
  return <Box ref={box} />;
}

/** Takes the tree over from Ink's own painter. What is wrong with it is handed through. */
export function takeOver(root: InkRoot | string, onCommit: () => void): InkRoot | string {
  if (typeof root === 'string') return root;
  root.onRender = onCommit;
  root.onImmediateRender = onCommit;
  return root;
}

/** Paints the tree of a root that was taken over. */
export function treeSource(root: InkRoot): FrameSource {
  let canvases: CanvasPainter | null = null;
  return {
    paint(cells, palette) {
      canvases ??= createCanvasPainter(palette);
      return paintTree(root, cells, palette, canvases);
    },
    forget: () => canvases?.forget(),
  };
}
