import type {Outlet} from '../../api/answer.ts';

/** Pieces are so many milliseconds apart. */
const beatMs = 50;

/** Sends no more than so many bytes a second, on the clock that `after` is of. */
export const slowOutlet = (
  outlet: Outlet,
  bytesPerSecond: number,
  after: (delayMs: number, run: () => void) => () => void,
  signal: AbortSignal,
): Outlet => {
  const pieceBytes = Math.max(1, Math.floor((bytesPerSecond * beatMs) / 1000));
  const waiting: Buffer[] = [];
  const whenEmpty: (() => void)[] = [];
  let isRunning = false;
  let mustEnd = false;

  const finish = () => {
    isRunning = false;
    for (const resolve of whenEmpty.splice(0)) resolve();
    if (mustEnd) outlet.end();
  };
  const beat = () => {
    const [first] = waiting;
    if (first === undefined || signal.aborted) {
      waiting.length = 0;
      return finish();
    }
    outlet.write(first.subarray(0, pieceBytes));
    if (first.length > pieceBytes) waiting[0] = first.subarray(pieceBytes);
    else waiting.shift();
    after(beatMs, beat);
  };
  return {
    write(bytes) {
      waiting.push(Buffer.from(bytes));
      if (!isRunning) {
        isRunning = true;
        after(beatMs, beat);
      }
      return false;
    },
    drained: () =>
      new Promise(resolve => {
        if (isRunning) whenEmpty.push(resolve);
        else resolve();
      }),
    end() {
      mustEnd = true;
      if (!isRunning) finish();
    },
  };
};
