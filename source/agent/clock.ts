import {setTimeout as sleep} from 'node:timers/promises';

/** Time as the agent sees it, so that tests can turn it by hand. */
export interface AgentClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment; never jumps. */
  elapsed(): number;
  /** Resolves after so long, or at once when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const machineClock: AgentClock = {
  now: Date.now,
  elapsed: () => performance.now(),
  pause: (ms, signal) => sleep(ms, undefined, {signal}).catch(() => undefined),
};
