/**
 * How far the clock of each node is ahead of the others, from what arrival minus its own time was at least: the way of a
 * report takes time but never less than none, so that the smallest difference is nearest to the truth. The median node is
 * right; where there are fewer than three, the reader's own clock is.
 */
export function skewsOf(leastDelayMs: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const delays = [...leastDelayMs.values()].toSorted((a, b) => a - b);
  const middle = delays.length >= 3 ? (delays[Math.floor((delays.length - 1) / 2)] ?? 0) : 0;
  return new Map([...leastDelayMs].map(([id, delayMs]) => [id, middle - delayMs]));
}
