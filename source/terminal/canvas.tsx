import {Box, Text} from 'ink';
import {memo} from 'react';
import {paintRow} from './paint-row.ts';
import type {Style, StyledRow} from './style.ts';
import {useIsUnicode} from './terminal-context.tsx';

const plainStyle: Style = {};

/** A row that Ink measures and tokenises only when its text changed. */
const PaintedRow = memo(function PaintedRow({text}: {text: string}) {
  return <Text wrap="truncate">{text}</Text>;
});

/**
 * A rectangle of cells, painted from its rows: cut and filled to exactly `width` × `height`. Tables, logs and charts
 * are one canvas each; nothing else in the program writes styled text.
 */
export function Canvas({
  rows,
  width,
  height,
  fill = plainStyle,
}: {
  readonly rows: readonly StyledRow[];
  readonly width: number;
  readonly height: number;
  readonly fill?: Style;
}) {
  const isUnicode = useIsUnicode();
  if (width <= 0 || height <= 0) return null;
  const painted = Array.from({length: height}, (_, index) =>
    paintRow(rows[index] ?? [], width, fill, isUnicode),
  );
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {painted.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its position
        <PaintedRow key={index} text={text} />
      ))}
    </Box>
  );
}
