import type {RotateSwarm} from '../../../engine/swarm-writes.ts';
import type {Sealed} from '../../spec/sealed.ts';
import type {SpecChange} from '../../spec/spec-change.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  /** Of the swarm's spec, or of what the engine says of itself. */
  readonly changes: readonly SpecChange[];
}

/** One call that changes the swarm itself, or the connected engine's place in one. */
export type SwarmStep =
  | (Named & {readonly kind: 'update-swarm'; readonly rotate?: RotateSwarm})
  | (Named & {
      readonly kind: 'init-swarm';
      readonly advertiseAddress: string;
      readonly forceNewCluster: boolean;
    })
  | (Named & {
      readonly kind: 'join-swarm';
      readonly managers: readonly string[];
      readonly token: Sealed;
      readonly advertiseAddress: string;
    })
  | (Named & {readonly kind: 'leave-swarm'; readonly force: boolean})
  | (Named & {readonly kind: 'unlock-swarm'; readonly key: Sealed});

/** What each of these steps is about. */
export const swarmStepObjects = {
  'update-swarm': 'swarm',
  'init-swarm': 'engine',
  'join-swarm': 'engine',
  'leave-swarm': 'engine',
  'unlock-swarm': 'engine',
} as const satisfies Readonly<Record<SwarmStep['kind'], 'swarm' | 'engine'>>;
