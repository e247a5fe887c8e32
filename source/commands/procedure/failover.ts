import {callsForFailover} from '../../actions/procedure/calls-for.ts';
import type {ProcedureGoal} from '../../actions/procedure/procedure.ts';
import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {untilKnown} from '../act/until-known.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {safeJson} from '../output/json.ts';
import {plainLine} from '../output/paint.ts';
import {carryOutProcedure} from './carry-out.ts';
import {runQuorum} from './lost-quorum.ts';
import {nodeNamed} from './node-named.ts';
import {tellProblem, withCluster} from './with-cluster.ts';

/** Runs `medianest failover`. */
export const runFailover: RunCommand = (invocation, ports) =>
  withCluster(invocation, ports, async opened => {
    const {store} = opened.cluster;
    const [what = ''] = invocation.operands;
    const problem = await untilKnown(store, invocation.options.timeoutMs);
    const isLost = hasLostQuorum(store);
    if (isLost || what === 'quorum') return runQuorum(what, invocation, opened, ports);
    if (problem !== null) {
      tellProblem('failover', problem, ports);
      return 3;
    }
    return what === '' ? advise(store, invocation, ports) : guide(what, invocation, opened, ports);
  });

const hasLostQuorum = ({connection, quorum}: ClusterStore): boolean =>
  connection.membership?.kind === 'no-quorum' ||
  connection.trouble?.kind === 'no-quorum' ||
  quorum?.hasQuorum === false;

/** Which of the procedures is called for now. */
function advise(store: ClusterStore, {options}: Invocation, {out}: CommandPorts): ExitCode {
  const calls = callsForFailover(store);
  if (options.format === 'json') out(`${safeJson(calls, 2)}\n`);
  else if (calls.length === 0)
    out('Every node is ready and every manager is reachable: nothing is to be failed over.\n');
  else out(calls.map(({reason, command}) => `${plainLine(reason)}\n  ${plainLine(command)}\n`).join(''));
  return 0;
}

async function guide(
  what: string,
  invocation: Invocation,
  opened: ActionCluster,
  ports: CommandPorts,
): Promise<ExitCode> {
  const [, name] = invocation.operands;
  const {store} = opened.cluster;
  const wrong = (message: string, code: ExitCode): ExitCode => {
    ports.err(`medianest failover: ${message}\n`);
    return code;
  };
  const id = name === undefined ? null : nodeNamed(name, store);
  if (id?.kind === 'problem') return wrong(id.message, 1);
  const {by} = invocation.options.act.swarm;
  const substitute = by === null ? null : nodeNamed(by, store);
  if (substitute?.kind === 'problem') return wrong(substitute.message, 1);
  const goal = goalOf(what, id?.id ?? null, substitute?.id ?? null);
  return typeof goal === 'string' ? wrong(goal, 2) : carryOutProcedure(goal, invocation, opened, ports);
}

/** The goal, or what is wrong with the words. */
function goalOf(what: string, node: string | null, by: string | null): ProcedureGoal | string {
  switch (what) {
    case 'leader':
      return {kind: 'hand-over', standby: node};
    case 'manager':
      return {kind: 'replace-manager', dead: node, by};
    case 'node':
      return node === null ? 'say which node: medianest failover node NODE' : {kind: 'fail-over-node', node};
    default:
      return `"${plainLine(what)}" is none of leader, manager, node, quorum`;
  }
}
