import {findEndpoints} from '../engine/discovery/find-endpoints.ts';
import {openDockerode} from '../engine/dockerode/open-dockerode.ts';
import type {Endpoint} from '../engine/endpoint.ts';
import {machineClock} from './clock.ts';
import {machineFiles} from './node/machine-files.ts';
import {createNodeMeter} from './node/node-meter.ts';
import {createLineOutput} from './output/line-output.ts';
import {openOutput} from './output/open-output.ts';
import {runAgent} from './run-agent.ts';

/** How the agent is started. */
export interface AgentOptions {
  /** As `findEndpoints` takes it: without hosts the engine that the docker CLI would use. */
  readonly hosts?: readonly string[];
  readonly everyMs: number;
  /** Remarks for people. */
  readonly remark: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Runs the agent of this machine's node on its standard output. */
export const startAgent = async ({hosts, everyMs, remark, signal}: AgentOptions): Promise<void> => {
  const [endpoint]: readonly [Endpoint, ...Endpoint[]] = findEndpoints(hosts === undefined ? {} : {hosts});
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
    signal,
  });
};
