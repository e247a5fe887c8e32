import type {Buffer} from 'node:buffer';

/**
 * Remembers what the elements of a list were decoded to. Large lists are asked for again and again and nine of ten
 * elements are as they were: the same text gives the same object, unparsed.
 */
export interface KnownElements<Value> {
  /** Begins to read an answer; one to a question without filters tells of every element that there is. */
  begin(isWhole: boolean): Promise<Recall<Value>>;
  readonly isEmpty: boolean;
}

/** What is known while one answer is read. */
export interface Recall<Value> {
  read(text: Buffer, parse: () => Value | null): Value | null;
  /** The answer was whole: what it did not tell of is forgotten. */
  end(): void;
}

/** Parses everything. */
export const recallNothing: Recall<never> = {read: (_, parse) => parse(), end: () => undefined};

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/**
 * By the checksum of the whole text, and by the id and the version that it begins with. A version alone would not do: the
 * counts of a service change without it, and a swarm that was restored from a backup uses versions again.
 */
export const createKnownElements = <Value extends Versioned>(): KnownElements<Value> => {
  let known = new Map<number, Value>();
  return {
    get isEmpty() {
      return known.size === 0;
    },
    async begin(isWhole) {
      // Loaded when it is of use: it takes 5 ms. Node has it from 22.2 on.
      const {crc32} = await import('node:zlib');
      if (typeof crc32 !== 'function') return recallNothing;
      const told = new Map<number, Value>();
      return {
        read(text, parse) {
          // Within 32 bits with a sign, which V8 keeps in the map itself.
          const sum = crc32(text) | 0;
          const before = known.get(sum);
          const value = before !== undefined && beginsWith(text, before) ? before : parse();
          if (value !== null) (isWhole ? told : known).set(sum, value);
          return value;
        },
        end() {
          if (isWhole) known = told;
        },
      };
    },
  };
};

/** How engines begin every swarm object; what begins otherwise is parsed each time. */
const beginsWith = (text: Buffer, {id, version}: Versioned): boolean => {
  const head = `{"ID":"${id}","Version":{"Index":${version}}`;
  return text.toString('latin1', 0, head.length) === head;
};
