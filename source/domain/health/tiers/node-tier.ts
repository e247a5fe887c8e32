import type {NodeSummary} from '../../summaries.ts';
import type {HealthItem, TierHealth} from '../health.ts';
import type {HealthInput} from '../health-input.ts';
import {type HealthState, stateOf, worstState} from '../state.ts';
import {anItem, type FindingsOf, sinceOf, tierOf} from './item.ts';

/** From here on times of tasks and logs of different nodes come in the wrong order. */
const skewedMs = 2_000;
/** Certificates of a swarm are dated back by an hour: beyond that a node is not let in. */
const brokenMs = 3_600_000;

/** Tier 2: nodes by what the managers say, what is measured there, and their clocks. */
export function nodeTier(input: HealthInput, findingsOf: FindingsOf): TierHealth {
  const items = input.nodes.map(row => nodeItem(row, input, findingsOf));
  const wrong = items.filter(({state}) => state !== 'healthy');
  return tierOf('nodes', wrong, {
    healthy: items.length - wrong.length,
    ifNone: input.freshness.kind === 'loading' ? 'converging' : 'unknown',
    note: `${items.length - wrong.length} of ${items.length} healthy`,
  });
}

function nodeItem(
  {node, health}: NodeSummary,
  {skews, freshness}: HealthInput,
  findingsOf: FindingsOf,
): HealthItem {
  const skewMs = node.state === 'down' ? 0 : (skews.get(node.id) ?? 0);
  const skew: HealthState =
    Math.abs(skewMs) >= brokenMs ? 'failing' : Math.abs(skewMs) >= skewedMs ? 'degraded' : 'healthy';
  const isKnown = freshness.kind === 'live' || freshness.kind === 'loading';
  const state = worstState([stateOf(health.level), skew, isKnown ? 'healthy' : 'unknown']);
  const told = [...health.reasons, ...(skew === 'healthy' ? [] : [skewInWords(skewMs)])];
  const reasons = told.length === 0 && !isKnown ? ['what is shown of it is old'] : told;
  return anItem(
    'nodes',
    {kind: 'node', id: node.id, name: node.hostname},
    {state, reasons, sinceMs: sinceOf(findingsOf('node', node.id), state), nodes: [node.id]},
  );
}

const skewInWords = (ms: number): string =>
  `its clock is ${(Math.abs(ms) / 1_000).toFixed(1)} s ${ms > 0 ? 'ahead' : 'behind'}`;
