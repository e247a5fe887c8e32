import type {Clock} from '../clock.ts';

/** Does something again and again, `delayMs()` after it was done last. */
export interface Repeater {
  /** Does it now and starts counting anew. */
  now(): void;
  /** Counts anew with the present delay. */
  rearm(): void;
  stop(): void;
}

export const createRepeater = (
  clock: Clock,
  delayMs: () => number,
  action: () => Promise<unknown> | unknown,
): Repeater => {
  let cancel: (() => void) | null = null;
  let isStopped = false;
  let isBusy = false;

  const arm = () => {
    cancel?.();
    cancel = isStopped ? null : clock.after(delayMs(), fire);
  };
  const fire = async () => {
    cancel?.();
    cancel = null;
    if (isStopped || isBusy) return;
    isBusy = true;
    try {
      await action();
    } finally {
      isBusy = false;
      arm();
    }
  };
  return {
    now() {
      void fire();
    },
    rearm() {
      if (!isBusy) arm();
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
};
