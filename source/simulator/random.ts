/** Chance that is the same for the same seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** From `least` up to, not including, `most`. */
  between(least: number, most: number): number;
  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number;
  /** Id of a swarm object: 25 characters of base 36. */
  objectId(): string;
  /** Id of a container or of a local network: 64 hexadecimal digits. */
  hexId(): string;
  /** A source of its own, so that drawing from one does not move the other. */
  fork(): Random;
}

/** Mulberry32: 32 bits of state are enough for a play and cost a few nanoseconds. */
export const createRandom = (seed: number): Random => {
  let state = seed | 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / 2 ** 32;
  const group = (size: number, base: number, width: number) =>
    (bits() % size).toString(base).padStart(width, '0');

  return {
    next,
    between: (least, most) => least + next() * (most - least),
    below: count => Math.floor(next() * count),
    objectId() {
      let id = '';
      for (let part = 0; part < 5; part++) id += group(36 ** 5, 36, 5);
      return id;
    },
    hexId() {
      let id = '';
      for (let part = 0; part < 8; part++) id += group(2 ** 32, 16, 8);
      return id;
    },
    fork: () => createRandom(bits()),
  };
};
