import {connect} from 'node:net';
import {afterEach, describe, expect, test} from 'vitest';
import {
  aSwarmOnSockets,
  call,
  callJson,
  createService,
  openCall,
  type SocketSwarm,
  type SocketSwarmOptions,
} from '../../../builders/socket-swarm.ts';
import {until} from '../../../until.ts';

let open: SocketSwarm | null = null;

const start = async (options: SocketSwarmOptions = {}) => {
  open = await aSwarmOnSockets({speed: 20, workers: 0, ...options});
  return {...open, socket: open.path('manager-1')};
};

afterEach(async () => {
  await open?.close();
  open = null;
});

const patience = {timeoutMs: 8_000, everyMs: 10};

interface Frame {
  readonly stream: number;
  readonly text: string;
}

const framesOf = (bytes: Buffer): Frame[] => {
  const frames: Frame[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at + 4);
    frames.push({stream: bytes.readUInt8(at), text: bytes.toString('utf8', at + 8, at + 8 + length)});
    at += 8 + length;
  }
  return frames;
};

const follow = async (socket: string, path: string) => {
  const gone = new AbortController();
  const response = await openCall(socket, path, {signal: gone.signal});
  const seen = {bytes: Buffer.alloc(0), isOver: false};
  response.on('data', (chunk: Buffer) => {
    seen.bytes = Buffer.concat([seen.bytes, chunk]);
  });
  response.on('error', () => undefined);
  response.on('close', () => {
    seen.isOver = true;
  });
  return {
    seen,
    frames: () => framesOf(seen.bytes),
    text: () => seen.bytes.toString(),
    leave: () => gone.abort(),
  };
};

const allFrames = async (socket: string, path: string): Promise<readonly Frame[]> => {
  const response = await openCall(socket, path);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return framesOf(Buffer.concat(chunks));
};

describe('logs', () => {
  test('of a service come in frames, stdout and stderr apart, in the order of time', async () => {
    const {socket} = await start();
    await createService(socket, 'talk', {replicas: 2, image: 'spam:1'});
    const path = '/services/talk/logs?stdout=1&stderr=1&timestamps=1';
    await until('forty lines', async () => (await allFrames(socket, path)).length >= 40, patience);
    const frames = await allFrames(socket, path);
    const times = frames.map(({text}) => text.slice(0, text.indexOf(' ')));
    expect(new Set(frames.map(({stream}) => stream))).toEqual(new Set([1, 2]));
    expect(times.map(time => Date.parse(time))).toEqual(
      times.map(time => Date.parse(time)).toSorted((a, b) => a - b),
    );
    expect(frames.every(({text}) => /^2\d{3}-\S+Z \S.*\n$/s.test(text))).toBe(true);
    const errors = await allFrames(socket, '/services/talk/logs?stderr=1');
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every(({stream}) => stream === 2)).toBe(true);
  });

  test('say with details which node, service and task wrote a line, in the order of the names', async () => {
    const {socket} = await start();
    const id = await createService(socket, 'talk');
    const path = '/services/talk/logs?stdout=1&stderr=1&details=1&tail=1';
    const [frame] = await until(
      'a line',
      async () => {
        const frames = await allFrames(socket, path);
        return frames.length > 0 && frames;
      },
      patience,
    );
    expect(frame?.text).toMatch(
      new RegExp(
        `^com\\.docker\\.swarm\\.node\\.id=\\w{25},com\\.docker\\.swarm\\.service\\.id=${id},com\\.docker\\.swarm\\.task\\.id=\\w{25} \\S`,
      ),
    );
  });

  test('end with the last lines of each task, or begin at a moment, that moment included', async () => {
    const {socket} = await start();
    await createService(socket, 'talk', {replicas: 3});
    const path = '/services/talk/logs?stdout=1&stderr=1&timestamps=1';
    await until('sixty lines', async () => (await allFrames(socket, path)).length >= 60, patience);
    expect(await allFrames(socket, `${path}&tail=2`)).toHaveLength(6);
    expect(await allFrames(socket, `${path}&tail=0`)).toHaveLength(0);
    const frames = await allFrames(socket, path);
    const middle = frames[30]?.text.split(' ')[0] ?? '';
    const since = Date.parse(middle) / 1000;
    const [first] = await allFrames(socket, `${path}&since=${since}`);
    expect(Date.parse(first?.text.split(' ')[0] ?? '')).toBe(Date.parse(middle));
  });

  test('are followed, also those of tasks that start later', async () => {
    const {socket} = await start();
    await createService(socket, 'talk');
    const {frames, leave} = await follow(
      socket,
      '/services/talk/logs?stdout=1&stderr=1&follow=1&details=1&tail=1',
    );
    const tasks = () => new Set(frames().map(({text}) => /task\.id=(\w+)/.exec(text)?.[1]));
    await until('lines of the first task', () => frames().length > 5, patience);
    expect(tasks().size).toBe(1);
    const {Spec, Version} = (await callJson(socket, '/services/talk')) as {
      Spec: object;
      Version: {Index: number};
    };
    const body = {...Spec, Mode: {Replicated: {Replicas: 2}}};
    await call(socket, `/services/talk/update?version=${Version.Index}`, {method: 'POST', body});
    await until('lines of the second task', () => tasks().size === 2, patience);
    leave();
  });

  test('end with an error of the engine when a node cannot be reached', async () => {
    const {socket, swarm} = await start({workers: 1});
    await createService(socket, 'talk', {replicas: 2});
    const path = '/services/talk/logs?stdout=1&stderr=1&tail=1';
    await until('both tasks to write', async () => (await allFrames(socket, path)).length === 2, patience);
    swarm.killNode('worker-1');
    const last = (await allFrames(socket, path)).at(-1);
    expect(last?.stream).toBe(3);
    expect(last?.text).toMatch(/^Error grabbing logs: .*incomplete log stream.*is not available/);
  });

  test('without a stream are refused as a fault of the engine for services, of the client for containers', async () => {
    const {socket} = await start();
    await createService(socket, 'talk');
    const refusal = 'Bad parameters: you must choose at least one stream';
    const service = await call(socket, '/services/talk/logs');
    expect([service.status, service.body]).toEqual([500, `{"message":"${refusal}"}\n`]);
    expect((await call(socket, '/containers/none/logs')).status).toBe(400);
    expect((await call(socket, '/services/talk/logs?stdout=1&since=yesterday')).body).toContain(
      'could not parse since timestamp: strconv.ParseInt',
    );
  });
});

