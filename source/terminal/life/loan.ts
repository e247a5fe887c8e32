import type {ProcessLike} from './process-guard.ts';

/** What has to be done with the terminal before something else gets it, and when it comes back. */
export interface LoanParts {
  readonly isClosed: () => boolean;
  readonly give: () => void;
  readonly takeBack: () => void;
  /** Leaves the screen to `run`, then paints everything again. */
  readonly screen: {suspend<Result>(run: () => Promise<Result>): Promise<Result>};
}

/** Who else may have the terminal: one at a time, and it always comes back. */
export interface Loan {
  readonly isGiven: boolean;
  /** Inside another loan, and after the end, `run` is simply run. */
  lend<Result>(run: () => Promise<Result>): Promise<Result>;
}

export function createLoan({isClosed, give, takeBack, screen}: LoanParts): Loan {
  let isGiven = false;
  return {
    get isGiven() {
      return isGiven;
    },
    async lend(run) {
      if (isGiven || isClosed()) return run();
      isGiven = true;
      give();
      try {
        return await screen.suspend(run);
      } finally {
        isGiven = false;
        if (!isClosed()) takeBack();
      }
    },
  };
}

/** What of the terminal a child may spoil beyond its modes. */
export interface ChildGuards {
  readonly process: ProcessLike;
  /** Remembers how the terminal driver is set; returns how to set it so again. */
  readonly saveTty: (() => () => void) | undefined;
  /** Sends to the terminal at once. */
  readonly send: (sequences: string) => void;
}

/**
 * Runs a child on a terminal that was lent to it, and puts right what it left behind. Ctrl-C and Ctrl-\ are sent to all
 * programs of the terminal, but mean the child: without a listener the latter would end us.
 */
export async function withChild<Result>(guards: ChildGuards, run: () => Promise<Result>): Promise<Result> {
  const restoreTty = guards.saveTty?.();
  const ignore = () => {};
  guards.process.on('SIGQUIT', ignore);
  try {
    return await run();
  } finally {
    guards.process.off('SIGQUIT', ignore);
    guards.send(childLeftovers);
    restoreTty?.();
  }
}

/**
 * Undoes what a program that died may have left on: the other screen (by `1047`, which moves no cursor where it is not
 * shown), margins, mouse, focus and paste reports, keys of applications, insert and origin mode, line drawing
 * characters, colours, a hidden cursor, no wrapping. The cursor keeps its place. Keyboard flags stay: popping more than
 * the child pushed would take the shell's own.
 */
export const childLeftovers =
  '\x18\x1b[?2026l\x1b[?1047l\x1b7\x1b[?6l\x1b[r\x1b8' +
  '\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l' +
  '\x1b[?1l\x1b>\x1b[4l\x1b(B\x0f\x1b[m\x1b[?7h\x1b[?25h';
