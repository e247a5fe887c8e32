import {Buffer} from 'node:buffer';
import type {Intent} from '../../actions/intent.ts';
import {sealed} from '../../actions/spec/sealed.ts';
import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import {carryOutIntents} from '../act/run-action.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {plainLine} from '../output/paint.ts';
import {tellProblem, withCluster, withKnownCluster} from '../procedure/with-cluster.ts';
import {tellKey, tellTokens} from './secrets.ts';
import {untilEngineKnown} from './until-engine-known.ts';

/** Runs `medianest swarm`. */
export const runSwarm: RunCommand = (invocation, ports) => {
  const [what = '', ...rest] = invocation.operands;
  const line = {invocation, ports, rest};
  switch (what) {
    case 'init':
    case 'join':
    case 'leave':
    case 'unlock':
      return aboutEngine(what, line);
    case 'tokens':
    case 'autolock':
    case 'unlock-key':
    case 'key-rotate':
    case 'ca-rotate':
      return withKnownCluster(invocation, ports, opened => aboutSwarm(what, {...line, opened}));
    default:
      return Promise.resolve(
        wrong(
          `"${plainLine(what)}" is none of init, join, leave, tokens, autolock, unlock, unlock-key, key-rotate, ca-rotate`,
          line,
        ),
      );
  }
};

interface Line {
  readonly invocation: Invocation;
  readonly ports: CommandPorts;
  /** What follows the first operand. */
  readonly rest: readonly string[];
}

const wrong = (message: string, {ports}: Pick<Line, 'ports'>): ExitCode => {
  ports.err(`medianest swarm: ${message}\n`);
  return 2;
};

/** The connected engine's own place in a swarm: it need not be in one. */
function aboutEngine(what: 'init' | 'join' | 'leave' | 'unlock', line: Line): Promise<ExitCode> {
  const {invocation, ports, rest} = line;
  if (what === 'join' ? rest.length === 0 : rest.length > 0) {
    const words = what === 'join' ? 'join MANAGER:2377...' : what;
    return Promise.resolve(wrong(`usage: medianest swarm ${words}`, line));
  }
  return withCluster(invocation, ports, async opened => {
    const {store} = opened.cluster;
    const problem = await untilEngineKnown(store, invocation.options.timeoutMs);
    if (problem !== null) {
      tellProblem('swarm', problem, ports);
      return 3;
    }
    const engine = store.engineInfo?.name ?? '';
    const intent = await engineIntent(what, engine, line);
    return carryOutIntents([intent], waited(invocation), opened.runner, ports);
  });
}

async function engineIntent(
  what: 'init' | 'join' | 'leave' | 'unlock',
  engine: string,
  {invocation: {options}, ports, rest}: Line,
): Promise<Intent> {
  const advertiseAddress = options.act.swarm.advertise;
  const ask = async (question: string) => {
    const asked = ports.terminal.inputIsTerminal ? question : '';
    return sealed(Buffer.from((await ports.askPerson(asked, {isSecret: true})).trim()));
  };
  switch (what) {
    case 'init':
      return {kind: 'init-swarm', engine, advertiseAddress};
    case 'join': {
      const managers = rest.map(each => (/:\d+$/.test(each) ? each : `${each}:2377`));
      const token = options.act.dryRun ? sealed(Buffer.alloc(0)) : await ask('Join token: ');
      return {kind: 'join-swarm', engine, managers, token, advertiseAddress};
    }
    case 'leave':
      return {kind: 'leave-swarm', engine, force: options.act.force};
    case 'unlock': {
      const key = options.act.dryRun ? sealed(Buffer.alloc(0)) : await ask('Unlock key: ');
      return {kind: 'unlock-swarm', engine, key};
    }
  }
}

/** Whoever starts or joins a swarm wants to know whether it came to be. */
const waited = (invocation: Invocation): Invocation => ({
  ...invocation,
  options: {...invocation.options, act: {...invocation.options.act, wait: true}},
});

type SwarmWord = 'tokens' | 'autolock' | 'unlock-key' | 'key-rotate' | 'ca-rotate';

async function aboutSwarm(what: SwarmWord, line: Line & {readonly opened: ActionCluster}): Promise<ExitCode> {
  const {invocation, ports, rest, opened} = line;
  const {rotate, show} = invocation.options.act.swarm;
  const swarm = opened.cluster.store.engineInfo?.clusterId ?? '';
  const act = (intent: Intent) => carryOutIntents([intent], waited(invocation), opened.runner, ports);
  switch (what) {
    case 'tokens': {
      const code = rotate === null ? 0 : await act({kind: 'rotate-token', swarm, role: rotate});
      return code !== 0 || (rotate !== null && !show) ? code : tellTokens(invocation, opened, ports);
    }
    case 'autolock': {
      const [wanted = ''] = rest;
      if (wanted !== 'on' && wanted !== 'off') return wrong('usage: medianest swarm autolock on|off', line);
      const code = await act({kind: 'set-autolock', swarm, on: wanted === 'on'});
      return code !== 0 || !show || wanted === 'off' ? code : tellKey(invocation, opened, ports);
    }
    case 'unlock-key':
      return tellKey(invocation, opened, ports);
    case 'key-rotate': {
      const code = await act({kind: 'rotate-unlock-key', swarm});
      return code !== 0 || !show ? code : tellKey(invocation, opened, ports);
    }
    case 'ca-rotate':
      return act({kind: 'rotate-ca', swarm});
  }
}
