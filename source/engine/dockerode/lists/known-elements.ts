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
  /** The element that begins there, if it stands there whole and as it was; then nobody needs to look for its end. */
  find(bytes: Buffer, at: number): Found<Value> | null;
  read(text: Buffer, parse: () => Value | null): Value | null;
  /** The answer was whole: what it did not tell of is forgotten. */
  end(): void;
}

/** An element that is as it was, and how many bytes its text has. */
export interface Found<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/** Parses everything. */
export const recallNothing: Recall<never> = {
  find: () => null,
  read: (_, parse) => parse(),
  end: () => undefined,
};

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/**
 * By the checksum of the whole text, and by the id and the version that it begins with. A version alone would not do: the
 * counts of a service change without it, and a swarm that was restored from a backup uses versions again.
 */
export const createKnownElements = <Value extends Versioned>(): KnownElements<Value> => {
  let known = new Map<string, Known<Value>>();
  return {
    get isEmpty() {
      return known.size === 0;
    },
    async begin(isWhole) {
      // Loaded when it is of use: it takes 5 ms. Node has it from 22.2 on.
      const {crc32} = await import('node:zlib');
      if (typeof crc32 !== 'function') return recallNothing;
      const told = new Map<string, Known<Value>>();
      const keep = (element: Known<Value>) => (isWhole ? told : known).set(element.value.id, element);
      const find = (bytes: Buffer, at: number) => {
        const before = known.get(idAt(bytes, at));
        if (before === undefined || at + before.bytes > bytes.length) return null;
        const text = bytes.subarray(at, at + before.bytes);
        if (!beginsWith(text, before.value) || crc32(text) !== before.sum) return null;
        keep(before);
        return before;
      };
      return {
        find,
        read(text, parse) {
          const before = find(text, 0);
          if (before !== null && before.bytes === text.length) return before.value;
          const value = parse();
          if (value !== null) keep({value, bytes: text.length, sum: crc32(text)});
          return value;
        },
        end() {
          if (isWhole) known = told;
        },
      };
    },
  };
};

interface Known<Value> extends Found<Value> {
  readonly sum: number;
}

/** How engines begin every swarm object; what begins otherwise is parsed each time. */
const beginning = '{"ID":"';
const quote = 0x22;
const longestId = 64;

const idAt = (bytes: Buffer, at: number): string => {
  const from = at + beginning.length;
  const to = bytes.indexOf(quote, from);
  return to < 0 || to - from > longestId ? '' : bytes.toString('latin1', from, to);
};

const beginsWith = (text: Buffer, {id, version}: Versioned): boolean => {
  const head = `${beginning}${id}","Version":{"Index":${version}}`;
  return text.toString('latin1', 0, head.length) === head;
};
