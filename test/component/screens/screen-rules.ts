import type {ToneMap} from './tone-map.ts';

/** A frame's corners and sides: thin, or heavy around the pane that has the keys. */
const frames = [
  {topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘', side: '│'},
  {topLeft: '┏', topRight: '┓', bottomLeft: '┗', bottomRight: '┛', side: '┃'},
] as const;

const cellAt = (map: ToneMap, column: number, row: number): string => map[row]?.[column]?.text ?? '';

/** Where a frame breaks off; null where it is closed. */
function endOf(
  map: ToneMap,
  frame: (typeof frames)[number],
  {column, right, row}: {readonly column: number; readonly right: number; readonly row: number},
): number | null {
  let below = row + 1;
  while (cellAt(map, column, below) === frame.side && cellAt(map, right, below) === frame.side) below += 1;
  const isClosed =
    cellAt(map, column, below) === frame.bottomLeft && cellAt(map, right, below) === frame.bottomRight;
  return isClosed ? null : below;
}

/** Frames that are not closed, or whose sides are not where their corners are; and how many there are in all. */
export function frameFaults(map: ToneMap): {readonly count: number; readonly faults: readonly string[]} {
  const faults: string[] = [];
  let count = 0;
  for (const [row, spans] of map.entries()) {
    for (const [column, {text}] of spans.entries()) {
      const frame = frames.find(({topLeft}) => topLeft === text);
      if (frame === undefined) continue;
      count += 1;
      // A dialog may lie on the upper side: then its corner comes first.
      const rights = spans.flatMap((span, at) => (at > column && span.text === frame.topRight ? [at] : []));
      const ends = rights.map(right => endOf(map, frame, {column, right, row}));
      if (!ends.includes(null))
        faults.push(`the frame at column ${column}, row ${row} breaks at row ${ends[0] ?? row}`);
    }
  }
  return {count, faults};
}

const stateTones = ['ok', 'info', 'warning', 'critical', 'unknown', 'stale'] as const;

/** Fewer than wanted: a fraction says so itself. */
const isShort = (text: string): boolean =>
  [...text.matchAll(/(\d+)\/(\d+)/g)].some(([, have, want]) => have !== want);

/** A glyph of `source/panes/glyphs.ts` and its neighbours, or a word. */
const tells = /[●◐○✔✖▲?·⟳✗!]|[\p{Letter}]{2}/u;

/**
 * State tones whose meaning is lost without colours: neither the run of cells nor another of its row in the same tone
 * says it by a glyph or a word.
 */
export function meaningByColorAlone(map: ToneMap): readonly string[] {
  return map.flatMap((spans, row) =>
    stateTones.flatMap(tone => {
      const text = spans.map(span => (span.tone === tone ? span.text : ' ')).join('');
      return text.trim() === '' || tells.test(text) || isShort(text)
        ? []
        : [`row ${row}, ${tone}: ${text.trim()}`];
    }),
  );
}

/** What of the rows is marked as selected. */
export function selections(
  map: ToneMap,
): readonly {readonly row: number; readonly cells: number; readonly text: string}[] {
  return map.flatMap((spans, row) => {
    const under = spans.filter(span => span.under === 'selection' || span.inverse);
    return under.length === 0
      ? []
      : [{row, cells: under.length, text: under.map(span => span.text).join('')}];
  });
}
