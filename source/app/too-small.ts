import type {Line} from '../ui/span.ts';
import {layoutText} from '../ui/text-layout.ts';

/** Below this the console says what it needs instead of showing pieces. */
export const smallest = {columns: 60, rows: 12};

/** What a screen that is too small is told, in as many words as fit: at least the size that is needed. */
export const tooSmallLines = (columns: number, rows: number): readonly Line[] => {
  const needed = `${smallest.columns}×${smallest.rows}`;
  const wordings: readonly (readonly Line[])[] = [
    [
      [{text: `This terminal is ${columns}×${rows}.`}],
      [{text: `MediaNest needs ${needed}; 80×24 shows all.`, tone: 'warning'}],
      [{text: 'Enlarge it, or press ctrl+c to leave.', tone: 'muted'}],
    ],
    [[{text: `It needs ${needed}.`, tone: 'warning'}], [{text: 'ctrl+c leaves.', tone: 'muted'}]],
    [[{text: `needs ${needed}`, tone: 'warning'}]],
  ];
  const laidOut = wordings.map(lines =>
    layoutText(lines, Math.max(1, columns), 'word').map(({line}) => line),
  );
  return laidOut.find(lines => lines.length <= rows) ?? [[{text: needed, tone: 'warning'}]];
};
