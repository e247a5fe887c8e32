import {describe, expect, it} from 'vitest';
import {decodeContainer} from '../../../../../source/engine/dockerode/decode/container.ts';
import {decodeEvent} from '../../../../../source/engine/dockerode/decode/engine-event.ts';
import {createInterner} from '../../../../../source/engine/dockerode/decode/interner.ts';
import {decodeNetwork} from '../../../../../source/engine/dockerode/decode/network.ts';
import {decodeNode} from '../../../../../source/engine/dockerode/decode/node.ts';
import {decodeService} from '../../../../../source/engine/dockerode/decode/service.ts';
import {createSpecKey} from '../../../../../source/engine/dockerode/decode/spec-key.ts';
import {decodeTask} from '../../../../../source/engine/dockerode/decode/task.ts';
import {createDecodeTools} from '../../../../../source/engine/dockerode/decode/tools.ts';

const tools = createDecodeTools();
const service = (spec: object, rest: object = {}) => decodeService({ID: 's', Spec: spec, ...rest}, tools);
const task = (fields: object) => decodeTask({ID: 't', ...fields}, tools);

describe('a service', () => {
  it('has one replica where the spec gives no number, and none where it says so', () => {
    expect(service({})?.mode).toEqual({kind: 'replicated', replicas: 1});
    expect(service({Mode: {Replicated: {}}})?.mode).toEqual({kind: 'replicated', replicas: 1});
    expect(service({Mode: {Replicated: {Replicas: 0}}})?.mode).toEqual({kind: 'replicated', replicas: 0});
  });

  it('lists a port once that the engine lists for each address family', () => {
    const port = {Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress'};
    const ports = service({}, {Endpoint: {Ports: [port, port, {...port, PublishedPort: 8081}]}})?.ports;
    expect(ports?.map(({published}) => published)).toEqual([8080, 8081]);
  });

  it('shows the wanted ports while the engine has assigned none', () => {
    const spec = {EndpointSpec: {Ports: [{TargetPort: 53, Protocol: 'udp'}]}};
    expect(service(spec)?.ports).toEqual([{protocol: 'udp', target: 53, published: 0, mode: 'ingress'}]);
  });

  it('has no health check where its spec switches the one of the image off', () => {
    const withTest = (test: readonly string[]) =>
      service({TaskTemplate: {ContainerSpec: {Healthcheck: {Test: test}}}})?.hasHealthcheck;
    expect(withTest(['NONE'])).toBe(false);
    expect(withTest(['CMD', 'true'])).toBe(true);
  });

  it('has no update where the state is none that we know', () => {
    expect(service({}, {UpdateStatus: {State: 'hopeful'}})?.update).toBeNull();
    const rolledBack = {UpdateStatus: {State: 'rollback_completed', Message: 'rollback completed'}};
    expect(service({}, rolledBack)?.update?.isManual).toBe(false);
    expect(service({}, {...rolledBack, PreviousSpec: {Name: 'web'}})?.update?.isManual).toBe(true);
    expect(service({}, {UpdateStatus: {State: 'paused', StartedAt: '0001-01-01T00:00:00Z'}})?.update).toEqual(
      {
        state: 'paused',
        message: '',
        isManual: false,
        isHeld: false,
        startedAtMs: null,
        completedAtMs: null,
      },
    );
  });

  it('has an update that is held where its policy waits a thousand hours, and only while it goes on', () => {
    const held = (state: string, hours: number) =>
      service({UpdateConfig: {Delay: hours * 3.6e12}}, {UpdateStatus: {State: state}})?.update?.isHeld;
    expect([held('updating', 1_000), held('updating', 999), held('completed', 1_000)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has no counts where the engine was not asked for them', () => {
    expect(service({})?.status).toBeNull();
    expect(service({}, {ServiceStatus: {}})?.status).toEqual({running: 0, desired: 0, completed: 0});
  });
});

describe('a task', () => {
  it('has no exit code while its container may still run, also where the engine writes a zero', () => {
    const container = {ContainerID: 'c', PID: 1, ExitCode: 0};
    const exitCode = (state: string) => task({Status: {State: state, ContainerStatus: container}})?.exitCode;
    expect(['running', 'starting', 'orphaned'].map(exitCode)).toEqual([null, null, null]);
    expect(['complete', 'failed', 'shutdown'].map(exitCode)).toEqual([0, 0, 0]);
  });

  it('is never running in a state that we do not know', () => {
    expect(task({Status: {State: 'levitating'}, DesiredState: 'up'})).toMatchObject({
      state: 'new',
      desiredState: 'new',
    });
  });
});

describe('a node', () => {
  it('is in an unknown state where the word is not known', () => {
    expect(decodeNode({ID: 'n', Status: {State: 'asleep'}, ManagerStatus: {Leader: true}})).toMatchObject({
      state: 'unknown',
      manager: {leader: true, reachability: 'unknown', address: ''},
    });
  });
});

describe('a network', () => {
  it('is encrypted by the presence of the option, even as "false"', () => {
    expect(decodeNetwork({Id: 'n', Options: {encrypted: 'false'}})?.encrypted).toBe(true);
    expect(decodeNetwork({Id: 'n', Options: null})?.encrypted).toBe(false);
  });
});

describe('a container', () => {
  it.each([
    ['Up 3 hours (healthy)', 'healthy'],
    ['Up 3 hours (unhealthy)', 'unhealthy'],
    ['Up 1 second (health: starting)', 'starting'],
    ['Up 3 hours', 'none'],
    ['Exited (137) 2 hours ago', 'none'],
    ['Up 3 hours (Paused)', 'none'],
  ])('with the phrase "%s" has the health "%s"', (status, health) => {
    expect(decodeContainer({Id: 'c', Status: status})?.health).toBe(health);
  });

  it('names the address of a port only where it is not every address', () => {
    const port = {PrivatePort: 53, PublicPort: 5353, Type: 'udp'};
    const ports = [
      {...port, IP: '0.0.0.0'},
      {...port, IP: '::'},
      {...port, IP: '127.0.0.1'},
      {...port, IP: '::1'},
      {PrivatePort: 80, Type: 'tcp'},
    ];
    expect(decodeContainer({Id: 'c', Ports: ports})?.ports).toEqual([
      '5353->53/udp',
      '127.0.0.1:5353->53/udp',
      '[::1]:5353->53/udp',
      '80/tcp',
    ]);
  });
});

describe('an event', () => {
  it('has its time in milliseconds, from nanoseconds where there are some', () => {
    const event = {Type: 'node', Action: 'update', Actor: {ID: 'n'}, time: 5, timeNano: 5_123_456_789};
    expect(decodeEvent(event)).toMatchObject({timeMs: 5_123, scope: 'local', attributes: {}});
    expect(decodeEvent({...event, timeNano: undefined, scope: 'swarm'})).toMatchObject({
      timeMs: 5_000,
      scope: 'swarm',
    });
  });

  it('is none without a type or an action', () => {
    expect(decodeEvent({Type: 'node'})).toBeNull();
    expect(decodeEvent({Action: 'update'})).toBeNull();
  });
});

describe('the spec key', () => {
  const spec = {ContainerSpec: {Image: 'app:1'}, Resources: {}, ForceUpdate: 0, Placement: {}};

  it('differs by what replaces tasks, and by nothing else', () => {
    const key = createSpecKey();
    const same = [{...spec}, {...spec, Placement: {Constraints: ['a==b']}}, {...spec, Runtime: 'container'}];
    const other = [
      {...spec, ContainerSpec: {Image: 'app:2'}},
      {...spec, Resources: {Limits: {NanoCPUs: 1}}},
      {...spec, RestartPolicy: {Condition: 'any'}},
      {...spec, Networks: [{Target: 'n'}]},
      {...spec, LogDriver: {Name: 'none'}},
      {...spec, ForceUpdate: 1},
    ];
    expect(new Set(same.map(key)).size).toBe(1);
    expect(new Set([spec, ...other].map(key)).size).toBe(other.length + 1);
  });

  it('does not depend on what was seen before, nor on how much is remembered', () => {
    const forgetful = createSpecKey(1);
    const specs = ['a', 'b', 'a', 'c', 'b'].map(image => ({ContainerSpec: {Image: image}}));
    expect(specs.map(forgetful)).toEqual(specs.map(one => createSpecKey()(one)));
  });
});

describe('the interner', () => {
  it('gives back the text it was given, also after it has forgotten', () => {
    const intern = createInterner(2);
    const texts = ['a', 'b', 'c', 'a', 'b', 'c'];
    expect(texts.map(intern)).toEqual(texts);
  });
});
