import {graphemes} from '../terminal/text/width.ts';
import {fitLine, layUnder, spread} from './line-text.ts';
import {Lines} from './lines.tsx';
import {scrollTo} from './scroll.ts';
import type {Line, Span} from './span.ts';

interface PaletteItem {
  readonly id: string;
  readonly name: string;
  /** Places in `name` that matched what was typed. */
  readonly positions: readonly number[];
  readonly title: string;
  /** At the right end, e.g. the key that does the same. */
  readonly keys?: string;
  /** Why it cannot be chosen now; null when it can. */
  readonly disabledReason: string | null;
}

export interface PaletteProps {
  readonly items: readonly PaletteItem[];
  readonly selectedId: string | null;
  readonly width: number;
  readonly height: number;
  readonly empty: string;
}

function nameSpans(item: PaletteItem, width: number): Line {
  const spans = graphemes(item.name).map((text, index): Span => {
    const isHit = item.positions.includes(index);
    return {text, tone: isHit ? 'accent' : 'text', underline: isHit, bold: isHit};
  });
  return fitLine(spans, width);
}

/** One choice: its name with the matched characters marked, what it does or why it cannot be done, its key. */
function paletteLine(item: PaletteItem, isSelected: boolean, nameWidth: number, width: number): Line {
  const isDisabled = item.disabledReason !== null;
  const what: Span = {text: item.disabledReason ?? item.title, tone: isDisabled ? 'keyDisabled' : 'muted'};
  const left: Line = [
    {text: isSelected ? '▸ ' : '  ', tone: 'accent'},
    ...nameSpans(item, nameWidth),
    {text: isDisabled ? ' ✗ ' : '   ', tone: 'keyDisabled'},
    what,
  ];
  const line = spread(left, [{text: ` ${item.keys ?? ''} `, tone: 'key'}], width);
  return isSelected ? layUnder(line, 'selection') : line;
}

/** A list to choose from while typing. The selected item is always in view. */
export function Palette({items, selectedId, width, height, empty}: PaletteProps) {
  const selected = items.findIndex(item => item.id === selectedId);
  const top = scrollTo({top: 0, selected, rowCount: items.length, height});
  const longest = Math.max(0, ...items.map(item => graphemes(item.name).length));
  const nameWidth = Math.min(longest, Math.floor(width / 2));
  const shown = items.slice(top, top + height);
  const lines = shown.map(item => paletteLine(item, item.id === selectedId, nameWidth, width));
  return (
    <Lines
      lines={items.length > 0 ? lines : [[{text: ` ${empty}`, tone: 'muted'}]]}
      width={width}
      height={height}
    />
  );
}
