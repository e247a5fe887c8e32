import {ansiColor, attribute, type Looks, paletteColor, rgbColor} from '../cells/looks.ts';

/** One SGR sequence with the parameters of one property, e.g. `CSI 38;5;7 m`. */
interface StyleCode {
  readonly code: string;
}

const attributes: Readonly<Record<number, number>> = {
  1: attribute.bold,
  2: attribute.dim,
  3: attribute.italic,
  4: attribute.underline,
  7: attribute.inverse,
  9: attribute.strikethrough,
};

function extendedColor(parameters: readonly number[]): number {
  const [, kind, first = 0, second = 0, third = 0] = parameters;
  return kind === 5 ? paletteColor(first) : rgbColor(first, second, third);
}

/** Null where the parameter is not one of the 16 colours of that layer. */
function ansiColorOf(parameter: number, layer: number): number | null {
  const index = parameter - 30 - layer;
  if (index >= 0 && index < 8) return ansiColor(index);
  if (index >= 60 && index < 68) return ansiColor(index - 52);
  return null;
}

/** The look that the sequences which are on at a character give it. Hyperlinks and what no cell can show are left out. */
export function lookOfCodes(codes: readonly StyleCode[], looks: Looks): number {
  if (codes.length === 0) return 0;
  const look = {foreground: 0, background: 0, attributes: 0};
  for (const {code} of codes) {
    if (!code.startsWith('\x1b[')) continue;
    const parameters = code.slice(2, -1).split(';').map(Number);
    const [first = 0] = parameters;
    if (first === 38) look.foreground = extendedColor(parameters);
    else if (first === 48) look.background = extendedColor(parameters);
    else {
      look.attributes |= attributes[first] ?? 0;
      look.foreground = ansiColorOf(first, 0) ?? look.foreground;
      look.background = ansiColorOf(first, 10) ?? look.background;
    }
  }
  return looks.idOf(look);
}
