import {Box, Text} from 'ink';
import {createElement, memo, useMemo} from 'react';
import {paintRow} from './paint-row.ts';
import {useRenderer} from './renderer.ts';
import {type CanvasContent, canvasAttribute} from './stage/paint/canvas-node.ts';
import type {Style, StyledRow} from './style.ts';
import {useIsUnicode} from './terminal-context.tsx';
import {withCaret} from './with-caret.ts';

const plainStyle: Style = {};

export interface CanvasProps {
  readonly rows: readonly StyledRow[];
  readonly width: number;
  readonly height: number;
  readonly fill?: Style;
  /** Where the terminal's cursor is shown, in cells of the canvas; for the widget that has the focus. */
  readonly caret?: {readonly column: number; readonly row: number} | null;
}

/**
 * A rectangle of cells, painted from its rows: cut and filled to exactly `width` × `height`. Tables, logs and charts
 * are one canvas each; nothing else in the program writes styled text.
 */
export const Canvas = memo(function Canvas(props: CanvasProps) {
  const renderer = useRenderer();
  if (props.width <= 0 || props.height <= 0) return null;
  return renderer === 'stage' ? <StageCanvas {...props} /> : <TextCanvas {...props} />;
});

/** One node without children: nothing of it is measured, and rows that stay the same object are not drawn again. */
function StageCanvas({rows, width, height, fill = plainStyle, caret = null}: CanvasProps) {
  const isUnicode = useIsUnicode();
  const content = useMemo<CanvasContent>(
    () => ({rows, fill, isUnicode, caret}),
    [rows, fill, isUnicode, caret],
  );
  const style = useMemo(() => ({width, height, flexShrink: 0}), [width, height]);
  return createElement('ink-box', {style, [canvasAttribute]: content});
}

/** A row that Ink measures and tokenises only when its text changed. */
const PaintedRow = memo(function PaintedRow({text}: {text: string}) {
  return <Text wrap="truncate">{text}</Text>;
});

function TextCanvas({rows, width, height, fill = plainStyle, caret = null}: CanvasProps) {
  const isUnicode = useIsUnicode();
  const painted = Array.from({length: height}, (_, index) => {
    const row = rows[index] ?? [];
    const shown = caret?.row === index ? withCaret(row, caret.column) : row;
    return paintRow(shown, width, fill, isUnicode);
  });
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {painted.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its position
        <PaintedRow key={index} text={text} />
      ))}
    </Box>
  );
}
