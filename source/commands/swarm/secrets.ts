import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import type {CommandPorts, Invocation} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {safeJson} from '../output/json.ts';
import {plainLine} from '../output/paint.ts';

/** What stands in the place of a token. */
const hiddenToken = 'SWMTKN-…';

/** Prints how machines join; the tokens themselves only where they were asked for. */
export async function tellTokens(
  {options: {format, act}}: Invocation,
  {cluster, runner}: ActionCluster,
  {out}: CommandPorts,
): Promise<ExitCode> {
  const tokens = await runner.secrets.joinTokens();
  const {engineInfo} = cluster.store;
  const self = cluster.store.table('nodes').get(engineInfo?.nodeId ?? '');
  const address = self?.manager?.address ?? `${engineInfo?.nodeAddress ?? ''}:2377`;
  const {show} = act.swarm;
  if (format === 'json') {
    const shown = show ? tokens : {worker: null, manager: null};
    out(`${safeJson({manager: address, tokens: shown}, 2)}\n`);
    return 0;
  }
  const line = (role: 'worker' | 'manager') => {
    const token = show ? tokens[role] : hiddenToken;
    return `as a ${role}:\n  docker swarm join --token ${plainLine(token)} ${plainLine(address)}\n`;
  };
  out(`${line('worker')}${line('manager')}`);
  if (!show) out('The tokens are hidden; --show prints them.\n');
  return 0;
}

/** Prints whether managers are locked; the key itself only where it was asked for. */
export async function tellKey(
  {options: {format, act}}: Invocation,
  {runner}: ActionCluster,
  {out}: CommandPorts,
): Promise<ExitCode> {
  const key = await runner.secrets.unlockKey();
  const {show} = act.swarm;
  if (format === 'json') out(`${safeJson({autolock: key !== '', key: show ? key : null}, 2)}\n`);
  else if (key === '') out('Autolock is off: there is no unlock key.\n');
  else if (show) out(`${plainLine(key)}\n`);
  else out('Autolock is on. The unlock key is hidden; --show prints it.\n');
  return 0;
}