describe('events', () => {
  interface Event {
    readonly Type: string;
    readonly Action: string;
    readonly Actor: {readonly Attributes: Record<string, string>};
  }
  const eventsOf = (text: string) =>
    text
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Event);
  const filters = (value: object) => `filters=${encodeURIComponent(JSON.stringify(value))}`;

  test('come one by one as they happen, and pass the filters', async () => {
    const {socket} = await start();
    const all = await follow(socket, '/events');
    const services = await follow(socket, `/events?${filters({type: ['service'], event: ['create']})}`);
    const web = await follow(socket, `/events?${filters({service: ['web']})}`);
    const unknown = await follow(socket, `/events?${filters({nonsense: ['x']})}`);
    await createService(socket, 'web');
    await createService(socket, 'api');
    await until('a start', () => all.text().includes('"start"'), patience);
    await until('both creations', () => eventsOf(services.text()).length === 2, patience);
    expect(eventsOf(services.text()).map(({Actor}) => Actor.Attributes['name'])).toEqual(['web', 'api']);
    expect(new Set(eventsOf(web.text()).map(({Actor}) => Actor.Attributes['name']))).toEqual(
      new Set(['web']),
    );
    expect(eventsOf(unknown.text()).length).toBeGreaterThan(2);
    for (const stream of [all, services, web, unknown]) stream.leave();
  });

  test('of before are replayed, 256 of them at most, and end at the moment asked for', async () => {
    const {socket, swarm} = await start();
    for (let number = 0; number < 300; number++) {
      await swarm.engine('manager-1').configs.create({Name: `config-${number}`, Data: ''});
    }
    const until_ = Math.ceil(swarm.clock.nowMs() / 1000) + 1;
    const {body, isWhole} = await call(
      socket,
      `/events?since=1&until=${until_}&${filters({type: ['config']})}`,
    );
    const names = eventsOf(body).map(({Actor}) => Actor.Attributes['name']);
    expect(isWhole).toBe(true);
    expect(names).toHaveLength(256);
    expect(names.at(-1)).toBe('config-299');
  });

  test('of containers have their old fields until API 1.52', async () => {
    const {socket} = await start();
    const {text, leave} = await follow(socket, `/v1.44/events?${filters({type: ['container']})}`);
    await createService(socket, 'web');
    await until('a start', () => text().includes('"start"'), patience);
    expect(eventsOf(text())[0]).toMatchObject({status: 'create', from: 'medianest/chatty:1'});
    leave();
  });

  test('with moments that make no sense are refused', async () => {
    const {socket} = await start();
    expect((await call(socket, '/events?since=abc')).status).toBe(500);
    expect((await call(socket, '/events?since=5&until=1')).body).toContain('cannot be after');
  });
});

