import type {Terminal as Xterm} from '@xterm/headless';

/** One cell as a person sees it. `fg` and `bg` are indexes or 24 bit numbers; null is the terminal's default. */
interface ScreenCell {
  readonly text: string;
  readonly fg: number | null;
  readonly bg: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
}

/** What an emulated terminal shows. */
export interface EmulatedScreen {
  /** One row as text, without blanks at its end. */
  row(index: number): string;
  rows(): readonly string[];
  text(): string;
  cell(column: number, row: number): ScreenCell;
  /** The cell in which a text on the screen begins. */
  cellOf(text: string): ScreenCell;
  /** Whether the alternate screen is shown. */
  isAlternate(): boolean;
  /** The cell of the cursor. */
  cursor(): {readonly column: number; readonly row: number};
  /** Which reports of the mouse are switched on. */
  mouseMode(): string;
}

function readCell(emulator: Xterm, column: number, row: number): ScreenCell {
  const {active} = emulator.buffer;
  const found = active.getLine(active.baseY + row)?.getCell(column);
  if (!found) throw new Error(`no cell at column ${column}, row ${row}`);
  return {
    text: found.getChars() || ' ',
    fg: found.isFgDefault() ? null : found.getFgColor(),
    bg: found.isBgDefault() ? null : found.getBgColor(),
    bold: found.isBold() !== 0,
    dim: found.isDim() !== 0,
    italic: found.isItalic() !== 0,
    inverse: found.isInverse() !== 0,
    underline: found.isUnderline() !== 0,
  };
}

export function readScreen(emulator: Xterm): EmulatedScreen {
  const row = (index: number) => {
    const {active} = emulator.buffer;
    return (active.getLine(active.baseY + index)?.translateToString(true) ?? '').trimEnd();
  };
  const rows = () => Array.from({length: emulator.rows}, (_, index) => row(index));
  const text = () => rows().join('\n').trimEnd();
  return {
    row,
    rows,
    text,
    cell: (column, index) => readCell(emulator, column, index),
    cellOf(wanted) {
      const index = rows().findIndex(content => content.includes(wanted));
      if (index < 0) throw new Error(`"${wanted}" is not on the screen:\n${text()}`);
      return readCell(emulator, row(index).indexOf(wanted), index);
    },
    mouseMode: () => emulator.modes.mouseTrackingMode,
    cursor: () => ({column: emulator.buffer.active.cursorX, row: emulator.buffer.active.cursorY}),
    isAlternate: () => emulator.buffer.active.type === 'alternate',
  };
}

/** The first inverted cell below a selected row: the caret where Ink paints, which hides the terminal's cursor. */
export function invertedCell(screen: EmulatedScreen, columns: number): {column: number; row: number} {
  const cells = screen
    .rows()
    .flatMap((_, row) => Array.from({length: columns}, (_unused, column) => ({column, row})));
  const inverted = cells.filter(({column, row}) => screen.cell(column, row).inverse);
  // The caret on a wide character is of two cells.
  const found = inverted.find(({row}) => row === inverted.at(-1)?.row);
  if (!found) throw new Error(`no cell is inverted:\n${screen.text()}`);
  return found;
}

/**
 * Every cell in words, for comparing two screens. On a blank that is neither inverted nor underlined nothing is seen of
 * the text's colour and weight.
 */
export function cellsInWords(screen: EmulatedScreen, columns: number, rows: number): readonly string[] {
  return Array.from({length: rows}, (_, row) =>
    Array.from({length: columns}, (_unused, column) => {
      const {text, fg, bg, bold, dim, italic, inverse, underline} = screen.cell(column, row);
      const isBare = text === ' ' && !inverse && !underline;
      const attributes = [
        bold && !isBare && 'bold',
        dim && !isBare && 'dim',
        italic && !isBare && 'italic',
        inverse && 'inverse',
        underline && 'underline',
        !isBare && fg !== null && `fg ${fg}`,
        bg !== null && `bg ${bg}`,
      ].filter(Boolean);
      return attributes.length === 0 ? text : `${text}(${attributes.join(' ')})`;
    }).join(''),
  );
}
