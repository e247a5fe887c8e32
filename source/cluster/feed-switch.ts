import type {Endpoint} from '../engine/endpoint.ts';
import {EngineError} from '../engine/errors.ts';
import type {Feeds} from '../feeds/keep-connected.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/** The feeds in use. Others take their place only when nothing of them runs any more. */
export interface FeedSwitch {
  readonly feeds: Feeds;
  /** The context that was wanted last, also while the one before is still being left. */
  readonly context: string;
  /**
   * Resolves when the new engine is connected. Rejects when the first attempt fails, though it goes on being tried, and
   * with `aborted` when something else was wanted meanwhile.
   */
  switchTo(endpoints: readonly Endpoint[]): Promise<void>;
  close(): Promise<void>;
}

export const createFeedSwitch = (parts: {
  readonly store: ClusterStore;
  readonly first: readonly Endpoint[];
  readonly start: (endpoints: readonly Endpoint[]) => Feeds;
  /** Forgets everything that the feeds before have told. */
  readonly clear: () => void;
}): FeedSwitch => {
  const {store} = parts;
  let feeds = parts.start(parts.first);
  /** Only the last wish counts. */
  let wish = 0;
  let context = parts.first[0]?.context ?? '';

  const connected = (mine: number) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        const {phase, trouble, host} = store.connection;
        if (mine !== wish) done(() => reject(overtaken(host)));
        else if (phase === 'connected') done(resolve);
        else if (phase === 'waiting')
          done(() => reject(failed(host, trouble?.message ?? 'no engine answers', trouble?.hint ?? '')));
      };
      const stop = store.onChange(({other}) => {
        if (other.has('connection')) look();
      });
      const done = (settle: () => void) => {
        stop();
        settle();
      };
      look();
    });

  return {
    get feeds() {
      return feeds;
    },
    get context() {
      return context;
    },
    async switchTo(endpoints) {
      wish += 1;
      const mine = wish;
      context = endpoints[0]?.context ?? context;
      await feeds.close();
      if (mine !== wish) throw overtaken(endpoints[0]?.host ?? '');
      parts.clear();
      feeds = parts.start(endpoints);
      await connected(mine);
    },
    close() {
      wish += 1;
      return feeds.close();
    },
  };
};

const overtaken = (target: string): EngineError =>
  new EngineError('aborted', 'Another engine was chosen meanwhile.', {
    operation: 'connect',
    target,
    hint: 'Choose this one again when it is still wanted.',
  });

const failed = (target: string, message: string, hint: string): EngineError =>
  new EngineError('unreachable', message, {operation: 'connect', target, hint});
