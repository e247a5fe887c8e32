import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import {settingsInContext} from '../../config/context-settings.ts';
import {whyLocked} from '../../config/why-locked.ts';
import {untilKnown} from '../act/until-known.ts';
import type {CommandPorts, Invocation} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {plainLine} from '../output/paint.ts';

type Use = (opened: ActionCluster) => Promise<ExitCode>;

/** Opens the cluster of a command line for changes, and closes it afterwards. */
export async function withCluster({options}: Invocation, ports: CommandPorts, use: Use): Promise<ExitCode> {
  const reading = ports.readSettings();
  const opened = await ports.openForActions({
    ...options.endpoint,
    timings: reading.settings.poll,
    standInsOf: context => settingsInContext(reading.settings, context).standIns,
    locked: context => whyLocked(context, options.act.readOnly, reading),
  });
  try {
    return await use(opened);
  } finally {
    opened.cluster.close();
  }
}

/** The same, once all of the swarm is known; where it cannot be, that is told. */
export const withKnownCluster = (invocation: Invocation, ports: CommandPorts, use: Use): Promise<ExitCode> =>
  withCluster(invocation, ports, async opened => {
    const problem = await untilKnown(opened.cluster.store, invocation.options.timeoutMs);
    if (problem === null) return use(opened);
    tellProblem(invocation.command, problem, ports);
    return 3;
  });

export function tellProblem(
  command: string,
  {message, hint}: {readonly message: string; readonly hint: string},
  {err}: Pick<CommandPorts, 'err'>,
): void {
  err(`medianest ${command}: ${plainLine(message)}\n${hint === '' ? '' : `${plainLine(hint)}\n`}`);
}
