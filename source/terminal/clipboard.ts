import type {Environment} from './capabilities.ts';

/** Base64 characters; xterm and most others silently drop a longer OSC 52. */
const longestPayload = 74_994;

/** Screen cuts device control strings at 768 bytes, so a longer one goes in pieces. */
const screenChunk = 700;

/**
 * The sequence which asks the terminal in front of the person to copy text (OSC 52), through tmux or screen where one
 * is in between; null when the text is longer than terminals take.
 */
export function copySequence(text: string, env: Environment): string | null {
  const payload = Buffer.from(text, 'utf8').toString('base64');
  if (payload.length > longestPayload) return null;
  const sequence = `\x1b]52;c;${payload}\x07`;
  if (env['TMUX']) {
    // tmux takes the plain form with `set-clipboard on` and the wrapped one with `allow-passthrough on`.
    return `${sequence}\x1bPtmux;\x1b${sequence}\x1b\\`;
  }
  if (env['STY']) {
    const pieces = sequence.match(new RegExp(`[^]{1,${screenChunk}}`, 'g')) ?? [];
    return pieces.map(piece => `\x1bP${piece}\x1b\\`).join('');
  }
  return sequence;
}
