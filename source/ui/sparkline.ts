const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * The newest `width` values as blocks of eight heights, newest at the right. A value that was not measured (null or NaN)
 * leaves its cell blank: a gap is not a zero. The scale runs from `min` to `max`, by default from 0 to the largest value.
 */
export function sparkline(
  values: ArrayLike<number | null>,
  width: number,
  scale: {readonly min?: number; readonly max?: number} = {},
): string {
  const shown = Array.from({length: Math.min(width, values.length)}, (_, index) => {
    const value = values[values.length - Math.min(width, values.length) + index];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  });
  const min = scale.min ?? 0;
  const max = scale.max ?? Math.max(min, ...shown.filter(value => value !== null));
  const cells = shown.map(value => {
    if (value === null) return ' ';
    const part = max > min ? (value - min) / (max - min) : 0;
    return levels[Math.max(0, Math.min(levels.length - 1, Math.round(part * (levels.length - 1))))] ?? ' ';
  });
  return cells.join('').padStart(width, ' ');
}
