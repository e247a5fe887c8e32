import type {Outlet} from '../../api/answer.ts';

/** Loses what is written for as long as that is so. */
export const lossyOutlet = (outlet: Outlet, isLosing: () => boolean): Outlet => ({
  write: bytes => isLosing() || outlet.write(bytes),
  drained: () => outlet.drained(),
  end: () => outlet.end(),
});
