import type {Glyphs} from '../cells/glyphs.ts';
import type {Palette} from '../cells/palette.ts';

const resetLook = '\x1b[m';
/** Cells that a terminal may give a cluster which it does not know as one. */
const widestDoubt = 12;

const forward = (columns: number): string => (columns === 1 ? '\x1b[C' : `\x1b[${columns}C`);

const shorter = (one: string, other: string): string => (one.length <= other.length ? one : other);

/**
 * Writes to a terminal whose cursor and look it keeps in mind, and sends only what takes them on. Never prints while the
 * cursor hangs behind the last column, where terminals differ in what comes next.
 */
export class Pen {
  readonly #palette: Palette;
  readonly #glyphs: Glyphs;
  readonly #width: number;
  #out = '';
  #look = 0;
  /** -1: unknown; so may be the column alone. */
  #row = -1;
  #column = -1;

  constructor(palette: Palette, width: number) {
    this.#palette = palette;
    this.#glyphs = palette.glyphs;
    this.#width = width;
  }

  get text(): string {
    return this.#out;
  }

  get look(): number {
    return this.#look;
  }

  /** Whether a blank written as the pen is looks like one in that look: colours and weights of text are not seen on it. */
  showsBlank(look: number): boolean {
    return this.#palette.looks.idOfBlank(this.#look) === look;
  }

  /** Takes the shortest way to a cell. */
  moveTo(row: number, column: number): void {
    if (row === this.#row && column === this.#column) return;
    this.#out += this.#wayTo(row, column);
    this.#row = row;
    this.#column = column;
  }

  #wayTo(row: number, column: number): string {
    const rowOnly = row === 0 ? '\x1b[H' : `\x1b[${row + 1}H`;
    const absolute = column === 0 ? rowOnly : `\x1b[${row + 1};${column + 1}H`;
    if (this.#row < 0) return absolute;
    if (column === 0 && row === this.#row) return '\r';
    if (column === 0 && row === this.#row + 1) return '\r\n';
    if (row === this.#row + 1) return shorter(`\r\n${forward(column)}`, absolute);
    if (row !== this.#row) return absolute;
    const inRow = `\x1b[${column + 1}G`;
    // Behind the last column the cursor is on it.
    if (this.#column < 0 || this.#column >= this.#width || column < this.#column) return inRow;
    return shorter(forward(column - this.#column), inRow);
  }

  /** Bytes of a move along the row where the pen is. */
  forwardLength(columns: number): number {
    return columns === 1 ? 3 : columns < 10 ? 4 : 5;
  }

  setLook(look: number): void {
    if (look === this.#look) return;
    this.#out += this.#palette.looks.transition(this.#look, look);
    this.#look = look;
  }

  /** Writes the character at the pen; it takes `columns` cells. */
  put(code: number, columns: number): void {
    if (this.#glyphs.isDoubtful(code)) {
      this.#putDoubtful(code, columns);
      return;
    }
    this.#out += this.#glyphs.textOf(code);
    this.#column += columns;
  }

  /** A terminal may take it for wider or narrower than we do: no blank of it stays old, and the next is addressed. */
  #putDoubtful(code: number, columns: number): void {
    const row = this.#row;
    const column = this.#column;
    if (columns > 1) {
      this.#out += ' '.repeat(columns);
      this.#column += columns;
      this.moveTo(row, column);
    }
    this.#out += this.#glyphs.textOf(code);
    // Wider than believed it may even have wrapped at the edge, on a terminal that was not told not to.
    if (column + widestDoubt >= this.#width) this.#row = -1;
    this.#column = -1;
  }

  /** Blanks the rest of the row. Needs a look whose background is the default: terminals differ in what else they erase with. */
  eraseToEnd(): void {
    this.#out += '\x1b[K';
  }

  /** For sequences that do not move the cursor or change the look. */
  send(sequence: string): void {
    this.#out += sequence;
  }

  /** Leaves the terminal in its plain look, with the cursor on a cell. */
  finish(): void {
    if (this.#look !== 0) this.#out += resetLook;
    this.#look = 0;
    // Whether a doubtful character ended in the last column is not known either.
    const mayHang = this.#column < 0 || this.#column >= this.#width;
    if (mayHang && this.#out !== '') this.#out += '\r';
  }
}
