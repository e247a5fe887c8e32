/**
 * Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment, so that `statsu`
 * is one edit from `status`).
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({length: to.length + 1}, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/** The known word that was most likely meant; null when none is near. A word's beginning counts as near. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  // A third of the word may be wrong, but never so much that any short word fits.
  const most = Math.max(1, Math.floor(wanted.length / 3));
  let best: {readonly candidate: string; readonly distance: number} | null = null;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const begins = wanted.length >= 2 && lower.startsWith(wanted);
    const distance = begins ? 1 : editDistance(wanted, lower);
    if ((begins || distance <= most) && (best === null || distance < best.distance)) {
      best = {candidate, distance};
    }
  }
  return best?.candidate ?? null;
}
