import type {EndpointOptions} from '../cluster/cluster.ts';
import {isWithoutEngine} from '../cluster/is-without-engine.ts';
import {terminalProblem} from '../terminal/capabilities.ts';
import {startSimulator} from './demo/start-simulator.ts';
import {openForConsole} from './open-for-console.ts';

/** The options of the command line that are the console's. */
export interface RunOptions {
  readonly endpoint: EndpointOptions;
  readonly color: boolean;
  readonly screenReader: boolean;
  /** How the cluster may be changed. */
  readonly act: {readonly readOnly: boolean};
}

type Say = (text: string) => unknown;

/**
 * Shows the console and resolves with its exit code. Where nobody said which engine is meant and none is here, it is shown
 * on a simulated swarm; never in the place of an engine that was asked for.
 */
export const runConsole = async (options: RunOptions, say: Say): Promise<number> => {
  if (!prepare(options, say)) return 2;
  if (isWithoutEngine(options.endpoint)) return showDemo([], 'no engine on this machine', options);
  const opened = openForConsole(options.endpoint, options.act.readOnly);
  const {startConsole} = await import('./start-console.tsx');
  return startConsole(opened);
};

/** Shows the console on a simulated swarm, which ends with it. */
export const runDemo = async (
  options: RunOptions,
  demoArguments: readonly string[],
  say: Say,
): Promise<number> => (prepare(options, say) ? showDemo(demoArguments, null, options) : 2);

const prepare = ({color, screenReader}: RunOptions, say: Say): boolean => {
  const {env, stdin, stdout} = process;
  const problem = terminalProblem(env, stdin, stdout);
  if (problem !== null) {
    say(`medianest: the console cannot start: ${problem}\n`);
    return false;
  }
  if (!color) env['NO_COLOR'] = '1';
  if (screenReader) env['MEDIANEST_SCREEN_READER'] = '1';
  return true;
};

const showDemo = async (
  demoArguments: readonly string[],
  reason: string | null,
  {act}: RunOptions,
): Promise<number> => {
  const loading = import('./start-console.tsx');
  const simulator = await startSimulator(demoArguments);
  try {
    const {hosts} = simulator;
    const opened = openForConsole({hosts}, act.readOnly, {hosts, reason});
    const {startConsole} = await loading;
    return await startConsole(opened);
  } finally {
    await simulator.close();
  }
};
