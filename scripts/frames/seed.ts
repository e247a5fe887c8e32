import {createService, untilRunning, updateService, updateStateOf} from '../../test/driver/services.ts';
import type {Lab} from '../../test/lab/lab.ts';
import {until} from '../../test/until.ts';

/** A shop, its mail and its monitoring, with what goes wrong in a week. */
export async function seed(lab: Lab): Promise<void> {
  const of = (stack: string) => ({'com.docker.stack.namespace': stack});
  const add = (stack: string, name: string, rest: Omit<Parameters<typeof createService>[1], 'name'>) =>
    createService(lab, {labels: of(stack), ...rest, name: `${stack}_${name}`});
  await Promise.all([
    add('shop', 'web', {image: 'app:2', replicas: 3}),
    add('shop', 'api', {image: 'app:1', replicas: 4}),
    add('shop', 'db', {image: 'pause:1', constraints: ['node.hostname==worker-2']}),
    add('mail', 'in', {image: 'app:nohc', replicas: 2}),
    add('mail', 'out', {image: 'app:nohc', replicas: 2}),
    add('mail', 'spool', {image: 'eat:1', memoryLimit: 32}),
    add('watch', 'agent', {image: 'pause:1', replicas: 'global'}),
    add('watch', 'graphs', {image: 'app:unhealthy'}),
    add('batch', 'reports', {image: 'app:1', constraints: ['node.labels.disk==ssd']}),
    brokenUpdate(lab, 'shop_pay', of('shop')),
  ]);
}

/** An update to an image that fails, paused by the engine. */
async function brokenUpdate(lab: Lab, name: string, labels: Readonly<Record<string, string>>): Promise<void> {
  const update = {monitorSeconds: 3, onFailure: 'pause'} as const;
  const id = await createService(lab, {name, image: 'app:1', replicas: 2, labels, update});
  await untilRunning(lab, id, 2);
  await updateService(lab, id, {image: 'app:bad'});
  await until(`the update of ${name} is paused`, async () => (await updateStateOf(lab, id)) === 'paused', {
    timeoutMs: 90_000,
  });
}
