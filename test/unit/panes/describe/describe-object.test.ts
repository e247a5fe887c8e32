import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {mask} from '../../../../source/domain/masking/masking.ts';
import {describePlain} from '../../../../source/panes/describe/plain.ts';
import type {ObjectKind, ObjectRef} from '../../../../source/panes/pane.ts';
import type {ClusterStore} from '../../../../source/store/cluster-store.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {networkId, nodeId, serviceId, stackName, taskId} from '../../../builders/ids.ts';
import {
  aConfig,
  aContainer,
  aFailedTask,
  aNetwork,
  aNode,
  anUpdate,
  aSecret,
  aVolume,
  minuteMs,
  nowMs,
} from '../../../builders/objects.ts';

const culprit = 'abcdefghij0123456789abcde';

const cluster = aCluster()
  .withManagers(1)
  .withWorkers(1)
  .withService('web', 2, {
    stack: stackName('shop'),
    networks: [networkId('net1')],
    ports: [{protocol: 'tcp', target: 80, published: 8080, mode: 'ingress'}],
    update: anUpdate({
      state: 'rollback_completed',
      message: `update rolled back due to failure or early termination of task ${culprit}`,
      completedAtMs: nowMs - minuteMs,
      startedAtMs: nowMs - 5 * minuteMs,
    }),
  })
  .withService('idle', 1)
  .with({
    networks: [aNetwork()],
    secrets: [aSecret()],
    configs: [aConfig()],
    volumes: [aVolume()],
    containers: [aContainer()],
  });
const failed = aFailedTask(3 * minuteMs, {
  id: taskId(culprit),
  serviceId: serviceId('web-id'),
  exitCode: 137,
  error: 'task: non-zero exit (137)',
});
const store = cluster.with({tasks: [...cluster.tasks, failed]}).store();

const ref = (kind: ObjectKind, id: string): ObjectRef => ({kind, id, name: id});
const pageOf = (kind: ObjectKind, id: string, raw: unknown = null, from: ClusterStore = store): string =>
  describePlain({object: ref(kind, id), store: from, raw, nowMs});

const containerSpec = {
  Image: 'app:1@sha256:0',
  Command: ['/bin/app'],
  Args: ['--name', 'a b', '--token', 'hunter2'],
  Env: ['MODE=prod', 'DB_PASSWORD=hunter2'],
  Mounts: [{Type: 'volume', Source: 'data', Target: '/data', ReadOnly: true}],
  Secrets: [{SecretName: 'password', File: {Name: 'password'}}],
  Configs: [{ConfigName: 'settings', File: {Name: '/etc/app.conf'}}],
  Healthcheck: {Test: ['CMD-SHELL', 'curl localhost'], Interval: 10e9, Retries: 5},
  CapabilityAdd: ['NET_ADMIN'],
  ReadOnly: true,
};
const rawService = {
  Spec: {
    Labels: {tier: 'front'},
    TaskTemplate: {
      ContainerSpec: containerSpec,
      Resources: {Limits: {NanoCPUs: 5e8, MemoryBytes: 256 * 1024 ** 2}},
      Placement: {Constraints: ['node.labels.disk==ssd'], MaxReplicas: 2},
      RestartPolicy: {Condition: 'on-failure', Delay: 2e9, MaxAttempts: 3},
      Networks: [{Target: 'net1', Aliases: ['web']}],
    },
    UpdateConfig: {Parallelism: 0, Order: 'start-first', Monitor: 15e9, FailureAction: 'rollback'},
    EndpointSpec: {Mode: 'vip'},
  },
  Endpoint: {VirtualIPs: [{NetworkID: 'net1', Addr: '10.1.0.2/24'}]},
};

/** Whether the page has a row of this label with this value. */
const row = (page: string, label: string): string | undefined =>
  page
    .split('\n')
    .find(line => line.startsWith(`  ${label}  `) || line.startsWith(`  ${label.padEnd(18)} `))
    ?.slice(21);

describe('the page of a service', () => {
  const page = pageOf('service', 'web-id', rawService);

  it('begins with its health, its true replicas and how its update ended', () => {
    expect(page).toMatch(/^service web\n\nState\n {2}Health {13}✖ critical\n/);
    expect(row(page, 'Running')).toBe('2/2');
    expect(row(page, 'Update')).toBe('✖ rolled back');
    expect(row(page, 'Completed')).toMatch(/\(1m ago\)$/);
  });

  it('names the task that broke the update with its exit code in words', () => {
    expect(row(page, 'Failing task')).toContain('web.1 exit 137 (killed, usually out of memory)');
    expect(page.indexOf('Failing task')).toBeLessThan(page.indexOf('Container'));
  });

  it('tells the spec in words, with the engine’s defaults where it is silent', () => {
    expect(row(page, 'Arguments')).toBe(`--name "a b" --token ${mask}`);
    expect(row(page, 'volume')).toBe('data → /data (read-only)');
    expect(row(page, 'Secrets')).toBe('password → /run/secrets/password');
    expect(row(page, 'Configs')).toBe('settings → /etc/app.conf');
    expect(row(page, 'Limits')).toBe('0.5 CPUs, 256MiB memory');
    expect(row(page, 'Reservations')).toBe('none');
    expect(row(page, 'Constraints')).toBe('node.labels.disk==ssd');
    expect(row(page, 'Condition')).toMatch(/^on failure/);
    expect(row(page, 'front')).toBe('as web · virtual IP 10.1.0.2/24');
    expect(row(page, 'Published')).toBe('*:8080->80/tcp');
    expect(row(page, 'Parallelism')).toBe('all at once');
    expect(row(page, 'Timeout')).toBe('30s (default)');
    expect(page.slice(page.indexOf('Rollback config'))).toContain('1 (default)');
  });

  it('never shows what looks like a secret', () => {
    expect(page).not.toContain('hunter2');
  });
});

