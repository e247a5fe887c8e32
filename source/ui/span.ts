import type {Style} from '../terminal/style.ts';
import type {Tone} from './tones.ts';

/** A run of text in one tone. Panes build spans; only the terminal knows colours. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  readonly bold?: boolean;
  readonly underline?: boolean;
  /** Text and background swapped: stands out in every theme, and is as readable as the text itself. */
  readonly inverse?: boolean;
  /** What lies under the text: a selected row, a search match. */
  readonly under?: Tone;
  /** Colours that a program gave to its own text, in its log; they are the person's scheme and no tone. */
  readonly own?: Style;
}

/** One row of the screen. */
export type Line = readonly Span[];
