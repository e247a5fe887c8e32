import {describe, expect, it} from 'vitest';
import {aClock, type FakeClock} from '../../builders/fake-clock.ts';
import {aFakeEngine, type FakeEngine} from '../../builders/fake-engine.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aManager, aService, aTask} from '../../builders/objects.ts';
import {count, start} from './running-feeds.ts';

const services = 400;
const tasksEach = 25;

/** 10,000 tasks; a list of all takes so long. */
const aLargeSwarm = () => {
  const engine = aFakeEngine();
  engine.nodes = [aManager({id: nodeId('m1')})];
  engine.services = Array.from({length: services}, (_, index) =>
    aService({
      id: serviceId(`s${index}`),
      name: `web-${index}`,
      mode: {kind: 'replicated', replicas: tasksEach},
      status: {running: tasksEach, desired: tasksEach, completed: 0},
    }),
  );
  engine.tasks = Array.from({length: services * tasksEach}, (_, index) =>
    aTask({
      id: taskId(`t${index}`),
      serviceId: serviceId(`s${index % services}`),
      slot: 1 + Math.floor(index / services),
      nodeId: nodeId('m1'),
    }),
  );
  return engine;
};

const slowTo = (engine: FakeEngine, clock: FakeClock, tasksMs: number, servicesMs = 0) => {
  const {listTasks, listServices} = engine;
  const wait = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));
  engine.listTasks = async function* (filter, signal) {
    if (filter?.services === undefined) await wait(tasksMs);
    yield* listTasks(filter, signal);
  };
  engine.listServices = async (filter, signal) => {
    if (filter?.ids === undefined) await wait(servicesMs);
    return listServices(filter, signal);
  };
};

/** So many changes a second for so long, each of another task and told by an event of its service. */
const storm = async (engine: FakeEngine, clock: FakeClock, seconds: number, perSecond = 500) => {
  let version = 2;
  for (let tenth = 0; tenth < seconds * 10; tenth++) {
    const changed = new Set<number>();
    for (let each = 0; each < perSecond / 10; each++) changed.add((version + each * 197) % services);
    version += 1;
    engine.services = engine.services.map((service, index) =>
      changed.has(index) ? {...service, version} : service,
    );
    engine.tasks = engine.tasks.map((task, index) =>
      index < services && changed.has(index) ? {...task, version} : task,
    );
    for (const index of changed) engine.emit({type: 'service', action: 'update', id: `s${index}`});
    await clock.advance(100);
  }
};

const inView = {services: new Set(['s1', 's2', 's3']), nodes: new Set<string>()};

describe('the feeds in a storm', () => {
  it('list 10,000 tasks for a tenth of the time at most, and those on the screen every second', async () => {
    const engine = aLargeSwarm();
    const {clock, store, feeds} = start([engine], {frameMs: 33});
    await clock.advance(3_000);
    slowTo(engine, clock, 1_000);
    feeds.setInView(inView);
    await storm(engine, clock, 15);
    engine.calls.length = 0;
    await storm(engine, clock, 60);
    const narrow = engine.calls.filter(call => call.startsWith('tasks:'));
    expect(count(engine, 'tasks')).toBeLessThanOrEqual(7);
    expect(count(engine, 'tasks')).toBeGreaterThanOrEqual(4);
    expect(narrow.length).toBeLessThanOrEqual(60);
    expect(narrow.length).toBeGreaterThanOrEqual(30);
    expect(narrow.every(call => /^tasks:(s[123],?)+$/.test(call))).toBe(true);
    expect(engine.calls.length).toBeLessThan(240);
    expect(store.table('tasks').size).toBe(services * tasksEach);
  });

  it('list 10,000 tasks every two seconds at most, however quickly they are told', async () => {
    const engine = aLargeSwarm();
    const {clock, store, feeds, kind} = start([engine], {frameMs: 33});
    await clock.advance(3_000);
    feeds.setInView(inView);
    await storm(engine, clock, 15);
    engine.calls.length = 0;
    await storm(engine, clock, 30);
    expect(count(engine, 'tasks')).toBeLessThanOrEqual(16);
    expect(count(engine, 'tasks')).toBeGreaterThanOrEqual(10);
    expect(store.freshness('tasks')).toEqual({kind: 'live', asOfMs: expect.any(Number)});
    expect(kind('services')).toBe('live');
  });

  it('say how old tasks may be while they are behind, and that all is live again after it', async () => {
    const engine = aLargeSwarm();
    const {clock, store} = start([engine], {frameMs: 33});
    await clock.advance(3_000);
    slowTo(engine, clock, 1_000);
    await storm(engine, clock, 25);
    expect(store.freshness('tasks')).toMatchObject({kind: 'live', everyMs: 10_000});
    const {asOfMs} = store.freshness('tasks') as {asOfMs: number};
    expect(clock.now() - asOfMs).toBeLessThanOrEqual(11_000);
    await clock.advance(90_000);
    expect(store.freshness('tasks')).toEqual({kind: 'live', asOfMs: expect.any(Number)});
    for (const task of engine.tasks) expect(store.table('tasks').get(task.id)?.version).toBe(task.version);
  });

  it('take the first list of many services in by parts', async () => {
    const engine = aLargeSwarm();
    const clock = aClock();
    slowTo(engine, clock, 500, 300);
    const {store} = start([engine], {frameMs: 33, clock});
    let most = 0;
    const stop = store.onChange(({tables}) => {
      most = Math.max(most, tables.services?.size ?? 0);
    });
    await clock.advance(3_000);
    stop();
    expect(store.table('services').size).toBe(services);
    expect(most).toBeLessThan(services);
    expect(store.freshness('services').kind).toBe('live');
  });

  it('ask more seldom for the services of an engine that takes long to tell them', async () => {
    const engine = aLargeSwarm();
    const {clock} = start([engine]);
    await clock.advance(3_000);
    slowTo(engine, clock, 0, 1_500);
    await clock.advance(30_000);
    engine.calls.length = 0;
    await clock.advance(60_000);
    expect(count(engine, 'services')).toBeGreaterThanOrEqual(3);
    expect(count(engine, 'services')).toBeLessThanOrEqual(5);
  });
});
