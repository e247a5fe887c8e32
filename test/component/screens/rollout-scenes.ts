import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aTask, nowMs} from '../../builders/objects.ts';
import type {Scene} from './scenes.ts';
import {typed} from './typed.ts';

const scene = (name: string, shows: string, ...keys: readonly string[]): Scene => ({
  name,
  shows,
  go: typed(...keys),
});

const ofWeb = {serviceId: serviceId('web')};
const justNow = {createdAtMs: nowMs - 40_000, updatedAtMs: nowMs - 20_000, stateSinceMs: nowMs - 28_000};
const stopped = {state: 'shutdown', desiredState: 'shutdown'} as const;

/** One task is replaced, one is being replaced, one is still of the old spec. */
const halfWay = [
  aTask({...ofWeb, id: taskId('web1'), slot: 1, nodeId: nodeId('m1'), ...stopped}),
  aTask({...ofWeb, id: taskId('web1b'), slot: 1, nodeId: nodeId('m1'), specKey: 'spec-2', ...justNow}),
  aTask({...ofWeb, id: taskId('web2'), slot: 2, nodeId: nodeId('w1'), ...stopped}),
  aTask({
    ...ofWeb,
    ...justNow,
    id: taskId('web2b'),
    slot: 2,
    nodeId: nodeId('w1'),
    specKey: 'spec-2',
    state: 'starting',
  }),
];

/** A rollout from its beginning to its failure, and the forms that begin one. */
export const rolloutScenes: readonly Scene[] = [
  {
    name: 'rollout',
    shows: 'a rollout that goes on, a lane for each slot',
    async go(console, swarm) {
      await typed(':rollout shop_web\r')(console, swarm);
      const web = console.store.table('services').get('web');
      if (web === undefined) throw new Error('no service web');
      await console.tell(
        {kind: 'put', table: 'services', values: [{...web, specKey: 'spec-2'}]},
        {kind: 'put', table: 'tasks', values: halfWay},
      );
    },
  },
  scene('rollout-failed', 'one that was rolled back, with the task that fails', ':svc /pay\r', 'o'),
  scene('change-part', 'which part of a service is to be changed', ':svc /shop_web\r', 'm'),
  scene('change-form', 'the update policy in a form', ':change shop_web update\r'),
];
