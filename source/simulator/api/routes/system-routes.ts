import {apiLimits, apiVersionText} from '../api-version.ts';
import type {Route} from '../route.ts';
import {streamServiceLogs, streamTaskLogs} from '../streams/log-stream.ts';

const arch = 'amd64';
const kernel = '6.1.0';

/** The words of `GET /version`, whose components clients print. */
const versionText = (engineVersion: string): string => {
  const {newest, oldest} = apiLimits(engineVersion);
  const facts = {
    ApiVersion: apiVersionText(newest),
    MinAPIVersion: apiVersionText(oldest),
    GitCommit: 'simulated',
    GoVersion: 'none',
    Os: 'linux',
    Arch: arch,
    KernelVersion: kernel,
    BuildTime: '2026-01-01T00:00:00.000000000+00:00',
  };
  return JSON.stringify({
    Platform: {Name: 'MediaNest simulated swarm'},
    Components: [{Name: 'Engine', Version: engineVersion, Details: {...facts, Experimental: 'false'}}],
    Version: engineVersion,
    Experimental: false,
    ...facts,
  });
};

/** What every engine answers, whatever its swarm is like, and logs of swarm objects. */
export const systemRoutes: readonly Route[] = [
  {method: 'GET', pattern: '/_ping', run: ({answer}) => answer.plain('OK')},
  {method: 'HEAD', pattern: '/_ping', run: ({answer}) => answer.plain('')},
  {
    method: 'GET',
    pattern: '/version',
    run: ({engine, answer}) => answer.json(versionText(engine.engineVersion())),
  },
  {method: 'GET', pattern: '/info', run: async ({engine, answer}) => answer.json(await engine.info())},
  {
    method: 'GET',
    pattern: '/system/df',
    run: async ({engine, answer}) => answer.json(await engine.diskUsage()),
  },
  {
    method: 'GET',
    pattern: '/distribution/*ref/json',
    run: async ({engine, ref, answer}) => answer.json(await engine.inspectDistribution(ref)),
  },
  {method: 'GET', pattern: '/services/:ref/logs', run: streamServiceLogs},
  {method: 'GET', pattern: '/tasks/:ref/logs', run: streamTaskLogs},
];
