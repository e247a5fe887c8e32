import {constants, openSync, writeSync} from 'node:fs';

/**
 * Standard output, never waited for. While an engine is down nobody reads what its containers print, and an ordinary
 * write would hold the whole process then, deaf to SIGTERM. So it is opened once more: only this opening of it does not
 * wait. Where that is impossible, as on a socket, it is written as it is.
 */
export const openOutput = (): ((bytes: Uint8Array) => number) => {
  const file = reopened() ?? 1;
  return bytes => {
    try {
      return writeSync(file, bytes);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
      throw error;
    }
  };
};

const reopened = (): number | null => {
  try {
    return openSync('/proc/self/fd/1', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND);
  } catch {
    return null;
  }
};
