import type {Outlet} from '../answer.ts';

/** A client that takes nothing is cut off after so many bytes: memory is worth more than its stream. */
const longestBacklog = 8 * 1024 * 1024;

/** Sends what comes without waiting, until too much is unsent; `giveUp` is then called, once. */
export const boundedOutlet = (outlet: Outlet, giveUp: () => void): ((bytes: string | Buffer) => void) => {
  let backlog = 0;
  let isWaiting = false;
  let hasGivenUp = false;
  return bytes => {
    if (hasGivenUp) return;
    const hasRoom = outlet.write(bytes);
    if (hasRoom) return;
    backlog += bytes.length;
    if (backlog > longestBacklog) {
      hasGivenUp = true;
      giveUp();
      return;
    }
    if (isWaiting) return;
    isWaiting = true;
    void outlet.drained().then(() => {
      isWaiting = false;
      backlog = 0;
    });
  };
};
