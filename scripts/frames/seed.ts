import {createService, untilRunning, updateService, updateStateOf} from '../../test/driver/services.ts';
import type {Lab} from '../../test/lab/lab.ts';
import {serviceSpec} from '../../test/lab/service-spec.ts';
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
    shelf(lab, of('shop')),
  ]);
}

type Labels = Readonly<Record<string, string>>;

/** A service with a secret and a config, and a network and a volume beside it. */
async function shelf(lab: Lab, labels: Labels): Promise<void> {
  const create = async (path: string, body: object, node: 'manager-1' | 'manager-2' = 'manager-1') => {
    const made = await lab.api(node, path, {method: 'POST', body, timeoutMs: 30_000});
    return (made as {ID?: string}).ID ?? '';
  };
  const data = Buffer.from('worker_processes auto;\nkeepalive_timeout 65;\n').toString('base64');
  const secret = {Name: 'shop_signing-key', Labels: labels, Data: data};
  const secretId = await create('/secrets/create', secret);
  await create('/secrets/create', {Name: 'forgotten', Data: data});
  const configId = await create('/configs/create', {Name: 'shop_nginx.conf', Labels: labels, Data: data});
  await create('/networks/create', {Name: 'shop_front', Driver: 'overlay', Attachable: true, Labels: labels});
  await create('/networks/create', {Name: 'shop_back', Driver: 'overlay', Internal: true, Labels: labels});
  await create('/volumes/create', {Name: 'shop_uploads', Labels: labels}, 'manager-2');
  const file = (name: string) => ({Name: name, UID: '0', GID: '0', Mode: 0o400});
  const spec = serviceSpec({name: 'shop_cart', image: lab.image('app:1'), replicas: 2, labels}) as {
    TaskTemplate: {ContainerSpec: object};
  };
  const ContainerSpec = {
    ...spec.TaskTemplate.ContainerSpec,
    Env: ['MODE=prod', 'CART_PASSWORD=hunter2'],
    Secrets: [{SecretID: secretId, SecretName: secret.Name, File: file('key.pem')}],
    Configs: [{ConfigID: configId, ConfigName: 'shop_nginx.conf', File: file('/etc/nginx.conf')}],
  };
  await create('/services/create', {...spec, TaskTemplate: {...spec.TaskTemplate, ContainerSpec}});
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
