import type {Console} from '../../test/driver/console.ts';
import {until} from '../../test/until.ts';

/** Until nothing was written for a while: a frame may arrive in pieces. */
export async function settled(console: Console): Promise<void> {
  let before = -1;
  const isQuiet = () => {
    const now = console.bytesWritten();
    const isSame = now === before;
    before = now;
    return isSame;
  };
  await until('the screen is quiet', isQuiet, {timeoutMs: 20_000, everyMs: 150});
}
