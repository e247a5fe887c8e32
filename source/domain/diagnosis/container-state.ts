/** What an engine says, in an inspection, of how a container lives or ended. */
export interface ContainerState {
  readonly isRunning: boolean;
  readonly exitCode: number | null;
  /** The kernel killed it for its memory limit. */
  readonly oomKilled: boolean;
  readonly finishedMs: number | null;
  /** What its health check said last; null when none has run. */
  readonly lastCheck: {
    readonly atMs: number | null;
    readonly exitCode: number | null;
    readonly output: string;
  } | null;
}

/** Reads the engine's own JSON of a container. */
export const containerState = (inspected: unknown): ContainerState => {
  const state = valueAt(inspected, 'State');
  const checks = valueAt(valueAt(state, 'Health'), 'Log');
  const last: unknown = Array.isArray(checks) ? checks.at(-1) : undefined;
  const output = valueAt(last, 'Output');
  return {
    isRunning: valueAt(state, 'Running') === true,
    exitCode: numberIn(valueAt(state, 'ExitCode')),
    oomKilled: valueAt(state, 'OOMKilled') === true,
    finishedMs: timeIn(valueAt(state, 'FinishedAt')),
    lastCheck:
      last === undefined
        ? null
        : {
            atMs: timeIn(valueAt(last, 'End')),
            exitCode: numberIn(valueAt(last, 'ExitCode')),
            output: typeof output === 'string' ? output : '',
          },
  };
};

const valueAt = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

const numberIn = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

/** Go writes the year 1 for no time. */
const timeIn = (value: unknown): number | null => {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return ms > 0 ? ms : null;
};
