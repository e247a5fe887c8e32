import {Buffer} from 'node:buffer';

/** Writes lines to where nobody may be reading, without ever waiting or growing. */
export interface LineOutput {
  /** Figures of the moment: what waits of earlier ones is worth nothing any more and makes room. */
  figures(lines: readonly string[]): void;
  /** Told once, so that it waits for as long as there is room. */
  facts(lines: readonly string[]): void;
  /** Lines that were given up because nobody read. */
  readonly dropped: number;
  close(): void;
}

const mostFacts = 200;
const againMs = 50;

/** `write` takes as much as it can at once and tells how much; 0: nothing now. */
export const createLineOutput = (
  write: (bytes: Uint8Array) => number,
  later: (ms: number, act: () => void) => () => void,
): LineOutput => {
  /** What is left of a line of which a part is written: its rest must come next. */
  let rest: Uint8Array = new Uint8Array();
  let facts: string[] = [];
  let figures: string[] = [];
  let dropped = 0;
  let cancel: (() => void) | null = null;

  const flush = () => {
    cancel = null;
    while (rest.length > 0 || facts.length + figures.length > 0) {
      if (rest.length === 0) rest = Buffer.from(`${facts.shift() ?? figures.shift() ?? ''}\n`);
      const taken = write(rest);
      rest = rest.subarray(taken);
      if (rest.length > 0) {
        cancel = later(againMs, flush);
        return;
      }
    }
  };
  const soon = () => {
    if (cancel === null) flush();
  };
  return {
    figures(lines) {
      dropped += figures.length;
      figures = [...lines];
      soon();
    },
    facts(lines) {
      facts.push(...lines);
      dropped += Math.max(0, facts.length - mostFacts);
      facts = facts.slice(-mostFacts);
      soon();
    },
    get dropped() {
      return dropped;
    },
    close: () => cancel?.(),
  };
};
