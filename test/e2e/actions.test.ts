import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type CommandResult, runCommand} from '../driver/command.ts';
import {countRunning, createService, untilRunning, updateStateOf} from '../driver/services.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';

/** One person's commands: the journal stays from one to the next. */
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

const patienceMs = 150_000;
const medianest = (lab: Lab, ...args: readonly string[]): Promise<CommandResult> =>
  runCommand(args, {host: lab.dockerHost('manager-1'), home, timeoutMs: patienceMs});

/** Runs a command that must end so; its output is the explanation when it does not. */
const ends = async (lab: Lab, code: number, ...args: readonly string[]): Promise<CommandResult> => {
  const result = await medianest(lab, ...args);
  expect(result.exitCode, `medianest ${args.join(' ')}\n${result.stdout}${result.stderr}`).toBe(code);
  return result;
};

const serviceSpec = async (lab: Lab, name: string) =>
  (await lab.api('manager-1', `/services/${name}`)) as {
    readonly Spec: {
      readonly Labels?: Readonly<Record<string, string>>;
      readonly Mode: {readonly Replicated: {readonly Replicas: number}};
      readonly TaskTemplate: {
        readonly ForceUpdate?: number;
        readonly ContainerSpec: {readonly Image: string};
      };
    };
  };
const replicasOf = async (lab: Lab, name: string) =>
  (await serviceSpec(lab, name)).Spec.Mode.Replicated.Replicas;
const imageOf = async (lab: Lab, name: string) =>
  (await serviceSpec(lab, name)).Spec.TaskTemplate.ContainerSpec.Image;
const nodeNamed = async (lab: Lab, name: string) =>
  (await lab.api('manager-1', `/nodes/${await idOf(lab, name)}`)) as {
    readonly Spec: {readonly Availability: string; readonly Role: string; readonly Labels: object};
  };
const idOf = async (lab: Lab, name: string) => {
  const nodes = (await lab.api('manager-1', '/nodes')) as readonly {
    ID: string;
    Description: {Hostname: string};
  }[];
  const found = nodes.find(({Description}) => Description.Hostname === name);
  if (found === undefined) throw new Error(`no node ${name}`);
  return found.ID;
};

/** Swarm-wide changes that the engine told of between two moments, by its own event stream. */
const changesSince = async (lab: Lab, sinceMs: number) => {
  const filters = encodeURIComponent(JSON.stringify({scope: ['swarm'], type: ['service', 'node']}));
  const [since, now] = [sinceMs / 1_000, Date.now() / 1_000];
  const path = `/events?since=${since.toFixed(3)}&until=${now.toFixed(3)}&filters=${filters}`;
  const body = await lab.api('manager-1', path);
  return typeof body === 'string' ? body.trim() : JSON.stringify(body);
};

