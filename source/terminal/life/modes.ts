/** Terminal modes beside those that the screen sets itself: pastes as one piece, and mouse reports in SGR form. */
export interface Modes {
  readonly on: string;
  readonly off: string;
}

export function modesFor(hasMouse: boolean): Modes {
  return {
    on: `\x1b[?2004h${hasMouse ? '\x1b[?1000h\x1b[?1006h' : ''}`,
    off: `${hasMouse ? '\x1b[?1006l\x1b[?1000l' : ''}\x1b[?2004l`,
  };
}

/** End of a synchronized frame, plain look, visible cursor: right whatever was cut short. */
export const plainAgain = '\x1b[?2026l\x1b[0m\x1b[?25h';

export const leaveAltScreen = '\x1b[?1049l';
