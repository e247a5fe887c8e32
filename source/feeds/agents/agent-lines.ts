import {decodeAgentLine} from '../../domain/metrics/agent-line.ts';
import type {AgentReport} from '../../domain/metrics/agent-report.ts';
import type {Sample} from '../../domain/metrics/usage.ts';
import type {LogLine} from '../../domain/model/index.ts';

const text = new TextDecoder();

/** What a line of the agent's log says; null where it is none. An agent speaks of its own node only. */
export const reportIn = (line: LogLine): AgentReport | null => {
  if (line.stream !== 'stdout') return null;
  const report = decodeAgentLine(text.decode(line.text));
  return report === null || (line.origin.nodeId !== '' && line.origin.nodeId !== report.nodeId)
    ? null
    : report;
};

/** Clocks of nodes may differ from ours by this much; what looks older was said before we listened. */
const clocksDifferMs = 30_000;

/** Whether figures are of now, by clocks that may differ. */
export const isOfNow = ({atMs, everyMs}: AgentReport, nowMs: number): boolean =>
  Math.abs(nowMs - atMs) < 3 * everyMs + clocksDifferMs;

/** The figures of a report, dated by our own clock. */
export const samplesOf = ({nodeId, node, tasks, everyMs}: AgentReport, atMs: number): readonly Sample[] => {
  const how = {atMs, source: 'agent' as const, everyMs};
  const samples: Sample[] = tasks.map(({taskId, serviceId, usage}) => ({
    kind: 'task',
    id: taskId,
    serviceId,
    nodeId,
    usage,
    ...how,
  }));
  if (node !== null) samples.push({kind: 'node', id: nodeId, usage: node, ...how});
  return samples;
};
