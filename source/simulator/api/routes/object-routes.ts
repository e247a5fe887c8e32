import type {ObjectCalls, SimulatedEngine, UpdatableCalls} from '../../simulated-engine.ts';
import {objectIn, textIn} from '../../wire/json.ts';
import type {Route} from '../route.ts';
import {created, versionIn} from './swarm-routes.ts';

const readRoutes = (root: string, calls: (engine: SimulatedEngine) => ObjectCalls): readonly Route[] => [
  {
    method: 'GET',
    pattern: `/${root}`,
    run: async ({engine, call, answer}) => answer.list(await calls(engine).list(call.filters())),
  },
  {
    method: 'GET',
    pattern: `/${root}/:ref`,
    run: async ({engine, ref, answer}) => answer.json(await calls(engine).inspect(ref)),
  },
  {
    method: 'DELETE',
    pattern: `/${root}/:ref`,
    async run({engine, ref, answer}) {
      await calls(engine).remove(ref);
      answer.empty(204);
    },
  },
];

/** Secrets and configs. */
const keptRoutes = (
  root: string,
  kind: string,
  calls: (engine: SimulatedEngine) => UpdatableCalls,
): readonly Route[] => [
  ...readRoutes(root, calls),
  {
    method: 'POST',
    pattern: `/${root}/create`,
    run: async ({engine, call, answer}) =>
      answer.json(created(await calls(engine).create(await call.body())), 201),
  },
  {
    method: 'POST',
    pattern: `/${root}/:ref/update`,
    async run({engine, call, ref, answer}) {
      await calls(engine).update(ref, versionIn(call, kind), await call.body());
      answer.empty(200);
    },
  },
];

/** A volume's list is an object, and what is made is told whole. */
const volumeRoutes: readonly Route[] = [
  ...readRoutes('volumes', engine => engine.volumes).filter(({pattern}) => pattern !== '/volumes'),
  {
    method: 'GET',
    pattern: '/volumes',
    async run({engine, call, answer}) {
      const texts = await engine.volumes.list(call.filters());
      answer.json(`{"Volumes":[${texts.join(',')}],"Warnings":null}`);
    },
  },
  {
    method: 'POST',
    pattern: '/volumes/create',
    async run({engine, call, answer}) {
      const body = objectIn(await call.body());
      const made = await engine.volumes.create(body);
      answer.json(await engine.volumes.inspect(textIn(body['Name']) || made.id), 201);
    },
  },
];

const networkRoutes: readonly Route[] = [
  ...readRoutes('networks', engine => engine.networks),
  {
    method: 'POST',
    pattern: '/networks/create',
    async run({engine, call, answer}) {
      const {id, warnings} = await engine.networks.create(await call.body());
      answer.json(JSON.stringify({Id: id, Warning: warnings.join(' ')}), 201);
    },
  },
];

/** Secrets, configs, networks, volumes. */
export const objectRoutes: readonly Route[] = [
  ...keptRoutes('secrets', 'secret', engine => engine.secrets),
  ...keptRoutes('configs', 'config', engine => engine.configs),
  ...networkRoutes,
  ...volumeRoutes,
];
