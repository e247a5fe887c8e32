import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import {untilLeaderless} from '../../cluster/until-leaderless.ts';
import {refusalText} from '../act/plan-text.ts';
import {carryOutIntents} from '../act/run-action.ts';
import type {CommandPorts, Invocation} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {createPaint, plainLine} from '../output/paint.ts';
import {untilEngineKnown} from '../swarm/until-engine-known.ts';
import {carryOutProcedure} from './carry-out.ts';
import {tellProblem} from './with-cluster.ts';

/** A leader that loses the others does not even tell of itself until it has stepped down. */
const stepDownMs = 60_000;

/** Runs `medianest failover quorum`, and any other failover while the quorum is lost: says so, guides, and waits. */
export async function runQuorum(
  what: string,
  invocation: Invocation,
  opened: ActionCluster,
  ports: CommandPorts,
): Promise<ExitCode> {
  const {act, timeoutMs} = invocation.options;
  const problem = await untilEngineKnown(opened.cluster.store, timeoutMs ?? stepDownMs, true);
  if (problem !== null) {
    tellProblem('failover', problem, ports);
    return 3;
  }
  const plan = opened.runner.procedures.plan({kind: 'await-quorum'});
  if (plan.kind === 'refusal') {
    ports.err(refusalText(plan, createPaint(invocation.options.color)));
    return 4;
  }
  if (act.swarm.forceNewCluster) return force(invocation, opened, ports);
  if (what !== 'quorum' && what !== '') {
    ports.err(`medianest failover: without a quorum nothing else can be done\n`);
    return 4;
  }
  return carryOutProcedure({kind: 'await-quorum'}, invocation, opened, ports);
}

/** Copies the Raft state first; what cannot be copied from here must be left to the person who knows that it was. */
async function force(invocation: Invocation, opened: ActionCluster, ports: CommandPorts): Promise<ExitCode> {
  const {act} = invocation.options;
  const info = opened.cluster.store.engineInfo;
  if (info === null) {
    ports.err('medianest failover: the engine has not told what it is\n');
    return 3;
  }
  if (!(await untilLeaderless(opened.cluster))) {
    ports.err('medianest failover: this manager does not say that it has no leader; look again\n');
    return 4;
  }
  let backup: string | null = null;
  if (!act.dryRun && !act.swarm.withoutBackup && opened.runner.locked() === null) {
    const copy = await opened.backUpRaft();
    if (copy.kind === 'impossible') {
      ports.err(
        `medianest failover: the Raft state cannot be copied from here: ${plainLine(copy.reason)}\nCopy it on that machine, then say --without-backup.\n`,
      );
      return 4;
    }
    backup = copy.folder;
    if (invocation.options.format !== 'json')
      ports.out(`The Raft state is copied to ${plainLine(copy.folder)}\n`);
  }
  const intent = {
    kind: 'force-new-cluster',
    engine: info.name,
    advertiseAddress: act.swarm.advertise || info.nodeAddress,
    backup,
  } as const;
  return carryOutIntents(
    [intent],
    {...invocation, options: {...invocation.options, act: {...act, wait: true}}},
    opened.runner,
    ports,
  );
}
