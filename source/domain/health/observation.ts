import type {Sample} from '../metrics/usage.ts';
import type {HealthState} from './state.ts';

/** How one try of a probe went. */
export type ProbeOutcome =
  | {readonly kind: 'passed'; readonly tookMs: number; readonly said: string}
  | {readonly kind: 'failed'; readonly tookMs: number; readonly said: string};

/** What an integration tells of something that we know. */
export type Observation =
  /** One try of a probe at one address. */
  | {
      readonly kind: 'probe';
      readonly serviceId: string;
      /** As its label names it. */
      readonly probe: string;
      /** Where it was tried, with the placeholders filled in. */
      readonly target: string;
      readonly atMs: number;
      readonly outcome: ProbeOutcome;
    }
  | {readonly kind: 'samples'; readonly samples: readonly Sample[]}
  /** How the source itself is. */
  | {
      readonly kind: 'source';
      readonly id: string;
      /** Where it is, for people. */
      readonly name: string;
      readonly state: HealthState;
      readonly reason: string;
      readonly atMs: number;
    };

/** What a source of observations was found to be last. */
export type SourceState = Extract<Observation, {kind: 'source'}>;
