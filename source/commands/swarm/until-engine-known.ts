import type {ClusterStore} from '../../store/cluster-store.ts';

/** Longer than the time that an engine without a leader takes to answer. */
const defaultLimitMs = 25_000;

/**
 * Waits until the connected engine has told what it is, in a swarm or not. Resolves to what is in the way. `isPatient`:
 * goes on where a first attempt was in vain.
 */
export function untilEngineKnown(
  store: ClusterStore,
  limitMs: number | null,
  isPatient = false,
): Promise<{readonly message: string; readonly hint: string} | null> {
  return new Promise(resolve => {
    const trouble = () =>
      store.connection.trouble ?? {message: 'the engine did not answer in time', hint: ''};
    const end = (problem: ReturnType<typeof trouble> | null) => {
      stop();
      clearTimeout(timer);
      resolve(problem);
    };
    const look = () => {
      if (store.freshness('engine').kind === 'live' && store.engineInfo !== null) end(null);
      else if (!isPatient && store.connection.phase === 'waiting') end(trouble());
    };
    const stop = store.onChange(look);
    const timer = setTimeout(() => end(trouble()), limitMs ?? defaultLimitMs);
    look();
  });
}
