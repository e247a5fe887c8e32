import type {Source} from '../../domain/freshness.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

/** What plans are made from. */
const planSources: readonly Source[] = [
  'engine',
  'nodes',
  'services',
  'tasks',
  'networks',
  'secrets',
  'configs',
];

/** Long enough for a swarm to find a new leader. */
const defaultLimitMs = 25_000;

/** Waits until all of it is fresh. Resolves to what is in the way; null when nothing is. */
export function untilKnown(
  store: ClusterStore,
  limitMs: number | null,
  also: readonly Source[] = [],
): Promise<{readonly message: string; readonly hint: string} | null> {
  return new Promise(resolve => {
    const end = (problem: {readonly message: string; readonly hint: string} | null) => {
      stop();
      clearTimeout(timer);
      resolve(problem);
    };
    const trouble = () => store.connection.trouble;
    const look = () => {
      if ([...planSources, ...also].every(source => store.freshness(source).kind === 'live'))
        return end(null);
      const {phase, membership} = store.connection;
      const isUseless = phase === 'connected' && membership !== null && membership.kind !== 'manager';
      // What is tried again might take for ever; what no waiting mends is told at once.
      if (phase === 'waiting' || isUseless) end(trouble() ?? {message: 'no manager answers', hint: ''});
    };
    const stop = store.onChange(look);
    const timer = setTimeout(
      () => end(trouble() ?? {message: 'the swarm did not answer in time', hint: ''}),
      limitMs ?? defaultLimitMs,
    );
    look();
  });
}
