import type {Snapshot} from '../cluster/cluster.ts';
import type {Source} from '../domain/freshness.ts';
import type {CommandPorts, Invocation} from './command.ts';

/** Takes one look at the cluster, uses it, and closes it whatever happens. */
export async function look<Result>(
  invocation: Invocation,
  ports: CommandPorts,
  sources: readonly Source[],
  use: (snapshot: Snapshot) => Result | Promise<Result>,
  listenMs?: number,
): Promise<Result> {
  const {endpoint, timeoutMs} = invocation.options;
  const snapshot = await ports.takeSnapshot({
    ...endpoint,
    sources,
    ...(listenMs === undefined ? {} : {listenMs}),
    ...(timeoutMs === null ? {} : {timeoutMs}),
  });
  try {
    return await use(snapshot);
  } finally {
    snapshot.close();
  }
}
