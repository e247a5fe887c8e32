/** How long decoding may hold the event loop, and how it lets go of it. */
export interface Pace {
  readonly sliceMs: number;
  now(): number;
  breathe(): Promise<void>;
}

/** 4 ms leave room for a key and a frame within 16 ms, whatever the length of a list. */
export const createPace = (): Pace => ({
  sliceMs: 4,
  now: () => performance.now(),
  breathe: () =>
    new Promise(resolve => {
      setImmediate(resolve);
    }),
});
