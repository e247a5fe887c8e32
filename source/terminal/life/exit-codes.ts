/** `EX_SOFTWARE` of sysexits.h: a bug of ours. */
export const bugExitCode = 70;

/** 128 and the number of the signal, as a shell tells it. */
export const signalExitCodes = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

/** What was thrown, for the log. */
export function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`;
}

/** What a person is told of a bug, once the terminal is theirs again. */
export function bugMessage(error: unknown, logFile: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return `MediaNest ended because of a bug in it: ${message}\nThe trace is in ${logFile}\n`;
}
