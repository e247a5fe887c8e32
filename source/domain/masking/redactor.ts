import {maskedSpec} from './masked-spec.ts';
import {mask, maskUrls} from './masking.ts';

/** Hides what is secret in texts that leave the console: what looks like it, and every value that was seen to be one. */
export interface Redactor {
  /** Takes in the engine's own JSON of an object: what is masked there is hidden wherever else it stands. */
  learn(wire: unknown): void;
  text(text: string): string;
  /** A copy in which every text is redacted; names of fields are left as they are. */
  json(value: unknown): unknown;
}

/** Shorter ones are hidden in their place alone: everywhere else they would hide half of the text. */
const leastLength = 4;

const shapes: readonly (readonly [shape: RegExp, kept: string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
  [/\bSWM(?:TKN|KEY)-1-[\w+/=-]+/g, mask],
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g, mask],
  [/\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g, mask],
  [/\b(?:gh[pousr]_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{8,})/g, mask],
  [/\b(bearer|basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${mask}`],
  [
    /((?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|authorization|credentials?)["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;&"'{}[\]()]+)/gi,
    `$1${mask}`,
  ],
];

export function createRedactor(): Redactor {
  const values = new Set<string>();
  let longestFirst: readonly string[] | null = null;

  const learnValue = (value: string): void => {
    // A key of several lines is found line by line: logs and tables break it there.
    for (const part of new Set([value, value.trim(), ...value.split(/\r?\n/)])) {
      if (part.length < leastLength || part.includes(mask) || values.has(part)) continue;
      values.add(part);
      longestFirst = null;
    }
  };
  const learnFrom = (original: unknown, masked: unknown): void => {
    if (typeof original === 'string') {
      if (typeof masked === 'string' && masked !== original) hiddenIn(original, masked).forEach(learnValue);
      return;
    }
    if (typeof original !== 'object' || original === null) return;
    if (typeof masked !== 'object' || masked === null) return;
    const counterparts = new Map<string, unknown>(Object.entries(masked));
    for (const [key, inner] of Object.entries(original)) learnFrom(inner, counterparts.get(key));
  };
  const text = (from: string): string => {
    longestFirst ??= [...values].sort((a, b) => b.length - a.length);
    let to = from;
    for (const value of longestFirst) to = to.replaceAll(value, mask);
    to = maskUrls(to);
    for (const [shape, kept] of shapes) to = to.replace(shape, kept);
    return to;
  };
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, json(inner)]));
  };
  return {learn: wire => learnFrom(wire, maskedSpec(wire)), text, json};
}

/** What the masks of a text stand for: `NAME=••••••` of `NAME=abc` is `abc`. */
function hiddenIn(original: string, masked: string): readonly string[] {
  const pieces = masked.split(mask).map(piece => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const match = new RegExp(`^${pieces.join('([\\s\\S]*?)')}$`).exec(original);
  return match === null ? [original] : match.slice(1);
}
