import type {ProbeOutcome} from '../observation.ts';
import type {HealthState} from '../state.ts';

/** What is believed of one probe at one address. */
export interface ProbeState {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly probe: string;
  readonly target: string;
  readonly state: HealthState;
  readonly sinceMs: number | null;
  /** What the latest try said. */
  readonly said: string;
  readonly tookMs: number;
  /** Tries in a row that speak against the state. */
  readonly against: number;
  readonly triedMs: number;
}

/** A try, and how many in a row it takes to change one's mind. */
export interface ProbeTry {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly probe: string;
  readonly target: string;
  readonly atMs: number;
  readonly threshold: number;
  readonly outcome: ProbeOutcome;
}

/**
 * What a try makes of the state. The first that passes is believed; otherwise it takes as many tries in a row as the probe
 * says, so that one lost packet does not ring a bell and one lucky answer does not end an outage.
 */
export function afterTry(before: ProbeState | null, tried: ProbeTry): ProbeState {
  const {outcome, atMs, threshold, serviceId, serviceName, probe, target} = tried;
  const now: HealthState = outcome.kind === 'passed' ? 'healthy' : 'failing';
  const held = before?.state ?? 'converging';
  const against = now === held ? 0 : (before?.against ?? 0) + 1;
  const isFirstPass = held === 'converging' && now === 'healthy';
  const turns = now !== held && (isFirstPass || against >= threshold);
  return {
    ...{serviceId, serviceName, probe, target},
    state: turns ? now : held,
    sinceMs: turns || before === null ? atMs : before.sinceMs,
    said: outcome.said,
    tookMs: outcome.tookMs,
    against: turns ? 0 : against,
    triedMs: atMs,
  };
}
