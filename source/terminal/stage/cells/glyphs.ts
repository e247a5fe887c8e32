import {isWidthDoubtful} from '../../text/width.ts';

/** Numbers for clusters of several code points, so that every cell holds one number. */
export interface Glyphs {
  /** The code of what a person takes for one character. */
  codeOf(cluster: string): number;
  textOf(code: number): string;
  /** Whether terminals disagree about how wide the character is. */
  isDoubtful(code: number): boolean;
  /** Number of clusters that are kept. */
  readonly size: number;
  /** Forgets all; frames made before must not be compared with frames made after. */
  clear(): void;
}

const firstCluster = 0x11_0000;
/** Below this, where almost all text is, every code is one cell in every terminal. */
const plainEnd = 0x7f;

export function createGlyphs(): Glyphs {
  const numbers = new Map<string, number>();
  const clusters: string[] = [];
  const doubts = new Map<number, boolean>();

  const textOf = (code: number) =>
    code < firstCluster ? String.fromCodePoint(code) : (clusters[code - firstCluster] ?? '\ufffd');

  return {
    codeOf(cluster) {
      const code = cluster.codePointAt(0) ?? 0;
      if (cluster.length === (code > 0xffff ? 2 : 1)) return code;
      const known = numbers.get(cluster);
      if (known !== undefined) return known;
      const next = firstCluster + clusters.length;
      numbers.set(cluster, next);
      clusters.push(cluster);
      return next;
    },
    textOf,
    isDoubtful(code) {
      if (code < plainEnd) return false;
      let isDoubtful = doubts.get(code);
      if (isDoubtful === undefined) {
        isDoubtful = isWidthDoubtful(textOf(code));
        doubts.set(code, isDoubtful);
      }
      return isDoubtful;
    },
    get size() {
      return clusters.length;
    },
    clear() {
      numbers.clear();
      clusters.length = 0;
      doubts.clear();
    },
  };
}
