import type {Sealed} from './spec/sealed.ts';

/** What an operator wants of the swarm itself, or of the connected engine's place in one. */
export type SwarmIntent =
  /** Makes a join token anew: what knows the old one cannot join any more. `swarm`: its id. */
  | {readonly kind: 'rotate-token'; readonly swarm: string; readonly role: 'worker' | 'manager'}
  /** Managers that restart ask for the unlock key, or not. */
  | {readonly kind: 'set-autolock'; readonly swarm: string; readonly on: boolean}
  | {readonly kind: 'rotate-unlock-key'; readonly swarm: string}
  /** A new certificate authority, and a new certificate for every node. */
  | {readonly kind: 'rotate-ca'; readonly swarm: string}
  /** `engine`: its name. An empty address: the engine chooses. */
  | {readonly kind: 'init-swarm'; readonly engine: string; readonly advertiseAddress: string}
  | {
      readonly kind: 'join-swarm';
      readonly engine: string;
      /** Raft addresses, `ip:2377`. */
      readonly managers: readonly string[];
      readonly token: Sealed;
      readonly advertiseAddress: string;
    }
  | {readonly kind: 'leave-swarm'; readonly engine: string; readonly force: boolean}
  | {readonly kind: 'unlock-swarm'; readonly engine: string; readonly key: Sealed}
  /** Makes a swarm of one manager from what is left of one without a quorum. The very last resort. */
  | {
      readonly kind: 'force-new-cluster';
      readonly engine: string;
      readonly advertiseAddress: string;
      /** Where a copy of the Raft state is; null: there is none. */
      readonly backup: string | null;
    };
