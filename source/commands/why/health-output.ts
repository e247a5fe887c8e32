import type {Snapshot} from '../../cluster/cluster.ts';
import type {Explanation} from '../../domain/diagnosis/explanation.ts';
import {healthLog} from '../../domain/diagnosis/health-log.ts';
import type {HealthOutput} from '../../domain/diagnosis/why-lines.ts';
import type {Task} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {reportedOutput, tasksToAsk} from '../../store/explain.ts';
import {asEngineFailure} from '../failure.ts';

/** More containers than this are not asked one by one. */
const mostContainers = 5;

/** What health checks said: as the connected engine tells of its own containers, and agents of all others. */
export async function healthOutput(
  explanation: Explanation,
  store: ClusterStore,
  snapshot: Pick<Snapshot, 'inspect'>,
): Promise<HealthOutput> {
  const said = await Promise.all(
    tasksToAsk(explanation, store)
      .slice(0, mostContainers)
      .map(async task => [task.id, await linesOf(task, snapshot)] as const),
  );
  return new Map([...reportedOutput(explanation, store), ...said.filter(([, lines]) => lines.length > 0)]);
}

async function linesOf(
  {containerId}: Task,
  {inspect}: Pick<Snapshot, 'inspect'>,
): Promise<readonly string[]> {
  if (containerId === null) return [];
  try {
    return healthLog(await inspect('container', containerId));
  } catch (error) {
    // It may have been removed in between; the explanation stands without it.
    if (asEngineFailure(error) === null) throw error;
    return [];
  }
}
