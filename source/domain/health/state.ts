import type {Level} from '../verdict.ts';

/**
 * How something is, best first. What is not known may be worse than a degradation, so it comes after it, as for a
 * monitoring system; it is never healthy.
 */
export const healthStates = ['healthy', 'converging', 'degraded', 'unknown', 'failing'] as const;
export type HealthState = (typeof healthStates)[number];

const byLevel: Readonly<Record<Level, HealthState>> = {
  ok: 'healthy',
  progress: 'converging',
  warning: 'degraded',
  unknown: 'unknown',
  critical: 'failing',
};

/** A verdict of the judgement as a state of health. */
export const stateOf = (level: Level): HealthState => byLevel[level];

const rank = (state: HealthState): number => healthStates.indexOf(state);

/** The worse of two states. */
export const worseState = (a: HealthState, b: HealthState): HealthState => (rank(a) >= rank(b) ? a : b);

/** The worst of several states; of none, healthy. */
export const worstState = (states: Iterable<HealthState>): HealthState => {
  let worst: HealthState = 'healthy';
  for (const state of states) worst = worseState(worst, state);
  return worst;
};

/** Worst first. */
export const byState = (a: {readonly state: HealthState}, b: {readonly state: HealthState}): number =>
  rank(b.state) - rank(a.state);
