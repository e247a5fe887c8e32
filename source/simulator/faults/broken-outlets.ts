import type {Outlet} from '../api/answer.ts';
import type {Random} from '../random.ts';

/** Ends the connection in the middle of the first piece. */
export const truncated = (outlet: Outlet, cut: () => void): Outlet => ({
  ...outlet,
  write(bytes) {
    const half = bytes.slice(0, Math.ceil(bytes.length / 2));
    outlet.write(half);
    // What was written must be on its way before the connection goes.
    setImmediate(cut);
    return true;
  },
  end() {},
});

/** One byte in so many is another. */
const garbledShare = 0.02;

export const garbled = (outlet: Outlet, random: Random): Outlet => ({
  ...outlet,
  write(bytes) {
    const copy = Buffer.from(bytes);
    for (let at = 0; at < copy.length; at++) {
      if (random.next() < garbledShare) copy[at] = random.below(256);
    }
    return outlet.write(copy);
  },
});

const wrongTypes: readonly (readonly [RegExp, string])[] = [
  [/"(State|Role|Name|Image|Hostname)":"[^"]*"/g, '"$1":17'],
  [/"(Index|Replicas|NanoCPUs|Slot)":(\d+)/g, '"$1":"$2"'],
  [/"(Labels|Attributes)":\{[^{}]*\}/g, '"$1":[1,null]'],
  [/"(Status|Spec|Actor)":\{/g, '"$1":null,"Was":{'],
];

/** Fields of other types than the API promises; still JSON. */
export const mistyped = (outlet: Outlet): Outlet => ({
  ...outlet,
  write: bytes =>
    outlet.write(wrongTypes.reduce((text, [from, to]) => text.replaceAll(from, to), bytes.toString())),
});

/** Nothing more comes, and nothing says so. */
export const silent = (outlet: Outlet): Outlet => ({...outlet, write: () => true, end() {}});

/** What is written while `isMuted` says so is lost; the stream itself goes on. */
export const gapped = (outlet: Outlet, isMuted: () => boolean): Outlet => ({
  ...outlet,
  write: bytes => isMuted() || outlet.write(bytes),
});

/** Pieces that an answer is cut into on a slow way. */
const slowPieces = 10;

/** Sends in small pieces, so many milliseconds in all. */
export const slowed = (outlet: Outlet, ms: number, after: (ms: number, run: () => void) => void): Outlet => {
  const queue: (string | Buffer)[] = [];
  let isEnded = false;
  let isRunning = false;
  const step = () => {
    const next = queue.shift();
    if (next !== undefined) outlet.write(next);
    if (queue.length > 0) return after(ms / slowPieces, step);
    isRunning = false;
    if (isEnded) outlet.end();
  };
  return {
    drained: async () => {},
    write(bytes) {
      const size = Math.max(1, Math.ceil(bytes.length / slowPieces));
      for (let at = 0; at < bytes.length; at += size) queue.push(bytes.slice(at, at + size));
      if (!isRunning) {
        isRunning = true;
        after(ms / slowPieces, step);
      }
      return true;
    },
    end() {
      isEnded = true;
      if (!isRunning) outlet.end();
    },
  };
};
