import {useRef} from 'react';
import {Canvas, type CanvasProps} from '../terminal/canvas.tsx';
import type {Style, StyledRow} from '../terminal/style.ts';
import {isSameLine} from './line-text.ts';
import type {Line, Span} from './span.ts';
import {spanStyles, styleLine} from './span-style.ts';
import {useTheme} from './theme-provider.tsx';
import type {ResolvedTheme} from './theme-resolve.ts';

interface Styled {
  readonly theme: ResolvedTheme;
  readonly lines: readonly Line[];
  readonly rows: readonly StyledRow[];
  readonly styleOf: (span: Span) => Style;
}

/**
 * Rows in the theme's looks. A line that says the same at the same place keeps its row, and is not painted anew; where
 * all do, the rows are the same array. Comparing costs a fraction of painting, and saves whoever makes lines from
 * keeping them.
 */
function useStyledRows(lines: readonly Line[], theme: ResolvedTheme): readonly StyledRow[] {
  const last = useRef<Styled | null>(null);
  const before = last.current?.theme === theme ? last.current : null;
  if (before?.lines === lines) return before.rows;
  const styleOf = before?.styleOf ?? spanStyles(theme);
  const made = lines.map((line, index) => {
    const kept = before?.rows[index];
    const same = before?.lines[index];
    return kept !== undefined && same !== undefined && isSameLine(same, line)
      ? kept
      : styleLine(line, styleOf);
  });
  const isSame =
    before?.rows.length === made.length && made.every((row, index) => row === before.rows[index]);
  const rows = isSame ? before.rows : made;
  last.current = {theme, lines, rows, styleOf};
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