describe('the pages of other objects', () => {
  it('tells of a task why it failed, and what else was tried in its slot', () => {
    const page = pageOf('task', culprit, {Spec: {ContainerSpec: containerSpec}});
    expect(row(page, 'State')).toBe('✖ failed 3m ago');
    expect(row(page, 'Exit code')).toBe('exit 137 (killed, usually out of memory)');
    expect(page.split('Others of its slot')[1]).toContain('web.1');
    expect(page).not.toContain('hunter2');
  });

  it('tells of a node that rejoined which other entry has its hostname', () => {
    const twice = cluster.withNode(aNode({id: nodeId('other'), hostname: 'node-2', state: 'down'})).store();
    const page = pageOf('node', 'n2', {}, twice);
    expect(page.split('Other entries of this hostname')[1]).toMatch(/other +▲ down/);
  });

  it('lists the tasks of a node and its plugins', () => {
    const raw = {
      Description: {
        Engine: {
          Plugins: [
            {Type: 'Volume', Name: 'local'},
            {Type: 'Log', Name: 'journald'},
          ],
        },
      },
    };
    const page = pageOf('node', 'n1', raw);
    expect(page.split('Tasks (')[1]).toContain('web.1');
    expect(row(page, 'Volume')).toBe('local');
  });

  it('tells of a stack its services and what belongs to it', () => {
    const page = pageOf('stack', 'shop');
    expect(page.split('Services (1)')[1]).toContain('web');
    expect(page).not.toContain('idle');
  });

  it('tells of networks, secrets, configs and volumes which services use them', () => {
    expect(pageOf('network', 'net1').split('Used by (1)')[1]).toContain('web');
    for (const [kind, id] of [
      ['secret', 'sec1'],
      ['config', 'cfg1'],
      ['volume', 'data'],
    ] as const) {
      expect(pageOf(kind, id).split('Used by')[1]).toContain('no service');
    }
  });

  it('shows the data of a config as text with its secrets masked', () => {
    const page = pageOf('config', 'cfg1', {Spec: {Data: btoa('port=80\npassword=hunter2\n')}});
    expect(page).toContain(`  port=80\n  password=${mask}`);
    expect(pageOf('config', 'cfg1', {Spec: {Data: btoa('\u0000\u0001')}})).toContain('not text');
  });

  it('tells of a container that it was out of memory, and what its health check printed', () => {
    const raw = {
      State: {
        OOMKilled: true,
        ExitCode: 137,
        Running: false,
        FinishedAt: '2026-11-23T11:58:00Z',
        Health: {
          FailingStreak: 2,
          Log: [{Start: '2026-11-23T11:57:00Z', ExitCode: 1, Output: 'no answer\n'}],
        },
      },
    };
    const page = pageOf('container', 'c1', raw);
    expect(row(page, 'Out of memory')).toMatch(/^✖ yes/);
    expect(row(page, 'Finished')).toMatch(/2m ago/);
    expect(page.split('Failing in a row')[1]).toContain('no answer');
  });
});

const kinds: readonly (readonly [ObjectKind, string])[] = [
  ['node', 'n1'],
  ['service', 'web-id'],
  ['task', 'web-1'],
  ['stack', 'shop'],
  ['network', 'net1'],
  ['volume', 'data'],
  ['secret', 'sec1'],
  ['config', 'cfg1'],
  ['container', 'c1'],
];

describe('a page without the engine’s own JSON', () => {
  it.each(kinds)('of a %s says that the object is gone when no list has it', kind => {
    expect(pageOf(kind, 'nowhere')).toContain('It is not in the lists of this cluster');
  });

  it('says that the details are asked for, and shows what the lists know meanwhile', () => {
    const page = pageOf('service', 'web-id');
    expect(page).toContain('Asking the engine for the details');
    expect(row(page, 'Running')).toBe('2/2');
    expect(page).not.toContain('Restart policy');
  });

  it('says why the engine gave no details, and what to do', () => {
    const error = Object.assign(new Error('connection refused'), {hint: 'Check that the engine runs.'});
    const page = pageOf('service', 'web-id', error);
    expect(page).toContain('The engine gave no details: connection refused');
    expect(page).toContain('Check that the engine runs.');
    expect(page).not.toContain('Restart policy');
  });

  it.each(kinds)('of a %s reads whatever JSON the engine gives', (kind, id) => {
    const keys = fc.constantFrom(
      'Spec',
      'State',
      'Health',
      'Log',
      'TaskTemplate',
      'ContainerSpec',
      'Mounts',
      'Env',
      'Data',
      'Labels',
    );
    const {json} = fc.letrec(tie => ({
      json: fc.oneof(
        {maxDepth: 5},
        fc.jsonValue({maxDepth: 1}),
        fc.dictionary(keys, tie('json')),
        fc.array(tie('json'), {maxLength: 3}),
      ),
    }));
    fc.assert(
      fc.property(json, raw => {
        expect(pageOf(kind, id, raw)).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|undefined|\[object/,
        );
      }),
      {numRuns: 60},
    );
  });
});
