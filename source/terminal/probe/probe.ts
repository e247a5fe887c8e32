import type {Capabilities} from '../capabilities.ts';
import type {TerminalReply} from '../input/terminal-reply.ts';

/** Half of the way from black to white as eyes see it, on the scale of relative luminance (WCAG 2). */
const middleLuminance = 0.18;

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function isLight(red: number, green: number, blue: number): boolean {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > middleLuminance;
}

/** DECRPM states that mean that the terminal has the mode and can switch it: set, reset. */
const knownModeStates: readonly number[] = [1, 2];

const synchronizedOutputMode = 2026;

/** Printable ASCII, as long as a name is: it is shown to people. */
function nameOf(text: string): string | null {
  const name = text
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 60)
    .trim();
  return name === '' ? null : name;
}

/** What is known once the terminal gave this answer; the same object when it tells nothing new. */
export function withReply(known: Capabilities, reply: TerminalReply): Capabilities {
  switch (reply.kind) {
    case 'background': {
      const background = isLight(reply.red, reply.green, reply.blue) ? 'light' : 'dark';
      return background === known.background ? known : {...known, background};
    }
    case 'kitty-keyboard':
      return known.hasKittyKeyboard ? known : {...known, hasKittyKeyboard: true};
    case 'mode': {
      const has = reply.mode === synchronizedOutputMode && knownModeStates.includes(reply.state);
      return !has || known.hasSynchronizedOutput ? known : {...known, hasSynchronizedOutput: true};
    }
    case 'version': {
      const version = nameOf(reply.text);
      return version === null || version === known.version ? known : {...known, version};
    }
    case 'attributes':
      return known;
  }
}
