import {agentServiceName, isAgentService} from '../../domain/agent-service.ts';
import {carryOutIntents} from '../act/run-action.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {plainLine} from '../output/paint.ts';
import {withKnownCluster} from '../procedure/with-cluster.ts';
import {tellAgents} from './agent-status.ts';

/** Runs `medianest agent`. */
export const runAgent: RunCommand = async (invocation, ports) => {
  const [what = ''] = invocation.operands;
  switch (what) {
    case '':
      return beAgent(invocation, ports);
    case 'deploy':
      return deploy(invocation, ports);
    case 'status':
      return tellAgents(invocation, ports);
    case 'remove':
      return remove(invocation, ports);
    default:
      return wrong(`"${plainLine(what)}" is none of deploy, status, remove`, ports);
  }
};

const wrong = (message: string, {err}: Pick<CommandPorts, 'err'>): ExitCode => {
  err(`medianest agent: ${message}\n`);
  return 2;
};

async function beAgent({options}: Invocation, ports: CommandPorts): Promise<ExitCode> {
  await ports.beAgent({
    ...options.endpoint,
    everyMs: options.agent.everyMs,
    remark: text => ports.err(`medianest agent: ${plainLine(text)}\n`),
  });
  return 0;
}

function deploy(invocation: Invocation, ports: CommandPorts): Promise<ExitCode> | ExitCode {
  const {act, agent} = invocation.options;
  const {image, withRegistryAuth} = act;
  if (image === null)
    return wrong('say which image: --image REF; npm run image -- REF --push makes one', ports);
  return withKnownCluster(invocation, ports, ({cluster, runner}) => {
    const present = [...cluster.store.table('services').values()].find(isAgentService);
    const service = present?.id ?? agentServiceName;
    const intent = {kind: 'deploy-agent', service, image, withRegistryAuth, ...agent} as const;
    return carryOutIntents([intent], invocation, runner, ports);
  });
}

const remove = (invocation: Invocation, ports: CommandPorts): Promise<ExitCode> =>
  withKnownCluster(invocation, ports, async ({cluster, runner}) => {
    const present = [...cluster.store.table('services').values()].find(isAgentService);
    if (present === undefined) {
      ports.err('medianest agent: no agent is deployed\n');
      return 1;
    }
    return carryOutIntents([{kind: 'remove-service', service: present.id}], invocation, runner, ports);
  });
