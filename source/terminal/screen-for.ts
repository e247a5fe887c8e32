import type {FrameClock} from './frame-clock.ts';
import {createLinesScreen} from './lines-screen.ts';
import type {Link} from './link/link.ts';
import type {Screen} from './screen.ts';
import {createScreen} from './stage/stage.tsx';
import type {TerminalOptions} from './terminal-options.ts';

/** The screen that is wanted: painted, or lines for a screen reader. */
export function screenFor(options: TerminalOptions, link: Link, clock: FrameClock): Screen {
  if (options.screenReader) return createLinesScreen(link);
  return createScreen({...options, altScreen: options.altScreen ?? true, link, clock});
}
