import type {ReactNode} from 'react';
import type {Background, Capabilities, ColorDepth} from './capabilities.ts';
import type {Child, ChildEnd} from './child/run-child.ts';
import type {InputEvent} from './input/input-event.ts';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Why the console ended. */
export type ExitReason =
  | {readonly kind: 'closed'}
  | {readonly kind: 'signal'; readonly signal: 'SIGTERM' | 'SIGHUP' | 'SIGINT'}
  | {readonly kind: 'crash'; readonly error: unknown};

/** The terminal for as long as the console has it. */
export interface Terminal {
  readonly colorDepth: ColorDepth;
  /** False where the locale has no UTF-8: everything painted is then turned into ASCII. */
  readonly isUnicode: boolean;
  /** All that is known of the terminal so far; a new object whenever it answered. */
  readonly capabilities: Capabilities;
  /** `capabilities.background`: for choosing between a dark and a light theme. */
  readonly background: Background;
  /** Tells when `capabilities` changed: answers come after the start, or never. Returns how to stop listening. */
  onCapabilities(listener: () => void): () => void;
  /** Whether the mouse is reported to the console; the terminal's own selection then needs Shift (Option on a Mac). */
  readonly hasMouse: boolean;
  /** Takes the mouse, or leaves it to the terminal's own selection. */
  setMouse(isOn: boolean): void;
  readonly size: TerminalSize;
  onResize(listener: () => void): () => void;
  /** Shows an element on the whole screen, or replaces the one shown. */
  render(node: ReactNode): void;
  /** Every key, paste and mouse event, in order. After the listeners ran, the screen is painted at once. */
  onInput(listener: (event: InputEvent) => void): () => void;
  /** Runs a task with the next frame, together with all others; for changes that no key asked for. */
  schedule(task: () => void): void;
  /** Resolves when what was changed before the call is on the screen. */
  waitUntilPainted(): Promise<void>;
  /**
   * Gives the terminal to a program (editor, pager, shell) until it ends, then repaints: whatever became of it, the
   * terminal is as it was. Never rejects.
   */
  handOver(child: Child): Promise<ChildEnd>;
  /** Whether something else has the terminal now: a program, or the shell. */
  isGiven(): boolean;
  /** The same for whatever else writes to the terminal while `run` is not done. */
  suspend<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Paints every cell again, after another program wrote over the screen. */
  repaint(): Promise<void>;
  /** Ctrl-Z: stops the console and returns to the shell; resolves when it was continued. */
  stopToShell(): Promise<void>;
  /** Whether a screen reader reads along: nothing is painted, and what there is to say goes through `say`. */
  readonly isScreenReader: boolean;
  /** Writes lines that stay, for a screen reader; does nothing where the screen is painted. */
  say(lines: readonly string[]): void;
  /** The same without ending the line: what is being typed. */
  echo(text: string): void;
  /** Asks the terminal to put text into the person's clipboard (OSC 52). False: too long for that. */
  copy(text: string): boolean;
  /** Restores the terminal. May be called twice. */
  close(): Promise<void>;
  /** Resolves once, when the terminal has been restored. */
  readonly closed: Promise<ExitReason>;
}
