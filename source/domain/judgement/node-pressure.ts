import type {NodeUsage} from '../metrics/usage.ts';
import type {NodePressure} from './rules/node-rules.ts';

/** Below this nothing is judged by it, and no figure needs to travel on. */
const worthJudging = 80;

/** How full a node is by what was measured; null while that is nothing to speak of. */
export function pressureOf(usage: NodeUsage | null): NodePressure | null {
  if (usage === null) return null;
  const memoryPercent = percentOf(usage.memoryBytes, usage.memoryLimitBytes);
  const diskPercent = percentOf(usage.diskBytes, usage.diskLimitBytes);
  return memoryPercent === null && diskPercent === null ? null : {memoryPercent, diskPercent};
}

function percentOf(used: number | null, limit: number | null): number | null {
  if (used === null || limit === null || limit <= 0) return null;
  const percent = Math.floor((used / limit) * 100);
  return percent < worthJudging ? null : percent;
}
