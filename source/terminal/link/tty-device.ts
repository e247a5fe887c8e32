import {closeSync, constants, fstatSync, openSync, writeSync} from 'node:fs';
import type {Timers} from '../frame-clock.ts';
import type {Device} from './device.ts';

/** There is no event for room in a file that Node knows only by number, so a full terminal is asked again: soon, then later. */
const firstRetryMs = 2;
/** A pty holds 12 KB, so that nothing idles meanwhile on links so slow that this is reached. */
const longestRetryMs = 32;
const sleepMs = 4;

/** What is asked of the system; a test passes its own. */
export interface TtySystem {
  /** Bytes taken, 0 when there is no room. */
  write(descriptor: number, bytes: Uint8Array): number;
  close(descriptor: number): void;
  /** Blocks: only for the end of the process. */
  sleep(durationMs: number): void;
}

const system: TtySystem = {
  write(descriptor, bytes) {
    try {
      return writeSync(descriptor, bytes);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
      throw error;
    }
  },
  close: closeSync,
  sleep(durationMs) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
  },
};

/** The terminal behind an open file, opened a second time for writing without waiting; null where that cannot be. */
export function reopenTty(descriptor: number, platform: NodeJS.Platform): number | null {
  // `O_NONBLOCK` belongs to the open file and not to its number: set on the file that the shell lent us, it would make
  // the shell and every child fail with EAGAIN, also after a crash. A file of our own has nothing to be put back.
  const flags = constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK;
  const open = (path: string): number | null => {
    try {
      return openSync(path, flags);
    } catch {
      return null;
    }
  };
  if (platform === 'win32') return null;
  // Elsewhere `/dev/fd` only gives the same open file once more.
  const own = platform === 'linux' ? open(`/proc/self/fd/${descriptor}`) : null;
  // After `su` the terminal's file is another user's, but the controlling terminal may always be opened by this name.
  return own ?? (isControlling(descriptor) ? open('/dev/tty') : null);
}

/** Output that is the same terminal as the input is the controlling one, but for odd redirections. */
function isControlling(descriptor: number): boolean {
  try {
    return fstatSync(0).rdev === fstatSync(descriptor).rdev;
  } catch {
    return false;
  }
}

/** A terminal that was opened so that a write never waits. */
export function ttyDevice(descriptor: number, timers: Timers, tty: TtySystem = system): Device {
  let isFull = false;
  let retryMs = firstRetryMs;

  const write = (bytes: Uint8Array): number => {
    const taken = tty.write(descriptor, bytes);
    if (taken > 0) retryMs = firstRetryMs;
    isFull = taken < bytes.length;
    return taken;
  };

  return {
    get isFull() {
      return isFull;
    },
    write,
    whenReady(run) {
      const delayMs = retryMs;
      retryMs = Math.min(longestRetryMs, retryMs * 2);
      return timers.after(delayMs, () => {
        isFull = false;
        run();
      });
    },
    writeNow(bytes, patienceMs) {
      const endMs = timers.now() + patienceMs;
      let rest = bytes;
      for (;;) {
        rest = rest.subarray(write(rest));
        if (rest.length === 0) return true;
        if (timers.now() >= endMs) return false;
        tty.sleep(sleepMs);
      }
    },
    close: () => tty.close(descriptor),
  };
}
