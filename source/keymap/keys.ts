/** Keys that have a name; every other key is the character it types. */
const namedKeys = [
  'enter',
  'esc',
  'space',
  'tab',
  'backspace',
  'delete',
  'insert',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  ...Array.from({length: 12}, (_, index) => `f${index + 1}`),
] as const;

const aliases: Readonly<Record<string, string>> = {
  escape: 'esc',
  return: 'enter',
  pgup: 'pageup',
  pgdn: 'pagedown',
  pgdown: 'pagedown',
  del: 'delete',
  ins: 'insert',
};

const modifierOrder = ['ctrl', 'alt', 'shift'] as const;

/**
 * The one way in which a key is written: modifiers in the order ctrl, alt, shift, then the name. Null where the text
 * names no key that a terminal can send.
 */
export function parseKeyName(text: string): string | null {
  const parts = text === '+' ? ['+'] : text.replace(/\+\+$/, '+plus').split('+');
  const given = parts.slice(0, -1).map(part => part.toLowerCase());
  const last = parts.at(-1) ?? '';
  const lower = last.toLowerCase();
  const named = lower === 'plus' ? '+' : (aliases[lower] ?? lower);
  const isNamed = (namedKeys as readonly string[]).includes(named);
  const name = isNamed || named === '+' ? named : last;
  if (given.some(part => !modifierOrder.some(modifier => modifier === part))) return null;
  if (!isNamed && [...name].length !== 1) return null;
  const held = modifierOrder.filter(modifier => given.includes(modifier));
  if (isNamed) return [...held, name].join('+');
  const isLetter = /^[a-z]$/i.test(name);
  if (held.includes('shift')) {
    // A terminal sends the shifted character itself, and with Ctrl it cannot tell Shift at all.
    return isLetter && held.length === 1 ? name.toUpperCase() : null;
  }
  return [...held, held.includes('ctrl') ? name.toLowerCase() : name].join('+');
}

const shown: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
};

/** A key as the footer and the help show it: `d`, `^r`, `<enter>`, `↑`. */
export function formatKey(key: string): string {
  const control = /^ctrl\+(.)$/.exec(key);
  if (control) return `^${control[1]}`;
  if ([...key].length === 1) return key;
  return shown[key] ?? `<${key}>`;
}
