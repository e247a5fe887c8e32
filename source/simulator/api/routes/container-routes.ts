import type {Route} from '../route.ts';
import {streamContainerLog} from '../streams/log-stream.ts';
import {streamStats} from '../streams/stats-stream.ts';

/** Containers and images of one node. */
export const containerRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/containers/json',
    run: async ({engine, call, answer}) =>
      answer.list(await engine.listContainers(call.filters(), {all: call.flag('all')})),
  },
  {
    method: 'GET',
    pattern: '/containers/:ref/json',
    run: async ({engine, ref, answer}) => answer.json(await engine.inspectContainer(ref)),
  },
  {method: 'GET', pattern: '/containers/:ref/stats', run: streamStats},
  {method: 'GET', pattern: '/containers/:ref/logs', run: streamContainerLog},
  {
    method: 'POST',
    pattern: '/containers/:ref/kill',
    async run({engine, call, ref, answer}) {
      await engine.killContainer(ref, call.query.get('signal') ?? 'SIGKILL');
      answer.empty(204);
    },
  },
  {
    method: 'POST',
    pattern: '/containers/:ref/stop',
    async run({engine, ref, answer}) {
      await engine.stopContainer(ref);
      answer.empty(204);
    },
  },
  {
    method: 'POST',
    pattern: '/containers/:ref/restart',
    async run({engine, ref, answer}) {
      await engine.restartContainer(ref);
      answer.empty(204);
    },
  },
  {
    method: 'DELETE',
    pattern: '/containers/:ref',
    async run({engine, call, ref, answer}) {
      await engine.removeContainer(ref, call.flag('force'));
      answer.empty(204);
    },
  },
  {
    method: 'GET',
    pattern: '/images/json',
    run: async ({engine, call, answer}) => answer.list(await engine.listImages(call.filters())),
  },
  {
    method: 'GET',
    pattern: '/images/*ref/json',
    run: async ({engine, ref, answer}) => answer.json(await engine.inspectImage(ref)),
  },
];
