/** A colour as terminals know them: one of the 16 of the user's own scheme, of the fixed 256, or 24 bit. */
export type Color =
  | {readonly kind: 'ansi'; readonly index: number}
  | {readonly kind: 'palette'; readonly index: number}
  | {readonly kind: 'rgb'; readonly red: number; readonly green: number; readonly blue: number};

/** How cells look. Absent means the terminal's default. */
export interface Style {
  readonly foreground?: Color;
  readonly background?: Color;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

/** A run of cells of one look. */
interface StyledRun {
  readonly text: string;
  readonly style: Style;
}

export type StyledRow = readonly StyledRun[];

function colorParameters(color: Color, isBackground: boolean): string {
  const layer = isBackground ? 10 : 0;
  switch (color.kind) {
    case 'ansi':
      return String((color.index < 8 ? 30 + color.index : 82 + color.index) + layer);
    case 'palette':
      return `${38 + layer};5;${color.index}`;
    case 'rgb':
      return `${38 + layer};2;${color.red};${color.green};${color.blue}`;
  }
}

/** Parameters of the SGR sequence that turns a style on; empty for the default look. */
export function sgrParameters(style: Style): string {
  const parts: string[] = [];
  if (style.bold) parts.push('1');
  if (style.dim) parts.push('2');
  if (style.italic) parts.push('3');
  if (style.underline) parts.push('4');
  if (style.inverse) parts.push('7');
  if (style.foreground) parts.push(colorParameters(style.foreground, false));
  if (style.background) parts.push(colorParameters(style.background, true));
  return parts.join(';');
}