describe('stats', () => {
  interface Sample {
    readonly cpu_stats: {
      readonly cpu_usage: {total_usage: number; percpu_usage?: number[]};
      system_cpu_usage: number;
    };
    readonly precpu_stats: Sample['cpu_stats'];
    readonly memory_stats: {
      readonly stats: Record<string, number>;
      readonly max_usage?: number;
      usage: number;
    };
    readonly preread: string;
  }
  const runningContainer = (socket: string) =>
    until(
      'a container',
      async () => ((await callJson(socket, '/containers/json')) as {Id: string}[])[0]?.Id,
      patience,
    );

  test.each(['1', '2'] as const)('have the shape of cgroup v%s', async cgroupVersion => {
    const {socket} = await start({cgroupVersion});
    await createService(socket, 'web');
    const id = await runningContainer(socket);
    const sample = (await callJson(socket, `/containers/${id}/stats?stream=false`)) as Sample;
    const isOld = cgroupVersion === '1';
    expect(sample.cpu_stats.cpu_usage.percpu_usage !== undefined).toBe(isOld);
    expect(sample.memory_stats.max_usage !== undefined).toBe(isOld);
    expect('total_inactive_file' in sample.memory_stats.stats).toBe(isOld);
    expect('inactive_file' in sample.memory_stats.stats).toBe(true);
  });

  test('of one shot have nothing to compare with; others have two samples, whose counters have grown', async () => {
    const {socket} = await start();
    await createService(socket, 'web');
    const id = await runningContainer(socket);
    const shot = (await callJson(socket, `/containers/${id}/stats?stream=false&one-shot=true`)) as Sample;
    expect(shot.preread).toBe('0001-01-01T00:00:00Z');
    const {cpu_stats, precpu_stats} = (await callJson(
      socket,
      `/containers/${id}/stats?stream=false`,
    )) as Sample;
    expect(cpu_stats.system_cpu_usage).toBeGreaterThan(precpu_stats.system_cpu_usage);
    expect(cpu_stats.cpu_usage.total_usage).toBeGreaterThan(precpu_stats.cpu_usage.total_usage);
  });

  test('are sent once a second until the container ends', async () => {
    const {socket} = await start();
    await createService(socket, 'web');
    const id = await runningContainer(socket);
    const {seen, text} = await follow(socket, `/containers/${id}/stats`);
    await until('three samples', () => text().split('\n').length > 3, patience);
    await call(socket, '/services/web', {method: 'DELETE'});
    await until('the end of the stream', () => seen.isOver, patience);
  });
});

describe('clients that go or do not read', () => {
  test('leave nothing behind', async () => {
    const {socket, served} = await start();
    const handles = () => process.getActiveResourcesInfo().filter(kind => kind === 'PipeWrap').length;
    const before = handles();
    await createService(socket, 'talk', {replicas: 3});
    const [container] = await until(
      'a container',
      async () => {
        const all = (await callJson(socket, '/containers/json')) as {Id: string}[];
        return all.length === 3 && all;
      },
      patience,
    );
    const paths = [
      '/events',
      '/services/talk/logs?follow=1&stdout=1&tail=1',
      `/containers/${container?.Id}/stats`,
      `/containers/${container?.Id}/logs?follow=1&stdout=1`,
    ];
    const signals = await Promise.all([...paths, ...paths, ...paths].map(path => follow(socket, path)));
    await until('all to be open', async () => (await served.openConnections()) === signals.length, patience);
    expect(handles() - before).toBeGreaterThan(signals.length);
    for (const {leave} of signals) leave();
    await until('all to be closed', async () => (await served.openConnections()) === 0, patience);
    await until('their handles to be gone', () => handles() <= before, patience);
  });

  test('are cut off when too much waits for them, and the server keeps little of it', async () => {
    const {path, served, swarm} = await start();
    const client = connect(path('manager-1'));
    client.on('error', () => undefined);
    client.write('GET /events HTTP/1.1\r\nHost: x\r\n\r\n');
    await until('the stream', async () => (await served.openConnections()) === 1, patience);
    // Nobody reads: what is sent stays where it is.
    client.pause();
    const attributes = {name: 'x'.repeat(100_000)};
    let sent = 0;
    while ((await served.openConnections()) > 0 && sent < 400) {
      sent += 1;
      swarm.parts.state.publish({type: 'config', action: 'update', id: 'some', attributes, nodeId: null});
    }
    // The bound is 8 MB; the kernel holds a little more.
    expect(sent).toBeGreaterThan(80);
    expect(sent).toBeLessThan(120);
    client.destroy();
  });

  test('do not make a long list wait in memory', async () => {
    const {path, swarm, served} = await start();
    const engine = swarm.engine('manager-1');
    for (let number = 0; number < 50; number++) {
      await engine.configs.create({Name: `config-${number}`, Labels: {text: 'y'.repeat(200_000)}, Data: ''});
    }
    const client = connect(path('manager-1'));
    let received = 0;
    client.write('GET /configs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    client.on('error', () => undefined);
    await until('the connection', async () => (await served.openConnections()) === 1, patience);
    client.on('data', chunk => {
      received += chunk.length;
    });
    await until('the whole list', () => received > 10_000_000, patience);
    client.destroy();
  });
});
