import type {Snapshot} from '../../cluster/cluster.ts';
import type {Explanation} from '../../domain/diagnosis/explanation.ts';
import type {HealthOutput} from '../../domain/diagnosis/why-lines.ts';
import type {Task} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {asEngineFailure} from '../failure.ts';

/** More containers than this are not asked one by one. */
const mostContainers = 5;

/** What health checks said, where the connected engine has the container: no engine tells it of another's. */
export async function healthOutput(
  {failing, unhealthy}: Explanation,
  store: ClusterStore,
  snapshot: Pick<Snapshot, 'inspect'>,
): Promise<HealthOutput> {
  const tasks = [
    ...unhealthy,
    ...failing.flatMap(({attempts}) => attempts.slice(0, 1).map(({task}) => task)),
  ];
  const said = await Promise.all(
    tasks
      .filter(task => store.containerOfTask(task.id) !== undefined)
      .slice(0, mostContainers)
      .map(async task => [task.id, await linesOf(task, snapshot)] as const),
  );
  return new Map(said.filter(([, lines]) => lines.length > 0));
}

async function linesOf(
  {containerId}: Task,
  {inspect}: Pick<Snapshot, 'inspect'>,
): Promise<readonly string[]> {
  if (containerId === null) return [];
  try {
    return logOf(await inspect('container', containerId));
  } catch (error) {
    // It may have been removed in between; the explanation stands without it.
    if (asEngineFailure(error) === null) throw error;
    return [];
  }
}

/** The last three different outputs, newest last. */
function logOf(container: unknown): readonly string[] {
  const log = valueAt(container, ['State', 'Health', 'Log']);
  if (!Array.isArray(log)) return [];
  const texts = log.map(entry => {
    const [code, output] = [valueAt(entry, ['ExitCode']), valueAt(entry, ['Output'])];
    const words = typeof output === 'string' ? output.trim().split('\n').slice(-1).join('') : '';
    return `exit ${typeof code === 'number' ? code : '?'}${words === '' ? '' : `: ${words}`}`;
  });
  return [...new Set(texts)].slice(-3);
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? Object.getOwnPropertyDescriptor(at, name)?.value : undefined,
    value,
  );
