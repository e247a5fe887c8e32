export type ColorDepth = 'none' | '16' | '256' | 'truecolor';

/** Whether the terminal paints on something dark or light; null: it did not tell. */
export type Background = 'dark' | 'light' | null;

/** What is known of the terminal: first from the environment, then also from its own answers. */
export interface Capabilities {
  readonly colorDepth: ColorDepth;
  /** False where the locale has no UTF-8. */
  readonly isUnicode: boolean;
  /** From the terminal's answer (OSC 11); until it came, and where none comes, from `COLORFGBG`. */
  readonly background: Background;
  /** Whether a frame between `CSI ? 2026 h` and `l` appears at once; others ignore the two. */
  readonly hasSynchronizedOutput: boolean;
  /** Whether keys arrive unambiguously (kitty keyboard protocol): Esc then needs no waiting. */
  readonly hasKittyKeyboard: boolean;
  /** Name and version as the terminal tells them (XTVERSION); null: it did not. */
  readonly version: string | null;
}

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How many colours may be used: `NO_COLOR` turns them off, `COLORTERM` and `TERM` say how many there are. */
export function detectColorDepth(env: Environment): ColorDepth {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return 'none';
  const forced = {'0': 'none', '1': '16', '2': '256', '3': 'truecolor'} as const;
  const level = env['FORCE_COLOR'];
  if (level === '0' || level === '1' || level === '2' || level === '3') return forced[level];
  const term = env['TERM'] ?? '';
  if (term === 'dumb' || term === 'vt100' || term === 'vt220') return 'none';
  if (/^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return 'truecolor';
  if (/-direct$|kitty|alacritty|ghostty|wezterm/.test(term)) return 'truecolor';
  if (/256/.test(term) || env['TERM_PROGRAM'] === 'Apple_Terminal') return '256';
  return '16';
}

/** Whether the locale writes UTF-8; the variables override each other in this order (POSIX). */
export function isUnicodeLocale(env: Environment): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  // An SSH login that forwards no locale leaves all three empty although the terminal is a modern one.
  return locale === '' || /utf-?8/i.test(locale);
}

/** Whether the environment asks for plain lines instead of a screen; Ink's own variable counts too. */
export function wantsScreenReader(env: Environment): boolean {
  const isOn = (value: string | undefined) => value !== undefined && !/^(?:|0|false|no|off)$/i.test(value);
  return isOn(env['MEDIANEST_SCREEN_READER']) || isOn(env['INK_SCREEN_READER']);
}

/** The background which rxvt, Konsole and others name in `COLORFGBG`, as `foreground;background` of the 16 colours. */
function backgroundOf(env: Environment): Background {
  const index = /;(\d+)$/.exec(env['COLORFGBG'] ?? '')?.[1];
  if (index === undefined || Number(index) > 15) return null;
  return index === '7' || Number(index) > 8 ? 'light' : 'dark';
}

/** What the environment alone tells, before the terminal has answered. */
export function capabilitiesOf(env: Environment): Capabilities {
  return {
    colorDepth: detectColorDepth(env),
    isUnicode: isUnicodeLocale(env),
    background: backgroundOf(env),
    hasSynchronizedOutput: false,
    hasKittyKeyboard: false,
    version: null,
  };
}

/** Why a full-screen console cannot run here, with what to do instead; null when it can. */
export function terminalProblem(
  env: Environment,
  stdin: {readonly isTTY?: boolean},
  stdout: {readonly isTTY?: boolean},
): string | null {
  if (!stdout.isTTY) return 'the output is not a terminal; use a command such as `medianest status` instead';
  if (!stdin.isTTY) return 'the input is not a terminal; use a command such as `medianest status` instead';
  if (env['TERM'] === 'dumb')
    return 'TERM=dumb cannot place the cursor; use a command such as `medianest status`';
  return null;
}
