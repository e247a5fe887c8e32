import {Buffer} from 'node:buffer';

/** Cuts the bytes of a JSON array into those of its elements, however they are chopped. */
export interface ElementScanner {
  feed(chunk: Buffer): Generator<Buffer, void>;
  /** Throws when the array has not ended. */
  end(): void;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const quote = 0x22;
const backslash = 0x5c;
const letterN = 0x6e;

/** Only objects and arrays are elements; an engine lists nothing else. `null` is an empty list (Go's nil slice). */
export const createElementScanner = (): ElementScanner => {
  const brackets = createBrackets();
  let isInString = false;
  let isEscaped = false;
  /** Parts of an element that began in earlier chunks. */
  let carried: Buffer[] = [];

  const elementOf = (part: Buffer): Buffer => {
    if (carried.length === 0) return part;
    const whole = Buffer.concat([...carried, part]);
    carried = [];
    return whole;
  };

  /** Index behind the string's closing quote, or the chunk's length. */
  const skipString = (chunk: Buffer, from: number): number => {
    let at = isEscaped ? from + 1 : from;
    isEscaped = false;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === backslash) {
        // The byte behind a backslash means nothing; it may be the first of the next chunk.
        at += 1;
        isEscaped = at === chunk.length;
      } else if (byte === quote) {
        isInString = false;
        return at + 1;
      }
    }
    return chunk.length;
  };

  return {
    *feed(chunk) {
      let start = brackets.isInElement() ? 0 : -1;
      let at = 0;
      while (at < chunk.length) {
        if (isInString) {
          at = skipString(chunk, at);
          continue;
        }
        const byte = chunk[at] ?? 0;
        at += 1;
        isInString = byte === quote;
        // Brackets, braces and letters alone can matter; digits, commas and blanks lie below.
        const mark = byte < openBracket ? 'none' : brackets.see(byte);
        if (mark === 'begin') start = at - 1;
        if (mark !== 'end') continue;
        yield elementOf(chunk.subarray(start, at));
        start = -1;
      }
      if (start >= 0) carried.push(chunk.subarray(start));
    },
    end() {
      if (!brackets.hasEnded()) throw new SyntaxError('the list ended in the middle');
    },
  };
};

/** Depth of the brackets outside of strings: where elements begin and end. */
const createBrackets = () => {
  let depth = 0;
  let hasBegun = false;
  let hasEnded = false;

  const opened = (byte: number): 'begin' | 'none' => {
    if (depth === 0 && (byte !== openBracket || hasBegun)) throw new SyntaxError('the answer is not a list');
    hasBegun = true;
    depth += 1;
    return depth === 2 ? 'begin' : 'none';
  };
  const closed = (): 'end' | 'none' => {
    depth -= 1;
    hasEnded = depth === 0;
    return depth === 1 ? 'end' : 'none';
  };

  return {
    see(byte: number): 'begin' | 'end' | 'none' {
      switch (byte) {
        case openBrace:
        case openBracket:
          return opened(byte);
        case closeBrace:
        case closeBracket:
          return closed();
        case letterN:
          hasEnded ||= depth === 0 && !hasBegun;
          return 'none';
        default:
          return 'none';
      }
    },
    isInElement: () => depth > 1,
    hasEnded: () => hasEnded,
  };
};
