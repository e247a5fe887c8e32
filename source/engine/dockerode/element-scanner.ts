import {Buffer} from 'node:buffer';

/** Cuts the bytes of a JSON array into the texts of its elements, however the bytes are chopped. */
export interface ElementScanner {
  feed(chunk: Buffer): Generator<string, void>;
  /** Throws when the array has not ended. */
  end(): void;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const quote = 0x22;
const backslash = 0x5c;

/** Only objects and arrays are elements; an engine lists nothing else. `null` is an empty list (Go's nil slice). */
export const createElementScanner = (): ElementScanner => {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let hasEnded = false;
  let hasBegun = false;
  /** Parts of an element that began in earlier chunks. */
  let carried: Buffer[] = [];

  const textOf = (chunk: Buffer, start: number, end: number): string => {
    if (carried.length === 0) return chunk.toString('utf8', start, end);
    const whole = Buffer.concat([...carried, chunk.subarray(start, end)]);
    carried = [];
    return whole.toString('utf8');
  };

  /** Index behind the string's closing quote, or the chunk's length. */
  const skipString = (chunk: Buffer, from: number): number => {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) {
        isInString = false;
        return at + 1;
      }
    }
    return chunk.length;
  };

  return {
    *feed(chunk) {
      let start = depth > 1 ? 0 : -1;
      let at = 0;
      while (at < chunk.length) {
        if (isInString) {
          at = skipString(chunk, at);
          continue;
        }
        const byte = chunk[at];
        at += 1;
        if (byte === quote) isInString = true;
        else if (byte === openBrace || byte === openBracket) {
          if (depth === 0 && (byte !== openBracket || hasBegun)) throw new SyntaxError('not a list');
          hasBegun = true;
          depth += 1;
          if (depth === 2) start = at - 1;
        } else if (byte === closeBrace || byte === closeBracket) {
          depth -= 1;
          if (depth === 1) {
            yield textOf(chunk, start, at);
            start = -1;
          } else if (depth === 0) hasEnded = true;
        } else if (byte === 0x6e && depth === 0 && !hasBegun) {
          hasBegun = true;
          hasEnded = true;
        }
      }
      if (start >= 0) carried.push(chunk.subarray(start));
    },
    end() {
      if (!hasEnded) throw new SyntaxError('the list ended in the middle');
    },
  };
};
