import type {EngineErrorKind} from './errors.ts';

/** Trouble of the swarm that an engine tells in words, both in its answers and in `/info`. */
export type SwarmFault = Extract<
  EngineErrorKind,
  'no-quorum' | 'locked' | 'certificate-expired' | 'no-swarm' | 'not-a-manager' | 'unreachable'
>;

const faults: readonly (readonly [RegExp, SwarmFault])[] = [
  [/does not have a leader/i, 'no-quorum'],
  // The leader was not reached within the 20 s that a manager waits.
  [/DeadlineExceeded|context deadline exceeded/i, 'no-quorum'],
  [/stream terminated by RST_STREAM/i, 'no-quorum'],
  [/needs to be unlocked|swarm is encrypted/i, 'locked'],
  [/certificates? ha(?:s|ve) expired|x509: certificate has expired/i, 'certificate-expired'],
  [/Worker nodes can't be used|is not a manager of/i, 'not-a-manager'],
  [/docker swarm init|not part of a swarm/i, 'no-swarm'],
  [/Manager is being prepared|control\.sock|closing transport due to/i, 'unreachable'],
];

/** What the engine's words mean; null when they tell of no trouble of the swarm. `unreachable`: the manager is starting. */
export const swarmFault = (words: string): SwarmFault | null =>
  faults.find(([pattern]) => pattern.test(words))?.[1] ?? null;
