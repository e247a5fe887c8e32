import type {Environment} from '../capabilities.ts';

const background = '\x1b]11;?\x1b\\';
const kittyKeyboard = '\x1b[?u';
const synchronizedOutput = '\x1b[?2026$p';
const version = '\x1b[>0q';
const attributes = '\x1b[c';

/** Terminals of which only DA1 is safe, or nothing. */
const silentTerms = /^(?:dumb|unknown|cons25|vt5\d|vt100|vt102|vt220|ansi|emacs|eterm)/;

/**
 * The questions that can be put to this terminal without a character of them appearing on it, DA1 last: every terminal
 * answers that one, and answers come in the order of the questions. Empty where nothing may be asked.
 *
 * - Linux console: reads `CSI > 0 q` as `CSI 0 q`, which sets the keyboard's lights; has none of the others.
 * - Terminal.app: prints the last letter of DECRQM, and the text of a DCS; has OSC 11.
 * - GNU screen: passes OSC 11 on, out of order, and prints what comes back late; has none of the others.
 * - Windows Terminal, PuTTY, xterm, VTE, tmux, rxvt skip what they don't know.
 */
export function questionsFor(env: Environment): string {
  const term = env['TERM'] ?? '';
  if (term === '' || silentTerms.test(term)) return '';
  if (term === 'linux' || env['STY'] || /^screen/.test(term)) {
    // tmux calls itself screen unless it is told otherwise, and sets TMUX.
    return env['TMUX'] && term !== 'linux' && !env['STY'] ? everything : attributes;
  }
  if (env['TERM_PROGRAM'] === 'Apple_Terminal' || /^nsterm/.test(term)) return background + attributes;
  return everything;
}

const everything = background + kittyKeyboard + synchronizedOutput + version + attributes;
