import {afterEach, describe, expect, test} from 'vitest';
import {faultNames} from '../../../../source/simulator/faults/fault-names.ts';
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
  open = await aSwarmOnSockets(options);
  return {...open, faults: open.served.faults, socket: open.path('manager-1')};
};

afterEach(async () => {
  await open?.close();
  open = null;
});

const patience = {timeoutMs: 5_000, everyMs: 10};

const nodeStates = async (socket: string): Promise<string> => {
  const nodes = (await callJson(socket, '/nodes')) as {
    Description: {Hostname: string};
    Status: {State: string};
  }[];
  return nodes.map(({Description, Status}) => `${Description.Hostname} ${Status.State}`).join(', ');
};

describe('a fault of the connection, seen by a client', () => {
  test('drop: there is no answer, until the fault is off', async () => {
    const {faults, socket} = await start();
    faults.set('drop');
    await expect(call(socket, '/nodes')).rejects.toThrow(/socket hang up|ECONNRESET/);
    faults.clear('drop');
    expect((await call(socket, '/nodes')).status).toBe(200);
  });

  test('delay: the engine is asked only when the time of the simulation has passed', async () => {
    const {faults, socket, swarm} = await start({speed: 100});
    faults.set('delay', {delayMs: 30_000});
    const before = swarm.clock.nowMs();
    expect((await call(socket, '/version')).status).toBe(200);
    expect(swarm.clock.nowMs() - before).toBeGreaterThanOrEqual(30_000);
  });

  test('truncate: some bytes come, and the connection breaks', async () => {
    const {faults, socket} = await start();
    faults.set('truncate', {afterBytes: 40});
    const {body, isWhole, status} = await call(socket, '/nodes');
    expect({status, length: body.length, isWhole}).toEqual({status: 200, length: 40, isWhole: false});
  });

  test('half-closed: some bytes come, and the engine ends its half', async () => {
    const {faults, socket} = await start();
    faults.set('half-closed', {afterBytes: 40});
    const {body, isWhole} = await call(socket, '/nodes');
    expect({length: body.length, isWhole}).toEqual({length: 40, isWhole: false});
  });

  test('stall: some bytes come, then nothing, and the connection is cut when the fault ends', async () => {
    const {faults, socket} = await start();
    faults.set('stall', {afterBytes: 40});
    const response = await openCall(socket, '/nodes');
    let length = 0;
    let isOver = false;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      isOver = true;
    });
    await until('the first bytes', () => length === 40, patience);
    // Whatever else is asked for meanwhile is answered, or not, on its own.
    expect((await call(socket, '/_faults')).status).toBe(200);
    expect(isOver).toBe(false);
    faults.clear('stall');
    await until('the cut', () => isOver, patience);
    expect(length).toBe(40);
  });

  test('garble: as many bytes come, but others, and the same ones for the same seed', async () => {
    const {faults, socket} = await start();
    const {body: good} = await call(socket, '/nodes');
    const spoilt = async () => {
      faults.set('garble', {share: 0.1, seed: 5});
      return (await call(socket, '/nodes')).body;
    };
    const first = await spoilt();
    expect(first).not.toBe(good);
    expect(await spoilt()).toBe(first);
  });

  test('wrong-types: the answer is JSON, and not all of it is what it was', async () => {
    const {faults, socket} = await start();
    const good = await callJson(socket, '/nodes');
    faults.set('wrong-types', {share: 0.2, seed: 3});
    expect(await callJson(socket, '/nodes')).not.toEqual(good);
  });

  test('error-500: the engine fails in the words that were asked for', async () => {
    const {faults, socket} = await start();
    faults.set('error-500', {message: 'no space left on device'});
    const {status, body} = await call(socket, '/services');
    expect({status, body: JSON.parse(body)}).toEqual({
      status: 500,
      body: {message: 'no space left on device'},
    });
  });

  test('slow-lists: a list comes in many pieces, and is whole in the end', async () => {
    const {faults, socket} = await start({speed: 50});
    const {body: good} = await call(socket, '/nodes');
    faults.set('slow-lists', {bytesPerSecond: 2_000});
    const response = await openCall(socket, '/nodes');
    const pieces: Buffer[] = [];
    for await (const piece of response) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).toString()).toBe(good);
    expect(pieces.length).toBeGreaterThan(5);
    expect((await call(socket, '/version')).isWhole).toBe(true);
  });

  test('conflict: changes are out of sequence, reads are not touched', async () => {
    const {faults, socket} = await start();
    await createService(socket, 'web');
    faults.set('conflict');
    const {Spec, Version} = (await callJson(socket, '/services/web')) as {
      Spec: object;
      Version: {Index: number};
    };
    const update = () =>
      call(socket, `/services/web/update?version=${Version.Index}`, {method: 'POST', body: Spec});
    const {status, body} = await update();
    expect({status, body: JSON.parse(body)}).toEqual({
      status: 500,
      body: {message: 'rpc error: code = Unknown desc = update out of sequence'},
    });
    faults.clear('conflict');
    expect((await update()).status).toBe(200);
  });

  test('event-gap: what happens meanwhile is not told; what happens after it is', async () => {
    const {faults, socket} = await start();
    const response = await openCall(socket, '/events?filters={"type":["service"]}');
    let heard = '';
    response.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    await createService(socket, 'before');
    await until('the first event', () => heard.includes('"before"'), patience);
    faults.set('event-gap');
    // A stream that was open before the fault loses nothing: which calls a fault meets is decided when they come.
    await createService(socket, 'during');
    faults.clear('event-gap');
    await createService(socket, 'after');
    await until('the last event', () => heard.includes('"after"'), patience);
    expect(heard).not.toContain('"during"');
    response.destroy();
  });
});

