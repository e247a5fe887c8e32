/** How long decoding may hold the event loop, and how it lets go of it. */
export interface Pace {
  readonly sliceMs: number;
  now(): number;
  breathe(): Promise<void>;
}

/** With what the reader does of its own, 3 ms keep a turn under 8 ms, so that a key and a frame fit into 16. */
export const createPace = (): Pace => ({
  sliceMs: 3,
  now: () => performance.now(),
  breathe: () =>
    new Promise(resolve => {
      setImmediate(resolve);
    }),
});
