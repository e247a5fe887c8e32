import xterm from '@xterm/headless';

/** Set in a colour of 24 bits, which would else look like an index where red and green are 0. */
export const rgbBit = 1 << 24;

/** One cell as a person sees it. Colours are palette indexes, or `rgbBit` and 24 bits; null is the terminal's default. */
export interface ScreenCell {
  readonly text: string;
  readonly fg: number | null;
  readonly bg: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
}

/** What a terminal shows after the bytes written to it. */
export interface Screen {
  /** Resolves when the bytes are on the screen. A character may be cut between two pieces of bytes. */
  write(data: string | Uint8Array): Promise<void>;
  resize(columns: number, rows: number): void;
  /** Rows without blanks at their ends. */
  rows(): readonly string[];
  cellAt(column: number, row: number): ScreenCell;
  /** Whether the alternate screen is shown, which programs leave when they end. */
  isAlternate(): boolean;
  /** The emulator's own answers to what the program asked of its terminal. */
  onReply(listener: (data: string) => void): void;
  close(): void;
}

export function createScreen(columns: number, rows: number): Screen {
  const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
  const line = (row: number) => terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  return {
    write: data => new Promise(resolve => terminal.write(data, resolve)),
    resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
    rows: () => Array.from({length: terminal.rows}, (_, row) => line(row)?.translateToString(true) ?? ''),
    cellAt(column, row) {
      const cell = line(row)?.getCell(column);
      if (cell === undefined) throw new Error(`no cell ${column},${row} on the screen`);
      return {
        text: cell.getChars(),
        fg: cell.isFgDefault() ? null : cell.getFgColor() | (cell.isFgRGB() ? rgbBit : 0),
        bg: cell.isBgDefault() ? null : cell.getBgColor() | (cell.isBgRGB() ? rgbBit : 0),
        bold: cell.isBold() !== 0,
        dim: cell.isDim() !== 0,
        italic: cell.isItalic() !== 0,
        inverse: cell.isInverse() !== 0,
        underline: cell.isUnderline() !== 0,
      };
    },
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    onReply: listener => {
      terminal.onData(listener);
    },
    close: () => terminal.dispose(),
  };
}
