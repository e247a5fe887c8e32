import type {Cluster} from './cluster.ts';

/** Longer than a leader that lost the others believes in itself, and one call that hangs after that. */
const limitMs = 60_000;
const askMs = 1_000;

/** Waits until the connected manager itself says that it has no leader; false when it does not come to say so. */
export function untilLeaderless({store, refresh}: Pick<Cluster, 'store' | 'refresh'>): Promise<boolean> {
  return new Promise(resolve => {
    const end = (isLeaderless: boolean) => {
      stop();
      clearInterval(asking);
      clearTimeout(timer);
      resolve(isLeaderless);
    };
    const look = () => {
      if (store.engineInfo?.membership.kind === 'no-quorum') end(true);
    };
    const stop = store.onChange(look);
    const asking = setInterval(refresh, askMs);
    const timer = setTimeout(() => end(false), limitMs);
    look();
  });
}
