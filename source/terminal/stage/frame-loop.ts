import type {FrameClock} from '../frame-clock.ts';
import type {Link} from '../link/link.ts';
import type {ScreenCounts} from '../screen.ts';
import type {TerminalSize} from '../terminal.ts';
import {type Cells, createCells} from './cells/cells.ts';
import {clearPalette, createPalette, isOverfull, type Palette} from './cells/palette.ts';
import {type Caret, createFrameWriter} from './write/frame-writer.ts';

/** Whoever has the newest state and can paint it. */
export interface FrameSource {
  /** Paints every cell. Returns where the cursor goes; null: nowhere. */
  paint(cells: Cells, palette: Palette): Caret | null;
  /** What was made with numbers of the palette means nothing any more. */
  forget(): void;
}

/** Decides when the newest state is painted: once a frame, never while the terminal has not taken the last one. */
export interface FrameLoop {
  readonly counts: ScreenCounts;
  /** There is something new. */
  changed(): void;
  /** What comes next is the answer to a key, or belongs to the frame that runs now. */
  expectChange(): void;
  /** Paints what is new, unless the terminal is busy. */
  paint(): void;
  /** Resolves when what is new was sent. */
  painted(): Promise<void>;
  /** Takes the screen for unknown. */
  forget(): void;
  /** Paints nothing until `resume`. */
  pause(): void;
  resume(): void;
  close(): void;
}

export interface FrameLoopOptions {
  readonly link: Link;
  readonly clock: FrameClock;
  readonly size: () => TerminalSize;
  readonly source: FrameSource;
}

export function createFrameLoop(options: FrameLoopOptions): FrameLoop {
  return new StartedFrameLoop(options);
}

class StartedFrameLoop implements FrameLoop {
  readonly #options: FrameLoopOptions;
  readonly #palette = createPalette();
  readonly #writer;
  readonly #release: () => void;
  #cells = createCells(0, 0);
  #paints = 0;
  #isDirty = false;
  #isExpecting = false;
  #hasMicrotask = false;
  #isPaused = false;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(options: FrameLoopOptions) {
    this.#options = options;
    this.#writer = createFrameWriter(options.link, this.#palette);
    this.#release = options.link.onDrain(() => this.paint());
  }

  get counts(): ScreenCounts {
    return {paints: this.#paints, ...this.#writer.counts};
  }

  changed(): void {
    this.#isDirty = true;
    if (this.#isPaused || this.#isClosed) return;
    if (!this.#isExpecting) {
      this.#options.clock.schedule(this.#paintWithFrame);
      return;
    }
    if (this.#hasMicrotask) return;
    this.#hasMicrotask = true;
    // Layout effects of the commit may cause another one right away: both make one frame.
    queueMicrotask(() => {
      this.#hasMicrotask = false;
      this.paint();
    });
  }

  expectChange(): void {
    if (this.#isExpecting) return;
    this.#isExpecting = true;
    // React commits in a microtask or in the event loop's next turn; a commit after that has nothing to do with this.
    const end = () => {
      this.#isExpecting = false;
    };
    setImmediate(() => setImmediate(end));
  }

  // After the commit that another task of the same frame may have asked for, so that both are painted once.
  readonly #paintWithFrame = (): void => void setImmediate(this.paint);

  readonly paint = (): void => {
    if (!this.#isDirty || this.#isPaused || this.#isClosed) return;
    // The state is painted when the terminal has room, as it will be then.
    if (this.#options.link.isBusy) return;
    this.#isDirty = false;
    this.#paints += 1;
    const {columns, rows} = this.#options.size();
    if (columns !== this.#cells.width || rows !== this.#cells.height)
      this.#cells = createCells(columns, rows);
    if (isOverfull(this.#palette)) {
      clearPalette(this.#palette);
      this.#options.source.forget();
      this.#writer.forget();
    }
    const caret = this.#options.source.paint(this.#cells, this.#palette);
    this.#writer.write(this.#cells, caret);
    this.#tellWaiting();
  };

  async painted(): Promise<void> {
    this.paint();
    if (!this.#isDirty || this.#isPaused || this.#isClosed) return;
    await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  forget(): void {
    this.#writer.forget();
    this.#isDirty = true;
  }

  pause(): void {
    this.#isPaused = true;
    this.#tellWaiting();
  }

  resume(): void {
    this.#isPaused = false;
    this.forget();
    this.paint();
  }

  close(): void {
    this.#isClosed = true;
    this.#release();
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
