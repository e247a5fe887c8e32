import type {TierHealth} from '../health.ts';
import type {HealthInput} from '../health-input.ts';
import {type HealthState, stateOf, worstState} from '../state.ts';
import {anItem, type FindingsOf, reasonOf, sinceOf} from './item.ts';

/** A manager answers within some milliseconds; beyond a second every list on the screen is late. */
const slowMs = 1_000;

/** Tier 1: whether the engine answers and the swarm can decide anything. */
export function engineTier(input: HealthInput, findingsOf: FindingsOf): TierHealth {
  return tierOfEngine([engineItem(input, findingsOf), swarmItem(input, findingsOf)], input);
}

function engineItem(input: HealthInput, findingsOf: FindingsOf) {
  const {latency, freshness, trouble, engineName} = input;
  const findings = findingsOf('engine', 'engine');
  const states: HealthState[] = findings.map(({level}) => stateOf(level));
  const reasons = findings.map(reasonOf);
  if (trouble !== null) {
    states.push(freshness.kind === 'live' ? 'degraded' : 'unknown');
    if (!reasons.some(reason => reason.includes(trouble))) reasons.push(trouble);
  } else if (freshness.kind !== 'live') {
    states.push(freshness.kind === 'loading' ? 'converging' : 'unknown');
    reasons.push('reason' in freshness ? freshness.reason : 'the first lists have not come yet');
  }
  if (latency !== null && latency.medianMs >= slowMs) {
    states.push('degraded');
    reasons.push(`it takes ${inSeconds(latency.medianMs)} to answer (median of ${latency.calls} calls)`);
  }
  const state = worstState(states);
  const name = engineName ?? 'engine';
  const sinceMs = sinceOf(findings, state) ?? ('sinceMs' in freshness ? freshness.sinceMs : null);
  return anItem('engine', {kind: 'engine', id: 'engine', name}, {state, reasons, sinceMs});
}

function swarmItem({quorum, freshness}: HealthInput, findingsOf: FindingsOf) {
  const findings = findingsOf('swarm', 'swarm');
  const known = findings.map(({level}) => stateOf(level));
  const isTold = quorum !== null && freshness.kind !== 'lost' && freshness.kind !== 'unavailable';
  const state = worstState(
    isTold ? known : [...known, freshness.kind === 'loading' ? 'converging' : 'unknown'],
  );
  const reasons = [...findings.map(reasonOf), ...(isTold ? [] : ['the managers are not known'])];
  return anItem(
    'engine',
    {kind: 'swarm', id: 'swarm', name: 'swarm'},
    {state, reasons, sinceMs: sinceOf(findings, state)},
  );
}

function tierOfEngine(items: readonly ReturnType<typeof anItem>[], input: HealthInput): TierHealth {
  const {quorum, latency} = input;
  const note = [
    ...(latency === null ? [] : [`API ${Math.round(latency.medianMs)} ms`]),
    ...(quorum === null
      ? []
      : [
          `managers ${quorum.reachable}/${quorum.managers}`,
          quorum.hasQuorum ? `may lose ${quorum.tolerance}` : 'no quorum',
        ]),
  ].join(', ');
  const state = worstState(items.map(item => item.state));
  const counts = {healthy: 0, converging: 0, degraded: 0, unknown: 0, failing: 0};
  for (const item of items) counts[item.state] += 1;
  return {
    id: 'engine',
    state,
    counts,
    items: items.filter(each => each.state !== 'healthy'),
    note,
    isBlind: false,
  };
}

const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
