import {Buffer} from 'node:buffer';
import type {Found} from './known-elements.ts';

/** Cuts the bytes of a JSON array into those of its elements, however they are chopped. */
export interface ElementScanner<Value> {
  feed(chunk: Buffer): Generator<Buffer | Found<Value>, void>;
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

type Mark = 'begin' | 'end' | 'none';

/** `find` knows elements that need not be looked through. Only objects and arrays are elements; an engine lists nothing else. `null` is an empty list (Go's nil slice). */
export const createElementScanner = <Value = never>(
  find: (chunk: Buffer, at: number) => Found<Value> | null = () => null,
): ElementScanner<Value> => {
  const brackets = createBrackets();
  let isInString = false;
  let isEscaped = false;
  /** In the chunk that is being looked at. */
  let place = 0;
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

  /** Goes on to the next beginning or end of an element; none: it is not in this chunk. */
  const nextMark = (chunk: Buffer): Mark => {
    while (place < chunk.length) {
      if (isInString) {
        place = skipString(chunk, place);
        continue;
      }
      const byte = chunk[place] ?? 0;
      place += 1;
      isInString = byte === quote;
      // Brackets, braces and letters alone can matter; digits, commas and blanks lie below.
      const mark = byte < openBracket ? 'none' : brackets.see(byte);
      if (mark !== 'none') return mark;
    }
    return 'none';
  };

  return {
    *feed(chunk) {
      let start = brackets.isInElement() ? 0 : -1;
      place = 0;
      for (let mark = nextMark(chunk); mark !== 'none'; mark = nextMark(chunk)) {
        if (mark === 'begin') {
          start = place - 1;
          const found = find(chunk, start);
          if (found === null) continue;
          place = start + found.bytes;
          brackets.skipElement();
          yield found;
        } else yield elementOf(chunk.subarray(start, place));
        start = -1;
      }
      // A copy: the chunk's memory may be given back when it was looked at.
      if (start >= 0) carried.push(Buffer.from(chunk.subarray(start)));
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
    see(byte: number): Mark {
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
    /** The element that has begun is known to have ended. */
    skipElement() {
      depth -= 1;
    },
    isInElement: () => depth > 1,
    hasEnded: () => hasEnded,
  };
};
