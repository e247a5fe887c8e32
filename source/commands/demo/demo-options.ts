import {faultNames} from '../../simulator/faults/fault-names.ts';
import {scenarioNames} from '../../simulator/scenarios/scenario-names.ts';

/** The options of `medianest demo`. */
export const demoOptions = [
  {
    name: 'scenario',
    value: 'NAME',
    choices: scenarioNames,
    scope: 'demo',
    purpose: 'The story that the demo tells. Default homelab.',
  },
  {
    name: 'nodes',
    value: 'N',
    scope: 'demo',
    purpose: 'A swarm of so many nodes instead of a story; with --services, --tasks and --rate.',
  },
  {name: 'services', value: 'N', scope: 'demo', purpose: 'So many services. Default 40.'},
  {name: 'tasks', value: 'N', scope: 'demo', purpose: 'So many tasks, of all services. Default 200.'},
  {name: 'rate', value: 'N', scope: 'demo', purpose: 'So many changes a second. Default 0.'},
  {name: 'seed', value: 'N', scope: 'demo', purpose: 'The same number gives the same swarm. Default 1.'},
  {
    name: 'fault',
    value: 'NAME',
    choices: faultNames,
    scope: 'demo',
    purpose: 'A fault that comes after ten seconds, lasts for thirty, and comes again every two minutes.',
  },
  {
    name: 'serve',
    value: 'SOCKET',
    scope: 'demo',
    purpose: 'Only serve the Engine API on this socket, for any client, until Ctrl-C.',
  },
] as const;
