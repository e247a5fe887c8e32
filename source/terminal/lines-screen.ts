import type {Link} from './link/link.ts';
import type {Screen} from './screen.ts';

/**
 * The screen for a screen reader: nothing is drawn and nothing is ever drawn over. What there is to say is sent as
 * lines, one after the other, which the terminal keeps and the reader reads in order.
 */
export function createLinesScreen(link: Link): Screen {
  const {promise: ended, resolve} = Promise.withResolvers<unknown>();
  return {
    renderer: 'reader',
    counts: {paints: 0, frames: 0, units: 0},
    show: () => {},
    expectCommit: () => {},
    async flush() {
      const {promise, resolve: taken} = Promise.withResolvers<void>();
      if (!link.isBusy) return;
      const release = link.onDrain(taken);
      await promise;
      release();
    },
    resized: () => {},
    suspend: run => run(),
    close: () => resolve(undefined),
    ended,
  };
}
