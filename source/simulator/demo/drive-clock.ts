import type {ManualClock} from '../clock.ts';

/** Fine enough for what a person sees; a demo at rest costs next to nothing. */
const tickMs = 20;

/** Lets a clock go with the machine's time from now on; the answer stops it. */
export const driveClock = (clock: ManualClock): (() => void) => {
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    clock.advance(nowMs - lastMs);
    lastMs = nowMs;
  }, tickMs);
  return () => clearInterval(timer);
};
