/** What the guard needs of `process`; a test passes an event emitter. */
export interface ProcessLike {
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
  kill(pid: number, signal: NodeJS.Signals): unknown;
}

export type EndSignal = 'SIGTERM' | 'SIGHUP' | 'SIGINT';

const endSignals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

/** Listens for everything that can end the process, or continues it, behind the console's back. Returns how to stop listening. */
export function guardProcess(
  target: ProcessLike,
  on: {
    readonly crash: (error: unknown) => void;
    readonly end: (signal: EndSignal) => void;
    readonly resume: () => void;
  },
): () => void {
  const listeners: readonly (readonly [string, (value: unknown) => void])[] = [
    ['uncaughtException', on.crash],
    ['unhandledRejection', on.crash],
    ...endSignals.map(signal => [signal, () => on.end(signal)] as const),
    ['SIGCONT', on.resume],
  ];
  for (const [event, listener] of listeners) target.on(event, listener);
  const release = () => {
    for (const [event, listener] of listeners) target.off(event, listener);
  };
  // Not before the signal was told to all: signal-exit, which Ink uses, ends the process where it finds itself alone.
  return () => setImmediate(release);
}