describe('a fault that comes upon an open stream', () => {
  const watching = async (options: SocketSwarmOptions = {}) => {
    const started = await start(options);
    const response = await openCall(started.socket, '/events');
    const seen = {text: '', end: ''};
    response.on('data', (chunk: Buffer) => {
      seen.text += chunk.toString();
    });
    response.on('error', () => {
      seen.end = 'broken';
    });
    response.on('end', () => {
      seen.end = 'ended';
    });
    await createService(started.socket, 'first');
    await until('an event', () => seen.text.includes('"first"'), patience);
    return {...started, seen};
  };

  test.each(['drop', 'truncate', 'half-closed'] as const)('%s breaks it', async name => {
    const {faults, seen} = await watching();
    faults.set(name);
    await until('the end of the stream', () => seen.end === 'broken', patience);
  });

  test('stall silences it and lets it live until the fault ends', async () => {
    const {faults, socket, seen} = await watching();
    faults.set('stall', {path: '/events'});
    await createService(socket, 'second');
    expect(seen).toEqual({text: expect.not.stringContaining('"second"'), end: ''});
    faults.clear('stall');
    await until('the end of the stream', () => seen.end === 'broken', patience);
  });
});

describe('which calls a fault meets', () => {
  test('only those of a path, every so manieth, so many times', async () => {
    const {faults, socket} = await start();
    faults.set('error-500', {path: '/nodes', every: 2, times: 2});
    const statuses = async (path: string, count: number) => {
      const all: number[] = [];
      for (let turn = 0; turn < count; turn++) all.push((await call(socket, path)).status);
      return all;
    };
    expect(await statuses('/nodes', 6)).toEqual([200, 500, 200, 500, 200, 200]);
    expect(await statuses('/v1.44/services', 2)).toEqual([200, 200]);
  });

  test('by chance, the same calls for the same seed', async () => {
    const {faults, socket} = await start();
    const play = async (seed: number) => {
      faults.set('error-500', {chance: 0.5, seed});
      const all: number[] = [];
      for (let turn = 0; turn < 12; turn++) all.push((await call(socket, '/version')).status);
      return all.join(' ');
    };
    const first = await play(7);
    expect(first).toContain('500');
    expect(first).toContain('200');
    expect(await play(7)).toBe(first);
  });

  test('for a while only, when that is asked for', async () => {
    const {faults, socket} = await start({speed: 100});
    faults.set('error-500', {forMs: 5_000});
    expect((await call(socket, '/version')).status).toBe(500);
    await until('the end of the fault', () => faults.active().length === 0, patience);
    expect((await call(socket, '/version')).status).toBe(200);
  });
});

