import {describe, expect, it} from 'vitest';
import {agentSpec} from '../../../../../source/actions/plan/agent/agent-spec.ts';
import {withImage} from '../../../../../source/actions/plan/services/pin-image.ts';
import {textAt, valueAt} from '../../../../../source/actions/spec/json.ts';
import {anActionSwarm} from '../../../../builders/action-swarm.ts';
import {aCluster} from '../../../../builders/cluster.ts';

const wish = {image: 'registry.example/medianest:1', everyMs: 2_000, socket: '/var/run/docker.sock'};
const deploy = {kind: 'deploy-agent', service: 'medianest_agent', withRegistryAuth: false, ...wish} as const;
const nodes = () => aCluster().withManagers(1).withWorkers(2);
const labels = {'medianest.role': 'agent'};
/** As the registry of the builder answers. */
const answer = {
  kind: 'resolved',
  digest: 'sha256:abc',
  platforms: [{os: 'linux', architecture: 'amd64'}],
} as const;
const deployed = () =>
  anActionSwarm(nodes().withService('agents', 3, {labels, mode: {kind: 'global'}}), {
    'agents-id': withImage(agentSpec(wish, '1.51'), wish.image, answer),
  });

describe('the spec of the agent', () => {
  it('gives it as little as it can do with', () => {
    const spec = agentSpec(wish, '1.51');
    const container = valueAt(spec, ['TaskTemplate', 'ContainerSpec']);
    expect(container).toMatchObject({
      ReadOnly: true,
      CapabilityDrop: ['ALL'],
      Mounts: [{Source: '/var/run/docker.sock', ReadOnly: true}],
      Privileges: {NoNewPrivileges: true},
    });
    expect(valueAt(spec, ['TaskTemplate', 'Networks'])).toBeUndefined();
    expect(valueAt(spec, ['EndpointSpec', 'Ports'])).toBeUndefined();
    expect(valueAt(spec, ['TaskTemplate', 'Resources', 'Limits', 'MemoryBytes'])).toBe(128 * 2 ** 20);
    expect(valueAt(spec, ['TaskTemplate', 'LogDriver', 'Options', 'max-size'])).toBe('1m');
    expect(valueAt(spec, ['Mode'])).toEqual({Global: {}});
  });

  it('mounts nothing where a proxy stands between', () => {
    const spec = agentSpec({...wish, socket: 'tcp://proxy:2375'}, '1.51');
    expect(valueAt(spec, ['TaskTemplate', 'ContainerSpec', 'Mounts'])).toEqual([]);
    expect(valueAt(spec, ['TaskTemplate', 'ContainerSpec', 'Args'])).toContain('tcp://proxy:2375');
  });

  it('leaves out what an older engine would drop without a word', () => {
    expect(valueAt(agentSpec(wish, '1.41'), ['TaskTemplate', 'ContainerSpec', 'Privileges'])).toBeUndefined();
  });
});

describe('deploying the agent', () => {
  it('makes a service with a pinned image, and names its nodes and what a socket means', async () => {
    const swarm = anActionSwarm(nodes());
    const plan = await swarm.plan(deploy);
    expect(plan.effects[0]).toBe('3 nodes get an agent, and each node that joins');
    expect(plan.checks.find(({name}) => name === 'socket')).toMatchObject({level: 'warning'});
    const [step] = plan.steps;
    expect(
      step?.kind === 'create-service' && textAt(step.spec, 'TaskTemplate', 'ContainerSpec', 'Image'),
    ).toBe(`${wish.image}@sha256:abc`);
    expect(swarm.writes).toEqual([]);
  });

  it('counts no node on which Swarm would run nothing', async () => {
    const swarm = anActionSwarm(
      nodes().withNodeChanged('node-2', {availability: 'drain'}).withNodeChanged('node-3', {state: 'down'}),
    );
    expect((await swarm.plan(deploy)).effects[0]).toContain('1 node gets an agent');
  });

  it('changes what is there, and leaves alone what it does not speak of', async () => {
    const swarm = deployed();
    const plan = await swarm.plan({...deploy, service: 'agents-id', everyMs: 5_000});
    const [step] = plan.steps;
    expect(step?.kind === 'update-service' && step.changes.map(({path}) => path.join('.'))).toEqual([
      'TaskTemplate.ContainerSpec.Args',
    ]);
    expect(plan.undo).toMatchObject({kind: 'update-service'});
  });

  it('does nothing where it is like this already', async () => {
    const {reasons} = await deployed().refusal({...deploy, service: 'agents-id'});
    expect(reasons).toEqual(['it is deployed like this already']);
  });

  it('is refused where another service has its name', async () => {
    const swarm = anActionSwarm(nodes().withService('medianest_agent', 1));
    const {reasons} = await swarm.refusal({...deploy, service: 'medianest_agent-id'});
    expect(reasons.join()).toContain('that is no agent');
  });

  it.each(['docker.sock', 'tcp://proxy', 'http://x:1'])('is refused for the socket %s', async socket => {
    const {reasons} = await anActionSwarm(nodes()).refusal({...deploy, socket});
    expect(reasons.join()).toContain('neither the path of a socket nor tcp://HOST:PORT');
  });
});
