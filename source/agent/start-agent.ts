import type {EndpointChoice} from '../engine/discovery/choice.ts';
import {findEndpoints} from '../engine/discovery/find-endpoints.ts';
import {openDockerode} from '../engine/dockerode/open-dockerode.ts';
import {machineClock} from './clock.ts';
import {machineFiles} from './node/machine-files.ts';
import {createNodeMeter} from './node/node-meter.ts';
import {createLineOutput} from './output/line-output.ts';
import {openOutput} from './output/open-output.ts';
import {runAgent} from './run-agent.ts';

/** How the agent is started, beside the engine that it asks. */
export interface AgentStart extends EndpointChoice {
  readonly everyMs: number;
  /** Remarks for people. */
  readonly remark: (text: string) => void;
}

/**
 * Runs the agent of this machine's node on its standard output until it is told to end. As the first process of a
 * container it would not hear SIGTERM unless it listened.
 */
export const startAgent = async ({everyMs, remark, ...choice}: AgentStart): Promise<void> => {
  const [endpoint] = findEndpoints(choice);
  const over = new AbortController();
  const end = () => over.abort();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  const output = createLineOutput(openOutput(), (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  });
  await runAgent({
    open: openDockerode,
    endpoint,
    everyMs,
    output,
    meter: dataRoot => createNodeMeter(machineFiles(dataRoot), machineClock.elapsed),
    clock: machineClock,
    random: Math.random,
    remark,
    signal: over.signal,
  });
};
