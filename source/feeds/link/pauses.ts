import {type Clock, pause} from '../clock.ts';
import type {Timings} from '../timings.ts';
import {createBackoff} from './backoff.ts';

/** The pauses between attempts to connect, and between sessions that end at once. */
export interface Pauses {
  /** Waits for the next attempt, longer each time; `told` hears how long and after how many attempts. */
  beforeAttempt(told: (delayMs: number, attempts: number) => void): Promise<void>;
  /** Ends the present wait. */
  hurry(): void;
  /** A session ended after so long because the role of the engine changed: it must not be flooded with questions. */
  afterRoleChange(livedMs: number, told: () => void): Promise<void>;
  /** A session lived for so long: if that was long enough, the next wait is short again. */
  lived(ms: number): void;
}

export const createPauses = (parts: {
  readonly clock: Clock;
  readonly timings: Timings;
  readonly random: () => number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}): Pauses => {
  const {clock, timings} = parts;
  const delays = {firstMs: timings.reconnectFirstMs, capMs: timings.reconnectCapMs, jitter: 0.3};
  const attempts = createBackoff(delays, parts.random);
  const flaps = createBackoff(delays, parts.random);
  let waiting = new AbortController();
  parts.signal.addEventListener('abort', () => waiting.abort(), {once: true});
  return {
    async beforeAttempt(told) {
      if (parts.signal.aborted) return;
      const delayMs = attempts.next();
      told(delayMs, attempts.attempts);
      waiting = new AbortController();
      await pause(clock, delayMs, waiting.signal);
    },
    hurry: () => waiting.abort(),
    async afterRoleChange(livedMs, told) {
      if (livedMs >= timings.membershipMs) return flaps.reset();
      const delayMs = flaps.next();
      if (flaps.attempts === 1) return;
      told();
      await pause(clock, delayMs, parts.signal);
    },
    lived(ms) {
      if (ms >= timings.reconnectCapMs) attempts.reset();
    },
  };
};
