import type {Outlet} from '../../api/answer.ts';

/** Lets so many bytes through; what happens then is told once, and the rest is lost. */
export const cutOutlet = (outlet: Outlet, afterBytes: number, atCut: () => void): Outlet => {
  let left = afterBytes;
  let isCut = false;
  return {
    write(bytes) {
      if (isCut) return true;
      const buffer = Buffer.from(bytes);
      if (buffer.length < left) {
        left -= buffer.length;
        return outlet.write(bytes);
      }
      isCut = true;
      if (left > 0) outlet.write(buffer.subarray(0, left));
      atCut();
      return true;
    },
    drained: () => outlet.drained(),
    // An answer shorter than that is cut all the same: its end is what gets lost.
    end() {
      if (isCut) return;
      isCut = true;
      atCut();
    },
  };
};
