import {describe, expect, it} from 'vitest';
import {decodeConfig} from '../../../../../source/engine/dockerode/decode/config.ts';
import {decodeContainer} from '../../../../../source/engine/dockerode/decode/container.ts';
import {decodeInfo} from '../../../../../source/engine/dockerode/decode/engine-info.ts';
import {decodeNetwork} from '../../../../../source/engine/dockerode/decode/network.ts';
import {decodeNode} from '../../../../../source/engine/dockerode/decode/node.ts';
import {decodeSecret} from '../../../../../source/engine/dockerode/decode/secret.ts';
import {decodeService} from '../../../../../source/engine/dockerode/decode/service.ts';
import {decodeTask} from '../../../../../source/engine/dockerode/decode/task.ts';
import {createDecodeTools} from '../../../../../source/engine/dockerode/decode/tools.ts';
import {decodeVolume} from '../../../../../source/engine/dockerode/decode/volume.ts';
import {engineVersions, recorded} from '../../recorded/recorded.ts';

const present = <Value>(values: readonly (Value | null)[]): readonly Value[] =>
  values.filter(value => value !== null);

describe.each(engineVersions)('what engine %s answered', version => {
  const answers = recorded(version);
  const tools = createDecodeTools();
  const services = present(answers.services.map(wire => decodeService(wire, tools)));
  const service = (name: string) => {
    const found = services.find(candidate => candidate.name === name);
    if (found === undefined) throw new Error(`${name} was not recorded`);
    return found;
  };
  const tasks = present(answers.tasks.map(wire => decodeTask(wire, tools)));
  const tasksOf = (name: string) => tasks.filter(task => task.serviceId === service(name).id);

  it('holds a manager and a worker', () => {
    const nodes = present(answers.nodes.map(decodeNode)).toSorted((a, b) =>
      a.hostname.localeCompare(b.hostname),
    );
    expect(nodes).toMatchObject([
      {
        hostname: 'manager-1',
        role: 'manager',
        availability: 'active',
        state: 'ready',
        address: '192.0.2.11',
        manager: {leader: true, reachability: 'reachable', address: '192.0.2.11:2377'},
        nanoCpus: 2e9,
        engineLabels: {'example.rack': 'manager-1'},
      },
      {hostname: 'worker-1', role: 'worker', state: 'ready', manager: null},
    ]);
    for (const node of nodes) {
      expect(node.engineVersion).toContain(version);
      expect(node.createdAtMs).toBeGreaterThan(Date.UTC(2026, 0));
      expect(node.version).toBeGreaterThan(0);
    }
  });

  it('holds a stack service with everything that one can have', () => {
    const secret = present(answers.secrets.map(decodeSecret))[0];
    const config = present(answers.configs.map(decodeConfig))[0];
    const network = present(answers.networks.map(decodeNetwork)).find(({name}) => name === 'media_back');
    expect(service('media_api')).toMatchObject({
      stack: 'media',
      mode: {kind: 'replicated', replicas: 2},
      image: 'registry.example:5000/app:1',
      imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      ports: [{protocol: 'tcp', target: 8080, published: 18080, mode: 'host'}],
      networks: [network?.id],
      secrets: [secret?.id],
      configs: [config?.id],
      volumes: ['media_data'],
      constraints: ['node.platform.os==linux'],
      maxReplicasPerNode: 2,
      hasHealthcheck: true,
      update: {state: 'completed', message: 'update completed', completedAtMs: expect.any(Number)},
      status: {desired: 2},
    });
    expect(service('nowhere')).toMatchObject({stack: null, ports: [], update: null, hasHealthcheck: false});
  });

  it('holds services of every recorded mode', () => {
    expect(service('everywhere')).toMatchObject({
      mode: {kind: 'global'},
      ports: [{target: 80, published: 18081, mode: 'ingress'}],
    });
    expect(service('once')).toMatchObject({
      mode: {kind: 'replicated-job', maxConcurrent: 1, totalCompletions: 2},
      status: {running: 0, desired: 1, completed: 2},
      jobIteration: 0,
    });
  });

  it('holds tasks in every recorded state, and their exit codes only where a container ended', () => {
    expect(tasksOf('bad')).toMatchObject([
      {state: 'failed', desiredState: 'shutdown', error: 'task: non-zero exit (1)', exitCode: 1},
    ]);
    expect(tasksOf('nowhere')).toMatchObject([
      {
        state: 'pending',
        nodeId: null,
        containerId: null,
        exitCode: null,
        error: 'no suitable node (scheduling constraints not satisfied on 2 nodes)',
      },
    ]);
    expect(tasksOf('once')).toMatchObject([{state: 'complete', exitCode: 0, jobIteration: 0}]);
    expect(tasksOf('everywhere')).toMatchObject([{state: 'running', slot: 0, exitCode: null}]);
    for (const task of tasksOf('nope'))
      expect(task).toMatchObject({state: 'rejected', exitCode: null, containerId: null});
  });

  it('has equal spec keys for a service and its tasks of the current spec, and another for the older ones', () => {
    for (const task of tasksOf('everywhere')) expect(task.specKey).toBe(service('everywhere').specKey);
    const byState = Object.fromEntries(
      tasksOf('media_api').map(task => [task.state, task.specKey === service('media_api').specKey]),
    );
    expect(byState).toEqual({running: true, shutdown: false});
  });

  it('holds networks, and tells an encrypted one by the option being there', () => {
    const networks = Object.fromEntries(
      present(answers.networks.map(decodeNetwork)).map(network => [network.name, network]),
    );
    expect(networks['media_back']).toMatchObject({
      stack: 'media',
      driver: 'overlay',
      scope: 'swarm',
      attachable: true,
      encrypted: false,
      subnets: [expect.stringMatching(/^10\.0\.\d+\.0\/24$/)],
    });
    expect(networks['secretnet']).toMatchObject({encrypted: true});
    expect(networks['ingress']).toMatchObject({ingress: true});
    expect(networks['bridge']).toMatchObject({scope: 'local', stack: null});
  });

  it('holds a secret, a config with its size and a volume of a stack', () => {
    expect(present(answers.secrets.map(decodeSecret))).toMatchObject([
      {name: 'word', driver: '', stack: null},
    ]);
    expect(present(answers.configs.map(decodeConfig))).toMatchObject([{name: 'page', bytes: 6}]);
    expect(present(answers.volumes.Volumes.map(decodeVolume))).toMatchObject([
      {name: 'media_data', stack: 'media', driver: 'local', scope: 'local'},
    ]);
  });

  it('holds containers with the task they belong to, their health and each port once', () => {
    const containers = present(answers.containers.map(decodeContainer));
    const api = containers.find(({name}) => name.startsWith('media_api.'));
    expect(api).toMatchObject({
      state: 'running',
      health: 'healthy',
      serviceId: service('media_api').id,
      ports: ['18080->8080/tcp'],
    });
    expect(api?.taskId).not.toBeNull();
  });

  it('is the answer of a working manager', () => {
    expect(decodeInfo(answers.info, '1.41')).toMatchObject({
      name: 'manager-1',
      engineVersion: expect.stringContaining(version),
      apiVersion: '1.41',
      cpus: 2,
      cgroupVersion: '1',
      nodeAddress: '192.0.2.11',
      clusterId: expect.stringMatching(/^\w{25}$/),
      membership: {kind: 'manager'},
      remoteManagers: [{address: '192.0.2.11:2377'}],
    });
  });
});
