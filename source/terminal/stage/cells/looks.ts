import type {Color, Style} from '../../style.ts';

/** Attributes of a cell, as bits. */
export const attribute = {
  bold: 1,
  dim: 2,
  italic: 4,
  underline: 8,
  inverse: 16,
  strikethrough: 32,
} as const;

/** How a cell looks. A colour is one number: 0 the default, then its kind above 24 bits of value. */
export interface Look {
  readonly foreground: number;
  readonly background: number;
  readonly attributes: number;
}

const ansiKind = 0x100_0000;
const paletteKind = 0x200_0000;
const rgbKind = 0x300_0000;

/** Numbers for the looks of a screen, and what to send to get from one to another. */
export interface Looks {
  idOf(look: Look): number;
  /** The look of a style. */
  idOfStyle(style: Style): number;
  /** What is seen of a look on a blank: text colours and weights are not. */
  idOfBlank(id: number): number;
  lookOf(id: number): Look;
  /** The shortest SGR sequence that is right whatever the terminal is like. */
  transition(from: number, to: number): string;
  readonly size: number;
  /** Forgets all; frames made before must not be compared with frames made after. */
  clear(): void;
}

const plain: Look = {foreground: 0, background: 0, attributes: 0};

export const ansiColor = (index: number): number => ansiKind + index;
export const paletteColor = (index: number): number => paletteKind + index;
export const rgbColor = (red: number, green: number, blue: number): number =>
  rgbKind + red * 0x1_0000 + green * 0x100 + blue;

function colorNumber(color: Color | undefined): number {
  if (color === undefined) return 0;
  switch (color.kind) {
    case 'ansi':
      return ansiColor(color.index);
    case 'palette':
      return paletteColor(color.index);
    case 'rgb':
      return rgbColor(color.red, color.green, color.blue);
  }
}

function attributesOf(style: Style): number {
  return (
    (style.bold ? attribute.bold : 0) |
    (style.dim ? attribute.dim : 0) |
    (style.italic ? attribute.italic : 0) |
    (style.underline ? attribute.underline : 0) |
    (style.inverse ? attribute.inverse : 0)
  );
}

function colorParameters(color: number, isBackground: boolean): string {
  const layer = isBackground ? 10 : 0;
  if (color === 0) return String(39 + layer);
  const value = color & 0xff_ffff;
  if (color < paletteKind) return String((value < 8 ? 30 + value : 82 + value) + layer);
  if (color < rgbKind) return `${38 + layer};5;${value}`;
  return `${38 + layer};2;${value >> 16};${(value >> 8) & 0xff};${value & 0xff}`;
}

/** Bit, what turns it on, what turns it off. Bold and dim have one way off. */
const switches = [
  [attribute.bold, '1', '22'],
  [attribute.dim, '2', '22'],
  [attribute.italic, '3', '23'],
  [attribute.underline, '4', '24'],
  [attribute.inverse, '7', '27'],
  [attribute.strikethrough, '9', '29'],
] as const;

function fromPlain(to: Look): string {
  const parameters: string[] = [];
  for (const [bit, on] of switches) if (to.attributes & bit) parameters.push(on);
  if (to.foreground !== 0) parameters.push(colorParameters(to.foreground, false));
  if (to.background !== 0) parameters.push(colorParameters(to.background, true));
  return parameters.length === 0 ? '\x1b[m' : `\x1b[0;${parameters.join(';')}m`;
}

/** Only what changes. Null where a terminal is known to understand it otherwise. */
function fromOther(from: Look, to: Look): string | null {
  const parameters: string[] = [];
  const gone = from.attributes & ~to.attributes;
  let added = to.attributes & ~from.attributes;
  for (const [bit, , off] of switches) {
    if (gone & bit && !parameters.includes(off)) parameters.push(off);
  }
  // 22 ends both of them.
  if (gone & (attribute.bold | attribute.dim)) {
    added |= to.attributes & (attribute.bold | attribute.dim);
  }
  for (const [bit, on] of switches) if (added & bit) parameters.push(on);
  if (from.foreground !== to.foreground) {
    // Old Linux consoles take 39 for the end of the underline too.
    if (to.foreground === 0 && to.attributes & attribute.underline) return null;
    parameters.push(colorParameters(to.foreground, false));
  }
  if (from.background !== to.background) parameters.push(colorParameters(to.background, true));
  return `\x1b[${parameters.join(';')}m`;
}

/** Looks are numbered as they come up. */
export function createLooks(): Looks {
  const numbers = new Map<number, Map<number, number>>();
  const looks: Look[] = [];
  const blanks: number[] = [];
  const transitions = new Map<number, string>();
  /** Widgets give the same object for the same style, row after row. */
  let styles = new WeakMap<Style, number>();

  const idOf = (look: Look): number => {
    // Two numbers make a key without building a string: this runs for every run of every row.
    const rest = look.background * 64 + look.attributes;
    let ofForeground = numbers.get(look.foreground);
    if (ofForeground === undefined) {
      ofForeground = new Map();
      numbers.set(look.foreground, ofForeground);
    }
    let id = ofForeground.get(rest);
    if (id === undefined) {
      id = looks.length;
      looks.push(look);
      ofForeground.set(rest, id);
    }
    return id;
  };
  const lookOf = (id: number): Look => looks[id] ?? plain;
  idOf(plain);

  return {
    idOf,
    lookOf,
    idOfStyle(style) {
      let id = styles.get(style);
      if (id === undefined) {
        id = idOf({
          foreground: colorNumber(style.foreground),
          background: colorNumber(style.background),
          attributes: attributesOf(style),
        });
        styles.set(style, id);
      }
      return id;
    },
    idOfBlank(id) {
      let shown = blanks[id];
      if (shown === undefined) {
        const look = lookOf(id);
        const marks = look.attributes & (attribute.underline | attribute.inverse | attribute.strikethrough);
        shown = marks === 0 ? idOf({foreground: 0, background: look.background, attributes: 0}) : id;
        blanks[id] = shown;
      }
      return shown;
    },
    transition(from, to) {
      const key = from * 0x10_0000 + to;
      let sequence = transitions.get(key);
      if (sequence === undefined) {
        const whole = fromPlain(lookOf(to));
        const change = fromOther(lookOf(from), lookOf(to));
        sequence = change !== null && change.length < whole.length ? change : whole;
        transitions.set(key, sequence);
      }
      return sequence;
    },
    get size() {
      return looks.length;
    },
    clear() {
      numbers.clear();
      looks.length = 0;
      blanks.length = 0;
      transitions.clear();
      styles = new WeakMap();
      idOf(plain);
    },
  };
}
