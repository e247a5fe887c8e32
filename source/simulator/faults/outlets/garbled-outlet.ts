import type {Outlet} from '../../api/answer.ts';
import type {Random} from '../../random.ts';

/** Replaces this share of all bytes by random ones. */
export const garbledOutlet = (outlet: Outlet, share: number, random: Random): Outlet => ({
  write(bytes) {
    const spoilt = Buffer.from(bytes);
    for (let at = 0; at < spoilt.length; at++) {
      if (random.next() < share) spoilt[at] = random.below(256);
    }
    return outlet.write(spoilt);
  },
  drained: () => outlet.drained(),
  end: () => outlet.end(),
});
