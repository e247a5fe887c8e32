import {once} from 'node:events';
import {execa} from 'execa';
import {expect, test} from 'vitest';
import {remains} from '../lab/down.ts';
import {type Lab, startLab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {serviceSpec} from '../lab/service-spec.ts';
import {until} from '../until.ts';

async function createService(lab: Lab, ...spec: Parameters<typeof serviceSpec>): Promise<string> {
  const created = await lab.api('manager-1', '/services/create', {
    method: 'POST',
    body: serviceSpec(...spec),
  });
  return (created as {ID: string}).ID;
}

async function runningTasks(lab: Lab, service: string): Promise<number> {
  const filters = encodeURIComponent(JSON.stringify({service: [service], 'desired-state': ['running']}));
  const tasks = await lab.api('manager-1', `/tasks?filters=${filters}`);
  return (tasks as {Status: {State: string}}[]).filter(task => task.Status.State === 'running').length;
}

async function updateState(lab: Lab, service: string): Promise<string | undefined> {
  const found = await lab.api('manager-1', `/services/${service}`);
  return (found as {UpdateStatus?: {State: string}}).UpdateStatus?.State;
}

async function changeImage(lab: Lab, service: string, image: string): Promise<void> {
  const found = await lab.api('manager-1', `/services/${service}`);
  const {Spec, Version} = found as {Spec: {TaskTemplate: {ContainerSpec: object}}; Version: {Index: number}};
  const body = {
    ...Spec,
    TaskTemplate: {...Spec.TaskTemplate, ContainerSpec: {...Spec.TaskTemplate.ContainerSpec, Image: image}},
  };
  await lab.api('manager-1', `/services/${service}/update?version=${Version.Index}`, {method: 'POST', body});
}

onLab('a lab of three managers and two workers', {}, lab => {
  test('has five nodes that are ready, each under its own host name', async () => {
    const nodes = await lab().listNodes();
    expect(nodes.map(node => node.hostname).sort()).toEqual([...lab().nodes].sort());
    expect(nodes.map(node => node.state)).toEqual(Array(5).fill('ready'));
    expect(await lab().exec('worker-2', 'hostname')).toBe('worker-2');
  });

  test('has no way out of its nodes', async () => {
    await expect(lab().exec('worker-1', 'ip', 'route', 'get', '198.51.100.1')).rejects.toThrow(/unreachable/);
  });

  test('runs services from its own registry, on every node', async () => {
    const options = {name: 'everywhere', image: lab().image('app:1'), replicas: 'global'} as const;
    const service = await createService(lab(), options);
    await until('five tasks run', async () => (await runningTasks(lab(), service)) === 5, {
      timeoutMs: 40_000,
    });
  });

  test('rolls back to the image before when a new one fails', async () => {
    const update = {monitorSeconds: 3, onFailure: 'rollback'} as const;
    const service = await createService(lab(), {
      name: 'web',
      image: lab().image('app:1'),
      replicas: 2,
      update,
    });
    await until('two tasks run', async () => (await runningTasks(lab(), service)) === 2, {timeoutMs: 40_000});
    await changeImage(lab(), service, lab().image('app:bad'));
    const isRolledBack = async () => (await updateState(lab(), service)) === 'rollback_completed';
    await until('the update is rolled back', isRolledBack, {timeoutMs: 60_000});
  });

  test('loses a worker by power loss and gets it back', async () => {
    await lab().kill('worker-2');
    const state = async () => (await lab().listNodes()).find(node => node.hostname === 'worker-2')?.state;
    await until('worker-2 is down', async () => (await state()) === 'down', {timeoutMs: 40_000});
    await lab().start('worker-2');
    await until('worker-2 is ready', async () => (await state()) === 'ready', {timeoutMs: 40_000});
  });

  test('elects another leader while its own is cut off, and heals', async () => {
    const before = await lab().leader();
    if (before === null) throw new Error('there is no leader');
    const others = lab().nodes.filter(node => node.startsWith('manager-') && node !== before);
    await lab().partition(before);
    const leaderOfRest = async () => {
      const nodes = await lab().api(others[0] ?? '', '/nodes', {timeoutMs: 25_000});
      const managers = nodes as {Description: {Hostname: string}; ManagerStatus?: {Leader?: boolean}}[];
      return managers.find(node => node.ManagerStatus?.Leader)?.Description.Hostname;
    };
    await until('the others elect a leader', async () => others.includes((await leaderOfRest()) ?? ''), {
      timeoutMs: 60_000,
    });
    await lab().heal();
    await lab().waitReady(5, 90_000);
  });
});

onLab('a lab', {managers: 1, workers: 0}, lab => {
  test('leaves nothing behind when it is taken down', async () => {
    const other = await startLab({managers: 1, workers: 1});
    expect(await remains(other.id)).not.toEqual([]);
    await other.down();
    expect(await remains(other.id)).toEqual([]);
    // The one beside it goes on.
    expect((await lab().listNodes()).map(node => node.state)).toEqual(['ready']);
  });

  test('goes down by itself when the process that wanted it is killed', async () => {
    const id = 'killed';
    const module = JSON.stringify(new URL('../lab/lab.ts', import.meta.url).href);
    const script = `const {startLab} = await import(${module});
      await startLab({id: '${id}', managers: 1, workers: 0});
      console.log('up');
      setInterval(() => {}, 1000);`;
    const owner = execa(process.execPath, ['--input-type=module', '-e', script], {reject: false});
    await Promise.race([once(owner.stdout, 'data'), owner.then(ended => Promise.reject(ended))]);
    expect(await remains(id)).not.toEqual([]);
    owner.kill('SIGKILL');
    await owner;
    await until('nothing of it is left', async () => (await remains(id)).length === 0, {timeoutMs: 20_000});
  });
});
