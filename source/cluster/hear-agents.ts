import {isAgentService} from '../domain/agent-service.ts';
import type {Freshness} from '../domain/freshness.ts';
import {pressureOf} from '../domain/judgement/node-pressure.ts';
import type {AgentReport} from '../domain/metrics/agent-report.ts';
import type {Engine} from '../engine/engine.ts';
import {listenOnce} from '../feeds/agents/listen-once.ts';
import {createVoices} from '../feeds/agents/voices.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/** An agent speaks every 2 s unless it was told otherwise. */
const patienceMs = 3_000;
/** What has not been heard by now is silent. */
const longAgoMs = 60_000;

/** Listens to the agents once. What they tell of containers goes into the store, and how far they can be believed. */
export const hearAgents = async (
  engine: Engine,
  store: ClusterStore,
  limitMs = patienceMs,
): Promise<readonly AgentReport[]> => {
  const startedMs = Date.now();
  const reports = await listenOnce({engine, store, nowMs: Date.now}, limitMs);
  const nowMs = Date.now();
  const voices = createVoices(startedMs);
  for (const report of reports) if (report.node !== null) voices.heard(report, nowMs);
  const nodes = [...store.table('nodes').values()];
  voices.freshness(nodes, nowMs - longAgoMs);
  const isDeployed = [...store.table('services').values()].some(isAgentService);
  const freshness: Freshness = isDeployed
    ? voices.freshness(nodes, nowMs)
    : {kind: 'unavailable', reason: 'no agent is deployed: medianest agent deploy'};
  store.applyChanges(
    [
      {
        kind: 'pressure',
        nodes: reports.flatMap(({nodeId, node}) =>
          node === null ? [] : [{id: nodeId, pressure: pressureOf(node)}],
        ),
      },
      {kind: 'facts', facts: reports.flatMap(({facts}) => facts)},
      {kind: 'freshness', sources: ['agents'], freshness},
    ],
    nowMs,
  );
  return reports;
};