describe('a fault of the swarm, seen by a client', () => {
  test('engine-restart: nothing listens, then the engine is back and its containers were not touched', async () => {
    const {faults, socket, served} = await start({speed: 20});
    await createService(socket, 'web');
    const tasks = async () =>
      ((await callJson(socket, '/tasks')) as {ID: string; Status: {State: string}}[])
        .map(({ID, Status}) => `${ID} ${Status.State}`)
        .join();
    const running = await until(
      'a running task',
      async () => /running/.test(await tasks()) && tasks(),
      patience,
    );
    faults.set('engine-restart', {forMs: 10_000});
    await expect(call(socket, '/version')).rejects.toThrow(/ENOENT|ECONNREFUSED/);
    await until(
      'the engine to be back',
      async () => (await call(socket, '/version')).status === 200,
      patience,
    );
    expect(await tasks()).toBe(running);
    expect(served.faults.active()).toEqual([]);
  });

  test('node-dead: a worker is down after its heartbeats were missed, and ready again after it', async () => {
    const {faults, socket} = await start({speed: 100, workers: 2});
    faults.set('node-dead');
    await until('down', async () => /worker-2 down/.test(await nodeStates(socket)), patience);
    expect(await nodeStates(socket)).toContain('worker-1 ready');
    faults.clear('node-dead');
    await until('ready', async () => /worker-2 ready/.test(await nodeStates(socket)), patience);
  });

  test('leader-lost: a call hangs and is then answered', async () => {
    const {faults, swarm, socket, path} = await start({
      speed: 100,
      managers: 3,
      serve: ['manager-1', 'manager-2'],
    });
    const other = swarm.leaderId() === swarm.engine('manager-1').nodeId ? path('manager-2') : socket;
    const before = swarm.clock.nowMs();
    faults.set('leader-lost');
    expect((await call(other, '/nodes')).status).toBe(200);
    expect(swarm.clock.nowMs() - before).toBeGreaterThan(5_000);
  });

  test('quorum-lost: answers are stale, then one hangs and fails, then all are refused; then all is well', async () => {
    const {faults, socket} = await start({speed: 100, managers: 3});
    faults.set('quorum-lost');
    const messages = new Set<string>();
    await until(
      'a refusal',
      async () => {
        const {status, body} = await call(socket, '/nodes');
        messages.add(status === 200 ? '200' : body);
        return body.includes('does not have a leader');
      },
      patience,
    );
    expect([...messages].join()).toMatch(/200.*DeadlineExceeded.*does not have a leader/s);
    expect((await call(socket, '/info')).status).toBe(200);
    faults.clear('quorum-lost');
    await until('an answer', async () => (await call(socket, '/nodes')).status === 200, patience);
  });

  test('partition: a manager that is cut off does not answer for the swarm', async () => {
    const {faults, socket} = await start({speed: 100, managers: 3});
    faults.set('partition');
    await until('a refusal', async () => (await call(socket, '/nodes')).status === 500, patience);
    faults.clear('partition');
    await until('an answer', async () => (await call(socket, '/nodes')).status === 200, patience);
  });

  test('clock-skew: an engine tells another time', async () => {
    const {faults, swarm} = await start();
    const engine = swarm.engine('manager-1');
    faults.set('clock-skew', {skewMs: -600_000});
    expect(swarm.clock.nowMs() - engine.nowMs()).toBeGreaterThan(599_000);
    faults.clear('clock-skew');
    expect(swarm.clock.nowMs() - engine.nowMs()).toBeLessThan(1_000);
  });

  test('what a swarm cannot have is refused', async () => {
    const {faults} = await start({workers: 0});
    expect(() => faults.set('node-dead')).toThrow(/no worker/);
    expect(() => faults.set('quorum-lost')).toThrow(/managers/);
    expect(faults.active()).toEqual([]);
  });
});

describe('faults over the socket', () => {
  const post = (socket: string, body: unknown) => call(socket, '/_faults', {method: 'POST', body});

  test('are listed with what they do', async () => {
    const {socket} = await start();
    const listed = (await callJson(socket, '/_faults')) as {name: string; on: boolean; description: string}[];
    expect(listed.map(({name}) => name)).toEqual(faultNames);
    expect(listed.every(({on, description}) => !on && description.length > 10)).toBe(true);
  });

  test('are switched by another process, also while every other call is dropped', async () => {
    const {socket, faults} = await start();
    expect((await post(socket, {name: 'drop', options: {path: '/'}})).status).toBe(200);
    expect(faults.active()).toEqual([{name: 'drop', options: {path: '/'}}]);
    await expect(call(socket, '/version')).rejects.toThrow();
    expect((await post(socket, {name: 'drop', on: false})).status).toBe(200);
    expect((await call(socket, '/version')).status).toBe(200);
  });

  test.each([
    [{name: 'nonsense'}, /no fault "nonsense"; there are drop, /],
    [{}, /no fault ""/],
    [{name: 'delay', options: {delayMs: 'long'}}, /option "delayMs" of a fault must be a number from 0/],
    [{name: 'delay', options: {delay: 1}}, /no option "delay" of a fault/],
    [{name: 'delay', options: []}, /options of a fault must be an object/],
    ['nonsense', /invalid JSON/],
  ])('that are not understood are refused: %j', async (body, message) => {
    const {socket, faults} = await start();
    const {status, body: text} = await post(socket, body);
    expect(status).toBe(400);
    expect((JSON.parse(text) as {message: string}).message).toMatch(message);
    expect(faults.active()).toEqual([]);
  });
});
