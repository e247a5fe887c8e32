import type {Rgb} from '../../../source/ui/theme-colors.ts';

type Triple = readonly [number, number, number];

/** From 0–255 as written to the light that comes out, 0–1 (sRGB). */
function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

const light = ({red, green, blue}: Rgb): Triple => [linear(red), linear(green), linear(blue)];

function times(matrix: readonly Triple[], [x, y, z]: Triple): Triple {
  const [a = 0, b = 0, c = 0] = matrix.map(row => row[0] * x + row[1] * y + row[2] * z);
  return [a, b, c];
}

function luminance(color: Rgb): number {
  const [red, green, blue] = light(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of WCAG 2.2: 1 (the same) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Who sees the colours. */
export const eyes = ['normal', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Eyes = (typeof eyes)[number];

/**
 * On linear RGB, for a complete lack of one kind of cone: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, table of severity 1.0.
 */
const deficiencies: Readonly<Record<Eyes, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** D65, the white of sRGB. */
const whitePoint: Triple = [0.95047, 1, 1.08883];
const toXyz: readonly Triple[] = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];

/** CIE L*a*b* of a colour as these eyes see it. */
function lab(color: Rgb, seenBy: Eyes): Triple {
  const seen = times(deficiencies[seenBy], light(color));
  const clipped: Triple = [clip(seen[0]), clip(seen[1]), clip(seen[2])];
  const xyz = times(toXyz, clipped);
  const bend = (value: number) =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
  const [x = 0, y = 0, z = 0] = xyz.map((value, index) => bend(value / (whitePoint[index] ?? 1)));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const clip = (value: number) => Math.min(1, Math.max(0, value));
const degrees = (angle: number) => (angle * Math.PI) / 180;

/** How different two colours look to these eyes: CIEDE2000 (CIE 142-2001). 1 is just seen side by side, 100 is black and white. */
export function difference(a: Rgb, b: Rgb, seenBy: Eyes): number {
  const [l1, a1, b1] = lab(a, seenBy);
  const [l2, a2, b2] = lab(b, seenBy);
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)));
  const c1 = Math.hypot(a1 * (1 + g), b1);
  const c2 = Math.hypot(a2 * (1 + g), b2);
  const hue = (x: number, y: number) => ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
  const h1 = hue(a1 * (1 + g), b1);
  const h2 = hue(a2 * (1 + g), b2);
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const meanH = isGrey ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin(degrees(turn / 2));
  const meanL = (l1 + l2) / 2;
  const mc = (c1 + c2) / 2;
  const t =
    1 -
    0.17 * Math.cos(degrees(meanH - 30)) +
    0.24 * Math.cos(degrees(2 * meanH)) +
    0.32 * Math.cos(degrees(3 * meanH + 6)) -
    0.2 * Math.cos(degrees(4 * meanH - 63));
  const sl = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
  const sc = 1 + 0.045 * mc;
  const sh = 1 + 0.015 * mc * t;
  const spread = 30 * Math.exp(-(((meanH - 275) / 25) ** 2));
  const rt = -Math.sin(degrees(2 * spread)) * 2 * Math.sqrt(mc ** 7 / (mc ** 7 + 25 ** 7));
  const [dl, dc, dh] = [(l2 - l1) / sl, (c2 - c1) / sc, deltaH / sh];
  return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 + rt * dc * dh);
}
