import {hasAgent, isAgentService} from '../../domain/agent-service.ts';
import type {AgentReport} from '../../domain/metrics/agent-report.ts';
import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/errors.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {isOfNow, reportIn} from './agent-lines.ts';

/** Lines of each agent: what still matters is told again with every tenth tick. */
const tail = 15;

/**
 * What the agents say now: listens until each node that has one has spoken, and no longer than `limitMs`. Of figures only
 * the newest of each node, in the order in which they came. Without an agent, or where its log cannot be read, nothing.
 */
export const listenOnce = async (
  from: {
    readonly engine: Pick<Engine, 'readLogs'>;
    readonly store: Pick<ClusterStore, 'table'>;
    readonly nowMs: () => number;
  },
  limitMs: number,
): Promise<readonly AgentReport[]> => {
  const {engine, store, nowMs} = from;
  const service = [...store.table('services').values()].find(isAgentService);
  if (service === undefined) return [];
  const waiting = new Set<string>([...store.table('nodes').values()].filter(hasAgent).map(({id}) => id));
  const reports: AgentReport[] = [];
  try {
    const subject = {kind: 'service', id: service.id} as const;
    const signal = AbortSignal.timeout(limitMs);
    for await (const lines of engine.readLogs(subject, {tail, follow: true}, signal)) {
      for (const report of lines.map(reportIn).filter(each => each !== null)) {
        reports.push(report);
        if (report.node !== null && isOfNow(report, nowMs())) waiting.delete(report.nodeId);
      }
      if (waiting.size === 0) break;
    }
  } catch (error) {
    // Whoever was silent for so long is not known; the others have been heard.
    if (!(error instanceof EngineError)) throw error;
  }
  return newestFigures(reports, nowMs());
};

/** A tick may need several lines, of which the first tells of the node. What happened is of use however old it is. */
const newestFigures = (reports: readonly AgentReport[], nowMs: number): readonly AgentReport[] => {
  const newest = new Map<string, number>();
  for (const {nodeId, node, sequence} of reports) if (node !== null) newest.set(nodeId, sequence);
  return reports.map(report => {
    const from = newest.get(report.nodeId) ?? Number.POSITIVE_INFINITY;
    const isCurrent = report.sequence >= from && isOfNow(report, nowMs);
    return isCurrent ? report : {...report, node: null, tasks: []};
  });
};
