export interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** `#rrggbb` as numbers; null when it is written otherwise. */
export function parseHex(hex: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) return null;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map(part => Number.parseInt(part, 16));
  return {red, green, blue};
}

/** Steps of one channel in the 6×6×6 cube of the 256 colours. */
const cubeSteps = [0, 95, 135, 175, 215, 255] as const;

/** The 16 colours as xterm has them; a person's scheme may differ, so this only finds the nearest. */
const ansiRgb: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
].map(([red = 0, green = 0, blue = 0]) => ({red, green, blue}));

/** What xterm shows for one of the 256 colours. */
export function paletteRgb(index: number): Rgb {
  const ansi = ansiRgb[index];
  if (ansi) return ansi;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return {red: grey, green: grey, blue: grey};
  }
  const cube = index - 16;
  const step = (at: number) => cubeSteps[at % 6] ?? 0;
  return {red: step(Math.floor(cube / 36)), green: step(Math.floor(cube / 6)), blue: step(cube)};
}

function distance(a: Rgb, b: Rgb): number {
  return (a.red - b.red) ** 2 + (a.green - b.green) ** 2 + (a.blue - b.blue) ** 2;
}

function nearest(from: number, to: number, wanted: Rgb): number {
  let best = from;
  for (let index = from; index < to; index++) {
    if (distance(paletteRgb(index), wanted) < distance(paletteRgb(best), wanted)) best = index;
  }
  return best;
}

/** The 16 first are left out: what they look like is the person's choice. */
export function nearestPaletteIndex(wanted: Rgb): number {
  return nearest(16, 256, wanted);
}

export function nearestAnsi(wanted: Rgb): number {
  return nearest(0, 16, wanted);
}
