/** Where bytes go to without anybody waiting for them. */
export interface Device {
  /** Hands on as many bytes as are taken now, and says how many. Throws when the terminal is gone. */
  write(bytes: Uint8Array): number;
  /** True while what was handed on has not gone, or there is no room for more. */
  readonly isFull: boolean;
  /** Calls once, when it may be worth trying again. Returns how to cancel. */
  whenReady(run: () => void): () => void;
  /** Synchronous; returns after at most `patienceMs`, whether or not all was taken. True when it was. */
  writeNow(bytes: Uint8Array, patienceMs: number): boolean;
  close(): void;
}
