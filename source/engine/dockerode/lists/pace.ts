/** How long decoding may hold the event loop, and how it lets go of it. */
export interface Pace {
  readonly sliceMs: number;
  /** Lists up to this size are parsed in one go. */
  readonly wholeBytes: number;
  now(): number;
  breathe(): Promise<void>;
}

/** With what the reader does of its own, 3 ms keep a turn under 8 ms, so that a key and a frame fit into 16. */
export const createPace = (): Pace => {
  const waiting: (() => void)[] = [];
  const letOneGo = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(letOneGo);
  };
  return {
    sliceMs: 3,
    // Parsed within a millisecond; a scanner that V8 has not compiled yet needs twenty for it.
    wholeBytes: 128 * 1_024,
    // Not `performance`, which takes 3 ms to load and is of no other use to a command.
    now: () => process.uptime() * 1_000,
    // One list a turn: in the beginning four of them come in at once.
    breathe: () =>
      new Promise(resolve => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(letOneGo);
      }),
  };
};
