import type {FaultName} from '../../source/simulator/faults/fault-names.ts';
import type {FaultOptions} from '../../source/simulator/faults/fault-options.ts';

/** A fault as tests play it, on a swarm of three managers and two workers of which one manager is connected to. */
export interface FaultCase {
  readonly options?: FaultOptions;
  /** What the console says of it; null where it can go on as if nothing were. */
  readonly told: RegExp | null;
  /** Whether the swarm takes changes while it lasts. */
  readonly isSwarmUp: boolean;
  /** How commands that only read may end. */
  readonly exitCodes: readonly number[];
}

export const connectedTo = 'manager-2';

const broken = {told: /closed the connection\./, isSwarmUp: true, exitCodes: [3]} as const;
const headless = {
  told: /The swarm has lost its quorum: no leader answers/,
  isSwarmUp: false,
  exitCodes: [3],
} as const;
const harmless = {told: null, isSwarmUp: true, exitCodes: [0]} as const;

/** Every fault has its case: a new one without does not compile. Times are on a clock four times as fast. */
export const faultCases: Readonly<Record<FaultName, FaultCase>> = {
  drop: broken,
  truncate: {...broken, options: {afterBytes: 60}},
  'half-closed': {...broken, options: {afterBytes: 60}},
  stall: {...broken, told: /did not answer in time/, options: {afterBytes: 60}},
  'engine-restart': {
    ...broken,
    told: /There is no engine at .*: no such socket/,
    options: {forMs: 40_000, node: connectedTo},
  },
  delay: {told: /▲ stale since/, isSwarmUp: true, exitCodes: [0, 3], options: {delayMs: 16_000}},
  garble: {told: /does not speak as a Docker engine does/, isSwarmUp: true, exitCodes: [3]},
  'wrong-types': {
    told: /does not speak as a Docker engine does/,
    isSwarmUp: true,
    exitCodes: [3],
    options: {share: 0.3},
  },
  'error-500': {told: /something went wrong/, isSwarmUp: true, exitCodes: [3]},
  'slow-lists': {told: /▲ stale since/, isSwarmUp: true, exitCodes: [0], options: {bytesPerSecond: 100}},
  conflict: harmless,
  'event-gap': harmless,
  'clock-skew': {...harmless, options: {skewMs: 3_600_000}},
  'node-dead': {...harmless, told: /nodes 4\/5/, options: {node: 'worker-2'}},
  'leader-lost': {...harmless, told: /managers ✖ 2\/3/, exitCodes: [0, 3]},
  'quorum-lost': {...headless, options: {nodes: ['manager-1', 'manager-3']}},
  partition: {...headless, options: {nodes: [connectedTo]}},
};
