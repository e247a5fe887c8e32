/** A colour as terminals know them. */
type SgrColor =
  | {readonly kind: 'ansi'; readonly index: number}
  | {readonly kind: 'palette'; readonly index: number}
  | {readonly kind: 'rgb'; readonly red: number; readonly green: number; readonly blue: number};

/** How a program wanted its text to look. Absent: as everything else. */
export interface SgrLook {
  readonly foreground?: SgrColor;
  readonly background?: SgrColor;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

/** A run of text of one look. */
export interface SgrRun {
  readonly text: string;
  readonly look: SgrLook;
}

/** CSI, then strings (OSC, DCS, SOS, PM, APC) up to their end, then shorter escapes; each also in its C1 form. */
const escapeSequence =
  /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~]?)|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-Z\\^-~]?/g;

const plain: SgrLook = Object.freeze({});
const tab = '    ';

/** Takes a line apart into runs of one look: colours are kept, every other escape sequence is taken out. */
export const sgrRuns = (text: string): readonly SgrRun[] => {
  if (!hasEscape(text)) return [{text: text.replaceAll('\t', tab), look: plain}];
  const runs: SgrRun[] = [];
  let look = plain;
  let from = 0;
  const put = (end: number) => {
    if (end > from) runs.push({text: text.slice(from, end).replaceAll('\t', tab), look});
  };
  for (const match of text.matchAll(escapeSequence)) {
    put(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm') look = changed(look, match[1] ?? '');
  }
  put(text.length);
  return runs;
};

/** The text alone. */
export const withoutEscapes = (text: string): string =>
  (hasEscape(text) ? text.replaceAll(escapeSequence, '') : text).replaceAll('\t', tab);

const hasEscape = (text: string): boolean => /[\x1b\x90\x98\x9b\x9d-\x9f]/.test(text);

const weights: Readonly<Record<number, SgrLook>> = {
  1: {bold: true},
  2: {dim: true},
  3: {italic: true},
  4: {underline: true},
  7: {inverse: true},
};

/** Numbers stand between semicolons; the newer form has colons within a colour. */
const changed = (before: SgrLook, parameters: string): SgrLook => {
  const codes = parameters.split(/[;:]/).map(Number);
  let look = before;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const {color, taken} = longColor(codes, at + 1);
      at += taken;
      if (color !== null) look = {...look, [code === 38 ? 'foreground' : 'background']: color};
    } else look = simply(look, code);
  }
  return look;
};

const simply = (look: SgrLook, code: number): SgrLook => {
  const {foreground: _foreground, ...noForeground} = look;
  const {background: _background, ...noBackground} = look;
  if (code === 0) return plain;
  if (weights[code] !== undefined) return {...look, ...weights[code]};
  if (code === 22) return {...look, bold: false, dim: false};
  if (code === 23) return {...look, italic: false};
  if (code === 24) return {...look, underline: false};
  if (code === 27) return {...look, inverse: false};
  if (code === 39) return noForeground;
  if (code === 49) return noBackground;
  if (code >= 30 && code <= 37) return {...look, foreground: {kind: 'ansi', index: code - 30}};
  if (code >= 90 && code <= 97) return {...look, foreground: {kind: 'ansi', index: code - 82}};
  if (code >= 40 && code <= 47) return {...look, background: {kind: 'ansi', index: code - 40}};
  if (code >= 100 && code <= 107) return {...look, background: {kind: 'ansi', index: code - 92}};
  return look;
};

const longColor = (
  codes: readonly number[],
  at: number,
): {readonly color: SgrColor | null; readonly taken: number} => {
  const byte = (offset: number) => Math.max(0, Math.min(255, Math.floor(codes[at + offset] ?? 0) || 0));
  if (codes[at] === 5) return {color: {kind: 'palette', index: byte(1)}, taken: 2};
  if (codes[at] === 2) return {color: {kind: 'rgb', red: byte(1), green: byte(2), blue: byte(3)}, taken: 4};
  return {color: null, taken: 0};
};
