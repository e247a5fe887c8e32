import xterm, {type IBufferCell} from '@xterm/headless';
import type {Cells} from '../../../../../source/terminal/stage/cells/cells.ts';
import {continuation} from '../../../../../source/terminal/stage/cells/cells.ts';
import {attribute, type Look} from '../../../../../source/terminal/stage/cells/looks.ts';
import type {Palette} from '../../../../../source/terminal/stage/cells/palette.ts';

function attributesOf(cell: IBufferCell): number {
  const bits = [
    [cell.isBold(), attribute.bold],
    [cell.isDim(), attribute.dim],
    [cell.isItalic(), attribute.italic],
    [cell.isUnderline(), attribute.underline],
    [cell.isInverse(), attribute.inverse],
  ] as const;
  return bits.reduce((sum, [isOn, bit]) => sum | (isOn ? bit : 0), 0);
}

/** Character, colours, attributes; of a blank only what is seen of it, which colour and weight of text are not. */
function words(text: string, foreground: string, background: string, attributes: number): string {
  const marks = attributes & (attribute.underline | attribute.inverse | attribute.strikethrough);
  return text === ' ' && marks === 0
    ? `blank ${background}`
    : `${text} ${foreground} ${background} ${attributes}`;
}

function cellInWords(cell: IBufferCell | undefined): string {
  if (!cell) return 'none';
  if (cell.getWidth() === 0) return 'continues';
  const foreground = cell.isFgDefault() ? 'default' : String(cell.getFgColor());
  const background = cell.isBgDefault() ? 'default' : String(cell.getBgColor());
  return words(cell.getChars() || ' ', foreground, background, attributesOf(cell));
}

/** An emulated terminal of the size of a frame. */
export function anEmulator({width, height}: {readonly width: number; readonly height: number}) {
  const terminal = new xterm.Terminal({cols: width, rows: height, allowProposedApi: true, scrollback: 0});
  return {
    write: (text: string) => new Promise<void>(resolve => terminal.write(text, resolve)),
    /** The cells in words. */
    cells: () =>
      Array.from({length: height}, (_, row) => {
        const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row);
        return Array.from({length: width}, (_unused, column) => cellInWords(line?.getCell(column)));
      }),
    cursor: () => ({column: terminal.buffer.active.cursorX, row: terminal.buffer.active.cursorY}),
    close: () => terminal.dispose(),
  };
}

function colorName(color: number): string {
  return color === 0 ? 'default' : String(color & 0xff_ffff);
}

/** A frame's cells in the same words. */
export function inWords(frame: Cells, palette: Palette): readonly (readonly string[])[] {
  return Array.from({length: frame.height}, (_, row) =>
    Array.from({length: frame.width}, (_unused, column) => {
      const index = row * frame.width + column;
      const code = frame.codes[index] ?? 0;
      if (code === continuation) return 'continues';
      const look: Look = palette.looks.lookOf(frame.looks[index] ?? 0);
      const text = palette.glyphs.textOf(code);
      return words(text, colorName(look.foreground), colorName(look.background), look.attributes);
    }),
  );
}
