import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Service, Task} from '../../source/domain/model/index.ts';
import {openDockerode} from '../../source/engine/dockerode/open-dockerode.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {type EngineName, hasEngine} from '../lab/engines.ts';
import {type Lab, startLab} from '../lab/lab.ts';
import {whyNoLab} from '../lab/requirements.ts';
import {until} from '../until.ts';

/** One change of a service, as the docker CLI makes it. */
interface Change {
  readonly what: string;
  readonly args: (lab: Lab) => readonly string[];
  readonly replaces: boolean;
}

const changes: readonly Change[] = [
  {what: 'a scale', args: () => ['--replicas', '3'], replaces: false},
  {what: 'a label of the service', args: () => ['--label-add', 'a=b'], replaces: false},
  {what: 'the update policy', args: () => ['--update-delay', '1s'], replaces: false},
  {
    what: 'a placement that all nodes satisfy',
    args: () => ['--constraint-add', 'node.platform.os==linux'],
    replaces: false,
  },
  {what: 'an image', args: lab => ['--image', lab.image('pause:1'), '--args', 'x'], replaces: true},
  {what: 'an environment variable', args: () => ['--env-add', 'A=1'], replaces: true},
  {what: 'a limit', args: () => ['--limit-memory', '64M'], replaces: true},
  {what: 'a secret', args: () => ['--secret-add', 'word'], replaces: true},
  {what: 'a config', args: () => ['--config-add', 'page'], replaces: true},
  {what: 'a label of the containers', args: () => ['--container-label-add', 'c=d'], replaces: true},
  {what: 'a restart policy', args: () => ['--restart-max-attempts', '7'], replaces: true},
  {what: 'a forced update', args: () => ['--force'], replaces: true},
  // Last but one: tasks on an overlay network take two seconds longer to stop.
  {what: 'a network', args: () => ['--network-add', 'back'], replaces: true},
  {what: 'a rollback', args: () => ['--rollback'], replaces: true},
];

const engines: readonly EngineName[] = hasEngine('sid') ? ['system', 'sid'] : ['system'];

describe.skipIf(whyNoLab() !== null).each(engines)('tasks of the current spec on engine "%s"', name => {
  let lab: Lab;
  let engine: Engine;

  beforeAll(async () => {
    lab = await startLab({managers: 1, workers: 0, engine: name});
    const path = lab.socket('manager-1');
    engine = await openDockerode({
      context: 'default',
      host: `unix://${path}`,
      transport: {kind: 'unix', path},
      why: 'test',
    });
    const post = (where: string, body: object) => lab.api('manager-1', where, {method: 'POST', body});
    await post('/secrets/create', {Name: 'word', Data: 'eA=='});
    await post('/configs/create', {Name: 'page', Data: 'eA=='});
    await post('/networks/create', {Name: 'back', Driver: 'overlay'});
    await lab.docker(
      'manager-1',
      ...['service', 'create', '--detach', '--name', 'web', '--replicas', '2', '--endpoint-mode', 'dnsrr'],
      ...['--update-parallelism', '0', '--stop-grace-period', '1s', lab.image('app:nohc')],
    );
  });
  afterAll(async () => {
    engine?.close();
    await lab?.down();
  });

  const look = async (): Promise<{
    service: Service;
    tasks: readonly Task[];
    upToDate: ReadonlySet<string>;
  }> => {
    const [service] = await engine.listServices();
    if (service === undefined) throw new Error('the service is gone');
    const filter = encodeURIComponent(JSON.stringify({'_up-to-date': ['true'], service: [service.id]}));
    const listed = (await lab.api('manager-1', `/tasks?filters=${filter}`)) as readonly {ID: string}[];
    const tasks: Task[] = [];
    for await (const slice of engine.listTasks()) tasks.push(...slice);
    const [after] = await engine.listServices();
    // A rollout writes its state into the service in between; the spec must be the one we compare with.
    if (after?.specKey !== service.specKey) return look();
    return {service, tasks, upToDate: new Set(listed.map(task => task.ID))};
  };

  /** Tasks that came between the two lists are left out. */
  const compare = async () => {
    const before = new Set((await look()).tasks.map(task => task.id));
    const {service, tasks, upToDate} = await look();
    const known = tasks.filter(task => before.has(task.id));
    const byKey = known.filter(task => task.specKey === service.specKey).map(task => task.id);
    expect(byKey.sort()).toEqual(
      known
        .filter(task => upToDate.has(task.id))
        .map(task => task.id)
        .sort(),
    );
  };

  const settled = () =>
    until(
      'every wanted task runs and is of the current spec',
      async () => {
        const {service, tasks} = await look();
        const wanted = tasks.filter(task => task.desiredState === 'running');
        const replicas = service.mode.kind === 'replicated' ? service.mode.replicas : 0;
        return (
          wanted.length === replicas &&
          wanted.every(task => task.state === 'running' && task.specKey === service.specKey)
        );
      },
      {timeoutMs: 60_000},
    );

  it('are those that the engine itself calls up to date, after a create', async () => {
    await settled();
    await compare();
  });

  it.each(changes)('are so after a change of $what', async ({args, replaces}) => {
    const {service} = await look();
    await lab.docker('manager-1', 'service', 'update', '--detach', ...args(lab), 'web');
    await compare();
    const changed = await look();
    expect(changed.service.specKey !== service.specKey).toBe(replaces);
    await settled();
    await compare();
  });
});
