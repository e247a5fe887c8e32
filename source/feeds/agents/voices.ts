import {hasAgent} from '../../domain/agent-service.ts';
import type {Freshness} from '../../domain/freshness.ts';
import type {AgentReport} from '../../domain/metrics/agent-report.ts';
import type {Node} from '../../domain/model/index.ts';

/** Whose agents speak, and who has fallen silent. */
export interface Voices {
  heard(report: AgentReport, nowMs: number): void;
  /** How far what agents tell can be believed, given the nodes that there are. */
  freshness(nodes: Iterable<Node>, nowMs: number): Freshness;
  /** When any agent spoke last; null: none has. */
  readonly lastMs: number | null;
}

interface Voice {
  readonly atMs: number;
  readonly everyMs: number;
  readonly trouble: string | null;
}

/** A line may be late by as much as the relaying manager is busy. */
const silentIntervals = 3;
const graceMs = 1_500;
/** An agent that was just started, or a log that was just opened, gets so long. */
const startMs = 10_000;
/** More names would not fit a line. */
const mostNamed = 3;

export const createVoices = (startedMs: number): Voices => {
  const voices = new Map<string, Voice>();
  /** Since when nodes are expected to have an agent. */
  const expected = new Map<string, number>();
  let lastMs: number | null = null;

  const stateOf = (node: Node, nowMs: number): 'speaks' | 'blind' | 'silent' | 'starting' | 'none' => {
    if (!hasAgent(node)) {
      // When the node is back, its agent is another one.
      voices.delete(node.id);
      expected.delete(node.id);
      return 'none';
    }
    const sinceMs = expected.get(node.id) ?? nowMs;
    expected.set(node.id, sinceMs);
    const voice = voices.get(node.id);
    if (voice === undefined) return nowMs - sinceMs < startMs ? 'starting' : 'silent';
    if (nowMs - voice.atMs > silentIntervals * voice.everyMs + graceMs) return 'silent';
    return voice.trouble === null ? 'speaks' : 'blind';
  };
  const silentSince = (nodes: readonly Node[], nowMs: number): number =>
    Math.min(nowMs, ...nodes.map(({id}) => voices.get(id)?.atMs ?? expected.get(id) ?? nowMs));

  return {
    heard({nodeId, everyMs, trouble}, nowMs) {
      voices.set(nodeId, {atMs: nowMs, everyMs, trouble});
      lastMs = nowMs;
    },
    get lastMs() {
      return lastMs;
    },
    freshness(nodes, nowMs) {
      const groups = Map.groupBy(nodes, node => stateOf(node, nowMs));
      const of = (state: ReturnType<typeof stateOf>) => groups.get(state) ?? [];
      const silent = of('silent');
      const sinceMs = silentSince([...silent, ...of('blind')], nowMs);
      if (of('speaks').length === 0 && silent.length + of('blind').length > 0)
        return {kind: 'lost', sinceMs, reason: 'no agent reports'};
      if (silent.length > 0) return {kind: 'stale', sinceMs, reason: `no report from ${named(silent)}`};
      if (of('blind').length > 0)
        return {
          kind: 'stale',
          sinceMs,
          reason: `its engine does not answer the agent on ${named(of('blind'))}`,
        };
      return of('starting').length > 0 || lastMs === null
        ? {kind: 'loading', sinceMs: startedMs}
        : {kind: 'live', asOfMs: lastMs};
    },
  };
};

const named = (nodes: readonly Node[]): string => {
  const names = nodes.map(({hostname}) => hostname).sort();
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ');
};