onLab('commands that change a swarm of three managers and two workers', {managers: 3, workers: 2}, lab => {
  const update = {monitorSeconds: 2, onFailure: 'pause'} as const;
  beforeAll(async () => {
    await createService(lab(), {name: 'web', image: 'app:1', replicas: 2, update});
    await untilRunning(lab(), 'web', 2);
  });

  test('scale gives what was asked for and waits until it runs', async () => {
    const {stdout} = await ends(lab(), 0, 'scale', 'web=4', '--wait');
    expect(stdout).toMatch(/^done after [\d.]+ s: 4\/4 running$/m);
    expect([await replicasOf(lab(), 'web'), await countRunning(lab(), 'web')]).toEqual([4, 4]);
    await ends(lab(), 0, 'scale', 'web=-1', '--yes', '--wait');
    expect(await replicasOf(lab(), 'web')).toBe(3);
  });

  test('undo takes the last action back, after showing its plan', async () => {
    await ends(lab(), 0, 'undo', '--yes', '--wait');
    expect(await replicasOf(lab(), 'web')).toBe(4);
  });

  test('restart replaces every task', async () => {
    await ends(lab(), 0, 'restart', 'web', '--yes', '--wait');
    expect((await serviceSpec(lab(), 'web')).Spec.TaskTemplate.ForceUpdate).toBe(1);
    expect(await updateStateOf(lab(), 'web')).toBe('completed');
  });

  test('update pins the new image by its digest and waits for the rollout', async () => {
    await ends(lab(), 0, 'update', 'web', '--image', lab().image('app:2'), '--yes', '--wait');
    expect(await imageOf(lab(), 'web')).toMatch(/app:2@sha256:[0-9a-f]{64}$/);
    expect(await countRunning(lab(), 'web')).toBe(4);
  });

  test('rollback says what it goes back to, goes there, and undo goes forward again', async () => {
    const {stdout} = await ends(lab(), 0, 'rollback', 'web', '--yes', '--wait');
    expect(stdout).toMatch(/the image goes back from \S+app:2 to \S+app:1/);
    expect(await imageOf(lab(), 'web')).toMatch(/app:1/);
    await ends(lab(), 0, 'undo', '--yes', '--wait');
    expect(await imageOf(lab(), 'web')).toMatch(/app:2/);
  });

  test('a rollout that fails at its start ends as failed, with the task and its exit code in words', async () => {
    const {stderr} = await ends(
      lab(),
      5,
      'update',
      'web',
      '--image',
      lab().image('app:bad'),
      '--yes',
      '--wait',
    );
    expect(stderr).toMatch(/^failed: the rollout is paused: web\.\d ended: exit 1/m);
    expect(await updateStateOf(lab(), 'web')).toBe('paused');
    await ends(lab(), 0, 'rollback', 'web', '--yes', '--wait');
  });

  test('a rollout that the engine rolls back has failed, although everything runs again', async () => {
    await createService(lab(), {
      name: 'careful',
      image: 'app:1',
      update: {monitorSeconds: 2, onFailure: 'rollback'},
    });
    await untilRunning(lab(), 'careful', 1);
    const {stderr} = await ends(
      lab(),
      5,
      'update',
      'careful',
      '--image',
      lab().image('app:bad'),
      '--yes',
      '--wait',
    );
    expect(stderr).toMatch(/^failed: the rollout failed and (is being|was) rolled back/m);
  });

  test('an image that does not exist ends as failed, and the plan said that it is not pinned', async () => {
    await createService(lab(), {name: 'absent', image: 'app:1', update});
    await untilRunning(lab(), 'absent', 1);
    const {stdout} = await ends(
      lab(),
      5,
      'update',
      'absent',
      '--image',
      lab().image('app:none'),
      '--yes',
      '--wait',
    );
    expect(stdout).toMatch(/warning {2}digest: the registry could not be asked .*not pinned/);
    await ends(lab(), 0, 'rm', 'absent', '--confirm', 'absent', '--wait');
  });

  test('tasks that find no node end a scaling as failed', async () => {
    await createService(lab(), {
      name: 'nowhere',
      image: 'pause:1',
      replicas: 0,
      constraints: ['node.labels.zone==moon'],
    });
    const {stdout, stderr} = await ends(lab(), 5, 'scale', 'nowhere=1', '--wait');
    expect(stdout).toContain('the rest will stay pending');
    expect(stderr).toMatch(/^failed: a task finds no node: 5 nodes ruled out by the constraints/m);
    await ends(lab(), 0, 'rm', 'nowhere', '--confirm', 'nowhere', '--wait');
  });

  test('a change by the docker CLI in between is kept, and one of the same field is never written over', async () => {
    await lab().docker('manager-1', 'service', 'update', '--detach', '--label-add', 'team=a', 'web');
    await ends(lab(), 0, 'scale', 'web=3', '--yes', '--wait');
    expect((await serviceSpec(lab(), 'web')).Spec.Labels).toMatchObject({team: 'a'});
    await lab().docker('manager-1', 'service', 'scale', '--detach', 'web=5');
    const {stderr} = await ends(lab(), 4, 'undo', '--yes');
    expect(stderr).toMatch(/Mode\.Replicated\.Replicas: expected 3, would be \d, is 5/);
    expect(await replicasOf(lab(), 'web')).toBe(5);
  });

  test('dry run, plan, read-only mode and a missing --yes change nothing, by the event stream of the engine', async () => {
    await until('the swarm is at rest', async () => (await countRunning(lab(), 'web')) === 5, {
      timeoutMs: 60_000,
    });
    const sinceMs = Date.now();
    await ends(lab(), 0, 'scale', 'web=9', '--dry-run');
    await ends(lab(), 0, 'plan', 'drain', 'worker-1');
    await ends(lab(), 0, 'plan', 'demote', 'manager-2');
    await ends(lab(), 4, 'restart', 'web');
    await ends(lab(), 4, 'rm', 'web', '--yes');
    for (const command of [
      ['scale', 'web=9'],
      ['restart', 'web'],
      ['update', 'web', '--image', lab().image('app:3')],
      ['rollback', 'web'],
      ['rm', 'web', '--confirm', 'web'],
      ['drain', 'worker-1'],
      ['pause', 'worker-1'],
      ['node-label', 'worker-1', 'a=b'],
      ['promote', 'worker-1'],
      ['demote', 'manager-3', '--confirm', 'manager-3'],
      ['node-rm', 'worker-1', '--force', '--confirm', 'worker-1'],
    ]) {
      const {stderr} = await ends(lab(), 4, ...command, '--read-only', '--yes');
      expect(stderr).toContain('refused: read-only');
    }
    expect(await changesSince(lab(), sinceMs)).toBe('');
    expect(await changesSince(lab(), sinceMs - 60_000)).toContain('"replicas.new":"5"');
  });

  test('a drain tells of the task that cannot move, empties the node, and is undone', async () => {
    await createService(lab(), {name: 'bound', image: 'pause:1', constraints: ['node.hostname==worker-1']});
    await untilRunning(lab(), 'bound', 1);
    const {stdout} = await ends(lab(), 0, 'drain', 'worker-1', '--yes', '--wait');
    expect(stdout).toMatch(/bound\.1 will stay pending: .*node\.hostname is manager-1, wanted worker-1/);
    expect(stdout).toMatch(/^done after [\d.]+ s: empty; without a node: bound\.1$/m);
    expect((await nodeNamed(lab(), 'worker-1')).Spec.Availability).toBe('drain');
    const {stdout: why} = await ends(lab(), 0, 'why', 'bound');
    expect(why).toMatch(/worker-1: is drained \[ready\]/);
    expect(why).not.toContain('Not the same');
    await ends(lab(), 0, 'undo', '--yes', '--wait');
    expect((await nodeNamed(lab(), 'worker-1')).Spec.Availability).toBe('active');
  });

  test('pause, activate and labels', async () => {
    await ends(lab(), 0, 'pause', 'worker-2', '--wait');
    expect((await nodeNamed(lab(), 'worker-2')).Spec.Availability).toBe('pause');
    await ends(lab(), 0, 'activate', 'worker-2', '--wait');
    await ends(lab(), 0, 'node-label', 'worker-2', 'zone=north', 'rack=1', '--wait');
    await ends(lab(), 0, 'node-label', 'worker-2', 'rack-', '--wait');
    expect((await nodeNamed(lab(), 'worker-2')).Spec).toMatchObject({
      Availability: 'active',
      Labels: {zone: 'north'},
    });
  });

  test('promote and demote wait for the Raft group, and demoting to no reserve must be typed', async () => {
    await ends(lab(), 0, 'promote', 'worker-2', '--yes', '--wait');
    expect((await nodeNamed(lab(), 'worker-2')).Spec.Role).toBe('manager');
    await ends(lab(), 0, 'demote', 'worker-2', '--yes', '--wait');
    expect((await nodeNamed(lab(), 'worker-2')).Spec.Role).toBe('worker');
    // Until its own engine has heard of it, the loss of the leader would bring it back into the Raft group.
    await until(
      'worker-2 knows that it is a worker',
      async () => {
        const info = (await lab().api('worker-2', '/info')) as {Swarm: {ControlAvailable: boolean}};
        return !info.Swarm.ControlAvailable;
      },
      {timeoutMs: 60_000},
    );
    const {stdout, stderr} = await ends(lab(), 4, 'demote', 'manager-3', '--yes');
    expect(stdout).toContain('3 managers → 2; may lose 1 → 0');
    expect(stderr).toContain('this needs --confirm manager-3');
  });

  test('the leader dies while a rollout runs: the outcome is told truly', async () => {
    await lab().docker('manager-1', 'service', 'scale', '--detach', 'web=3');
    await until('three run', async () => (await countRunning(lab(), 'web')) === 3, {timeoutMs: 60_000});
    const leader = await lab().leader();
    if (leader === null) throw new Error('no leader');
    const through = ['manager-1', 'manager-2', 'manager-3'].find(name => name !== leader) ?? '';
    const running = runCommand(['update', 'web', '--image', lab().image('app:3'), '--yes', '--wait'], {
      host: lab().dockerHost(through),
      home,
      timeoutMs: 200_000,
    });
    await until(
      'the rollout has begun',
      async () => (await lab().api(through, '/services/web').then(JSON.stringify)).includes('"updating"'),
      {timeoutMs: 30_000},
    );
    await lab().kill(leader);
    const {exitCode, stdout, stderr} = await running;
    const truth = await until(
      'a manager answers',
      async () =>
        (await lab().api(through, '/services/web', {timeoutMs: 25_000})) as {UpdateStatus: {State: string}},
      {timeoutMs: 60_000},
    );
    const state = truth.UpdateStatus.State;
    // The dead manager's own task may count as a failure of the rollout: then it must be told as one.
    expect([exitCode, state], `${stdout}${stderr}`).toEqual(exitCode === 0 ? [0, 'completed'] : [5, state]);
    expect(exitCode === 5 && state === 'completed').toBe(false);
    await lab().start(leader);
    await lab().waitReady(5);
  });

  test('a node that is down is removed, by its name', async () => {
    await lab().kill('worker-2');
    await until(
      'worker-2 is down',
      async () =>
        (await lab().listNodes()).some(({hostname, state}) => hostname === 'worker-2' && state === 'down'),
      {timeoutMs: 60_000},
    );
    await ends(lab(), 4, 'node-rm', 'worker-2', '--yes');
    await ends(lab(), 0, 'node-rm', 'worker-2', '--confirm', 'worker-2', '--wait');
    expect((await lab().listNodes()).map(({hostname}) => hostname)).not.toContain('worker-2');
  });

  test('rm removes a service, and the journal has all of it: who, what, how it ended', async () => {
    await ends(lab(), 0, 'rm', 'web', '--confirm', 'web', '--wait');
    await expect(lab().api('manager-1', '/services/web')).rejects.toThrow(/404/);
    const {stdout} = await ends(lab(), 0, 'journal', '--json');
    const records = JSON.parse(stdout) as readonly {
      title: string;
      result: {kind: string};
      endedAt: string | null;
    }[];
    const told = records.map(({title, result}) => `${title}: ${result.kind}`);
    expect(told).toContain('scale web from 2 to 4: done');
    expect(told).toContain('remove web: cancelled');
    expect(told.at(-1)).toBe('remove web: done');
    expect(records.filter(({endedAt}) => endedAt === null)).toEqual([]);
  });
});
