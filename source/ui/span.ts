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
}

/** One row of the screen. */
export type Line = readonly Span[];
