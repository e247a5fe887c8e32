import {Canvas} from '../terminal/canvas.tsx';
import type {Line} from './span.ts';
import {styleLine} from './span-style.ts';
import {useTheme} from './theme-provider.tsx';

/** Paints lines in the theme's colours, cut and filled to exactly `width` × `height`. Every widget ends in it. */
export function Lines({
  lines,
  width,
  height = lines.length,
}: {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height?: number;
}) {
  const theme = useTheme();
  return (
    <Canvas
      rows={lines.map(line => styleLine(line, theme))}
      width={width}
      height={height}
      fill={theme.text}
    />
  );
}
