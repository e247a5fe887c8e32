import {useRef} from 'react';
import {Canvas, type CanvasProps} from '../terminal/canvas.tsx';
import type {StyledRow} from '../terminal/style.ts';
import type {Line} from './span.ts';
import {styleLine} from './span-style.ts';
import {useTheme} from './theme-provider.tsx';
import type {ResolvedTheme} from './theme-resolve.ts';

/** Rows in the theme's looks; a line that is still the same object at the same place keeps its row, and is not painted anew. */
function useStyledRows(lines: readonly Line[], theme: ResolvedTheme): readonly StyledRow[] {
  const last = useRef<{
    readonly lines: readonly Line[];
    readonly theme: ResolvedTheme;
    readonly rows: readonly StyledRow[];
  } | null>(null);
  const before = last.current?.theme === theme ? last.current : null;
  if (before?.lines === lines) return before.rows;
  const rows = lines.map((line, index) => {
    const row = before?.lines[index] === line ? before.rows[index] : undefined;
    return row ?? styleLine(line, theme);
  });
  last.current = {lines, theme, rows};
  return rows;
}

/** Paints lines in the theme's colours, cut and filled to exactly `width` × `height`. Every widget ends in it. */
export function Lines({
  lines,
  width,
  height = lines.length,
  caret = null,
}: {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height?: number;
  /** Where the terminal's cursor is shown, in cells of the lines; for the widget that has the focus. */
  readonly caret?: NonNullable<CanvasProps['caret']> | null;
}) {
  const theme = useTheme();
  const rows = useStyledRows(lines, theme);
  return <Canvas rows={rows} width={width} height={height} fill={theme.text} caret={caret} />;
}
