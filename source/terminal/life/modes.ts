import type {Environment} from '../capabilities.ts';

/** Terminal modes beside those that the screen sets itself; `off` undoes exactly what `on` does. */
export interface Modes {
  readonly on: string;
  readonly off: string;
}

/** Pastes as one piece. */
const paste: Modes = {on: '\x1b[?2004h', off: '\x1b[?2004l'};

/** Clicks and the wheel; then the form of the reports that has no limit of columns. */
const mouse: Modes = {on: '\x1b[?1000h\x1b[?1006h', off: '\x1b[?1006l\x1b[?1000l'};

/**
 * Kitty keyboard protocol, flag 1: keys which were ambiguous become `CSI … u`, text stays text. Pushed on a stack of the
 * terminal and popped from it, so that a shell that uses it keeps its own flags. The alternate screen has another stack:
 * pushed and popped while that one is shown.
 */
const kittyKeyboard: Modes = {on: '\x1b[>1u', off: '\x1b[<1u'};

/**
 * Bidirectional text in the order in which it is written (BDSM of ECMA-48, VTE and mintty): a terminal that reorders
 * lines would carry a right-to-left name across its column's edges. Others have no such mode and ignore it.
 */
const explicitDirection: Modes = {on: '\x1b[8l', off: '\x1b[8h'};

const none: Modes = {on: '', off: ''};

function hasDirections(env: Environment): boolean {
  return !/^(?:linux|screen|vt\d|cons25)/.test(env['TERM'] ?? '');
}

/** Which of them are wanted; pastes always are. */
export interface WantedModes {
  readonly mouse: boolean;
  readonly kittyKeyboard: boolean;
  /** For a screen that is painted; lines are the terminal's own to arrange. */
  readonly explicitDirection: boolean;
}

export function modesFor(wanted: WantedModes, env: Environment): Modes {
  const all = [
    wanted.explicitDirection && hasDirections(env) ? explicitDirection : none,
    paste,
    wanted.mouse ? mouse : none,
    wanted.kittyKeyboard ? kittyKeyboard : none,
  ];
  return {
    on: all.map(mode => mode.on).join(''),
    off: all
      .map(mode => mode.off)
      .toReversed()
      .join(''),
  };
}

/**
 * End of a synchronized frame, whole screen as scroll region, plain look, visible cursor: right whatever was cut short.
 * Setting the region moves the cursor, so that is kept.
 */
export const plainAgain = '\x1b[?2026l\x1b7\x1b[r\x1b8\x1b[0m\x1b[?25h';

export const leaveAltScreen = '\x1b[?1049l';
