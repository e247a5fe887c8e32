import {ApiError} from '../../api-error.ts';
import type {ServiceUpdateOptions} from '../../simulated-engine.ts';
import type {Call} from '../call.ts';
import type {Route} from '../route.ts';

/** `version` of an update, which the engine refuses in Go's words where it is no number. */
export const versionIn = (call: Call, kind: string): number => {
  const text = call.query.get('version') ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  throw new ApiError(
    400,
    `invalid ${kind} version '${text}': strconv.ParseUint: parsing "${text}": invalid syntax`,
  );
};

const serviceOptions = (call: Call): ServiceUpdateOptions => {
  const registryAuthFrom = call.query.get('registryAuthFrom');
  return {
    ...(call.query.get('rollback') === 'previous' && {rollback: 'previous'}),
    ...(registryAuthFrom !== null && {registryAuthFrom}),
  };
};

export const created = (made: {readonly id: string; readonly warnings: readonly string[]}): string =>
  JSON.stringify({ID: made.id, ...(made.warnings.length > 0 && {Warnings: made.warnings})});

const stays =
  'You are attempting to leave the swarm on a node that is participating as a manager. The only way to restore a swarm that has lost consensus is to reinitialize it with `--force-new-cluster`. Use `--force` to suppress this message.';
const isPart =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';

/** Simulated machines are in one swarm from the beginning, and stay in it. */
const refusing = (path: string, status: number, message: string): Route => ({
  method: 'POST',
  pattern: path,
  run() {
    throw new ApiError(status, message);
  },
});

/** Nodes, services, tasks and the swarm itself. */
export const swarmRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/swarm',
    run: async ({engine, answer}) => answer.json(await engine.swarmInspect()),
  },
  {
    method: 'GET',
    pattern: '/swarm/unlockkey',
    run: async ({engine, answer}) => answer.json(JSON.stringify({UnlockKey: await engine.unlockKey()})),
  },
  {
    method: 'POST',
    pattern: '/swarm/update',
    async run({engine, call, answer}) {
      const rotate = {
        workerToken: call.flag('rotateWorkerToken'),
        managerToken: call.flag('rotateManagerToken'),
      };
      await engine.updateSwarm(versionIn(call, 'swarm'), await call.body(), rotate);
      answer.empty(200);
    },
  },
  refusing('/swarm/leave', 503, stays),
  refusing('/swarm/init', 503, isPart),
  refusing('/swarm/join', 503, isPart),
  refusing('/swarm/unlock', 409, 'swarm is not locked'),

  {
    method: 'GET',
    pattern: '/nodes',
    run: async ({engine, call, answer}) => answer.list(await engine.listNodes(call.filters())),
  },
  {
    method: 'GET',
    pattern: '/nodes/:ref',
    run: async ({engine, ref, answer}) => answer.json(await engine.inspectNode(ref)),
  },
  {
    method: 'POST',
    pattern: '/nodes/:ref/update',
    async run({engine, call, ref, answer}) {
      await engine.updateNode(ref, versionIn(call, 'node'), await call.body());
      answer.empty(200);
    },
  },
  {
    method: 'DELETE',
    pattern: '/nodes/:ref',
    async run({engine, call, ref, answer}) {
      await engine.removeNode(ref, call.flag('force'));
      answer.empty(200);
    },
  },

  {
    method: 'GET',
    pattern: '/services',
    run: async ({engine, call, answer}) =>
      answer.list(await engine.listServices(call.filters(), {status: call.flag('status')})),
  },
  {
    method: 'GET',
    pattern: '/services/:ref',
    run: async ({engine, call, ref, answer}) =>
      answer.json(await engine.inspectService(ref, {insertDefaults: call.flag('insertDefaults')})),
  },
  {
    method: 'POST',
    pattern: '/services/create',
    run: async ({engine, call, answer}) =>
      answer.json(created(await engine.createService(await call.body())), 201),
  },
  {
    method: 'POST',
    pattern: '/services/:ref/update',
    async run({engine, call, ref, answer}) {
      const version = versionIn(call, 'service');
      const warnings = await engine.updateService(ref, version, await call.body(), serviceOptions(call));
      answer.json(JSON.stringify({Warnings: warnings.length > 0 ? warnings : null}));
    },
  },
  {
    method: 'DELETE',
    pattern: '/services/:ref',
    async run({engine, ref, answer}) {
      await engine.removeService(ref);
      answer.empty(200);
    },
  },

  {
    method: 'GET',
    pattern: '/tasks',
    run: async ({engine, call, answer}) => answer.list(await engine.listTasks(call.filters())),
  },
  {
    method: 'GET',
    pattern: '/tasks/:ref',
    run: async ({engine, ref, answer}) => answer.json(await engine.inspectTask(ref)),
  },
];
