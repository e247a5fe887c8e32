import {runAction} from '../act/run-action.ts';
import type {RunCommand} from '../command.ts';
import {carryOutProcedure} from './carry-out.ts';
import {nodeNamed} from './node-named.ts';
import {withKnownCluster} from './with-cluster.ts';

/** Runs `medianest drain`: at once, or safely. */
export const runDrain: RunCommand = (invocation, ports) => {
  if (!invocation.options.act.swarm.safely) return runAction(invocation, ports);
  return withKnownCluster(invocation, ports, async opened => {
    const [name = ''] = invocation.operands;
    const found = nodeNamed(name, opened.cluster.store);
    if (found.kind === 'problem') {
      ports.err(`medianest drain: ${found.message}\n`);
      return 1;
    }
    return carryOutProcedure({kind: 'drain-safely', node: found.id}, invocation, opened, ports);
  });
};
