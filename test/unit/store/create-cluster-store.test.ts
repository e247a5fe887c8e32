import {describe, expect, it} from 'vitest';
import type {Change} from '../../../source/store/changes.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {eventLimit} from '../../../source/store/event-ring.ts';
import {aCluster} from '../../builders/cluster.ts';
import {containerId, networkId, secretId, serviceId, stackName, taskId} from '../../builders/ids.ts';
import {
  aContainer,
  aFailedTask,
  aNetwork,
  anEngineInfo,
  anEvent,
  aSecret,
  aService,
  aTask,
  minuteMs,
  nowMs,
} from '../../builders/objects.ts';

const fiveNodes = () => aCluster().withManagers(3).withWorkers(2);
const put = (...values: readonly ReturnType<typeof aTask>[]): Change => ({
  kind: 'put',
  table: 'tasks',
  values,
});

describe('cluster store', () => {
  it('derives services, nodes, tasks, totals and the quorum from full lists', () => {
    const store = fiveNodes().withService('web', 3).store();
    expect(store.derived('services').get('web-id')?.replicas).toMatchObject({desired: 3, running: 3});
    expect(store.derived('tasks').get('web-2')).toMatchObject({
      name: 'web.2',
      hostname: 'node-2',
      upToDate: true,
    });
    expect(store.derived('nodes').get('n1')).toMatchObject({
      runningTasks: 1,
      claimedTasks: 0,
      desiredTasks: 1,
    });
    expect(store.quorum).toMatchObject({managers: 3, tolerance: 1, leader: 'node-1'});
    expect(store.totals).toMatchObject({
      nodes: {total: 5, ready: 5},
      services: {total: 1, byLevel: {ok: 1}},
      tasks: {running: 3, desired: 3},
    });
    expect(store.findings).toEqual([]);
  });

  it('no longer counts the tasks of a node that goes down', () => {
    const cluster = fiveNodes().withService('web', 3);
    const store = cluster.store();
    const down = cluster.withNodeChanged('node-2', {state: 'down', version: 2}).nodes;
    const touched = store.applyChanges([{kind: 'replace', table: 'nodes', values: down}], nowMs);
    expect(store.derived('services').get('web-id')?.replicas).toMatchObject({
      running: 2,
      onDeadNodes: [{hostname: 'node-2', count: 1}],
    });
    expect(store.derived('nodes').get('n2')).toMatchObject({runningTasks: 0, claimedTasks: 1});
    expect(touched.tables.nodes).toEqual(new Set(['n2']));
    expect(touched.derived).toEqual({
      nodes: new Set(['n2']),
      services: new Set(['web-id']),
      tasks: new Set(['web-2']),
    });
    expect(store.findings.map(finding => finding.key)).toEqual([
      'node:n2:down',
      'service:web-id:on-dead-node',
    ]);
  });

  it('takes in tasks of services and nodes that it does not know yet', () => {
    const store = createClusterStore(nowMs);
    store.applyChanges([put(aTask())], nowMs);
    expect(store.derived('tasks').get('t1')).toMatchObject({name: 's1.1', serviceName: 's1', hostname: 'n1'});
    store.applyChanges([{kind: 'put', table: 'services', values: [aService()]}], nowMs);
    expect(store.derived('tasks').get('t1')).toMatchObject({name: 'web.1', serviceName: 'web'});
    expect(store.derived('services').get('s1')?.replicas.running).toBe(1);
  });

  it('says that health is unknown until all tasks were listed once, and raises no alarm', () => {
    const store = createClusterStore(nowMs);
    store.applyChanges([{kind: 'replace', table: 'services', values: [aService()]}], nowMs);
    expect(store.derived('services').get('s1')?.health.level).toBe('unknown');
    expect(store.findings).toEqual([]);
    const touched = store.applyChanges([{kind: 'replace', table: 'tasks', values: []}], nowMs);
    expect(touched.derived.services).toEqual(new Set(['s1']));
    expect(store.derived('services').get('s1')?.health.level).toBe('critical');
  });

  it('shows the health of a container at its task and its service', () => {
    const cluster = aCluster().withWorkers(1).withService('web', 1);
    const store = cluster.store();
    const unhealthy = aContainer({taskId: taskId('web-1'), health: 'unhealthy'});
    store.applyChanges([{kind: 'put', table: 'containers', values: [unhealthy]}], nowMs);
    expect(store.derived('tasks').get('web-1')?.verdict.level).toBe('critical');
    expect(store.derived('services').get('web-id')?.replicas).toMatchObject({running: 0, unhealthy: 1});
    expect(store.containerOfTask('web-1')).toBe(unhealthy);
    store.applyChanges([{kind: 'remove', table: 'containers', ids: [containerId('c1')]}], nowMs);
    expect(store.derived('services').get('web-id')?.replicas.running).toBe(1);
  });

  it('keeps an object that is put again unchanged, and ignores one that has been overtaken', () => {
    const store = createClusterStore(nowMs);
    const first = aTask({version: 5});
    store.applyChanges([put(first)], nowMs);
    const {version} = store;
    store.applyChanges([put(aTask({version: 5}))], nowMs);
    store.applyChanges([put(aTask({version: 4, state: 'failed'}))], nowMs);
    expect(store.table('tasks').get('t1')).toBe(first);
    expect(store.version).toBe(version);
  });

  it('takes the counts of a service although its version has not changed', () => {
    const store = createClusterStore(nowMs);
    store.applyChanges([{kind: 'put', table: 'services', values: [aService()]}], nowMs);
    const counted = aService({status: {running: 1, desired: 1, completed: 0}});
    store.applyChanges([{kind: 'put', table: 'services', values: [counted]}], nowMs);
    expect(store.table('services').get('s1')).toBe(counted);
  });

  it('believes a full list also where versions are lower, as after a restore from a backup', () => {
    const store = createClusterStore(nowMs);
    store.applyChanges([put(aTask({version: 900}), aTask({id: taskId('t2')}))], nowMs);
    store.applyChanges([{kind: 'replace', table: 'tasks', values: [aTask({version: 7})]}], nowMs);
    expect([...store.table('tasks').values()]).toEqual([aTask({version: 7})]);
  });

  it('removes what a narrow list of a service no longer has, and nothing else', () => {
    const store = aCluster().withWorkers(1).withService('web', 2).withService('api', 1).store();
    const kept = store.table('tasks').get('web-2');
    store.applyChanges(
      [
        {
          kind: 'replace-tasks',
          within: {services: [serviceId('web-id')]},
          values: kept === undefined ? [] : [{...kept}],
        },
      ],
      nowMs,
    );
    expect([...store.taskIdsOfService('web-id')]).toEqual(['web-2']);
    expect([...store.taskIdsOfService('api-id')]).toEqual(['api-1']);
    expect(store.table('tasks').get('web-2')).toBe(kept);
  });

  it('tells nothing of what is put and removed within one flush', () => {
    const store = createClusterStore(nowMs);
    const touched = store.applyChanges([put(aTask()), {kind: 'remove', table: 'tasks', ids: ['t1']}], nowMs);
    expect(touched).toEqual({tables: {}, derived: {}, other: new Set()});
    expect(store.version).toBe(0);
  });

  it('tells listeners once per flush until they leave', () => {
    const store = createClusterStore(nowMs);
    const heard: number[] = [];
    const leave = store.onChange(() => heard.push(store.version));
    store.applyChanges([put(aTask()), put(aTask({id: taskId('t2')}))], nowMs);
    store.applyChanges([put(aTask())], nowMs);
    leave();
    store.applyChanges([put(aTask({id: taskId('t3')}))], nowMs);
    expect(heard).toEqual([1]);
  });

  it('takes a confirmation without a word, but tells when it turns stale', () => {
    const store = createClusterStore(nowMs);
    const tell = (freshness: ReturnType<typeof store.freshness>) =>
      store.applyChanges([{kind: 'freshness', sources: ['services'], freshness}], nowMs).other;
    expect(tell({kind: 'live', asOfMs: 1})).toEqual(new Set(['freshness']));
    expect(tell({kind: 'live', asOfMs: 2})).toEqual(new Set());
    expect(store.freshness('services')).toEqual({kind: 'live', asOfMs: 2});
    expect(tell({kind: 'stale', sinceMs: 2, reason: 'no answer'})).toEqual(new Set(['freshness']));
    expect(tell({kind: 'stale', sinceMs: 2, reason: 'no leader'})).toEqual(new Set(['freshness']));
  });

  it('judges anew when time makes a difference, and says when that is', () => {
    const failed = aFailedTask(9 * minuteMs, {id: taskId('web-0'), serviceId: serviceId('web-id')});
    const cluster = aCluster().withWorkers(1).withService('web', 1);
    const store = cluster.with({tasks: [...cluster.tasks, failed]}).store();
    expect(store.derived('services').get('web-id')).toMatchObject({
      recentFailures: 1,
      health: {level: 'warning'},
    });
    expect(store.nextTickMs()).toBe(nowMs + minuteMs);
    expect(store.tick(nowMs + minuteMs - 1).derived).toEqual({});
    const touched = store.tick(nowMs + minuteMs);
    expect(touched.derived).toEqual({services: new Set(['web-id']), tasks: new Set(['web-0'])});
    expect(store.derived('services').get('web-id')).toMatchObject({recentFailures: 0, health: {level: 'ok'}});
    expect(store.derived('services').get('web-id')?.lastFailure?.id).toBe('web-0');
    expect(store.findings).toEqual([]);
    expect(store.nextTickMs()).toBeNull();
  });

  it('never asks to be woken later than timers can wait', () => {
    const inAYear = nowMs + 365 * 24 * 60 * minuteMs;
    const store = createClusterStore(nowMs);
    const skewed = aFailedTask(0, {createdAtMs: inAYear, updatedAtMs: inAYear, stateSinceMs: inAYear});
    store.applyChanges([put(skewed), {kind: 'put', table: 'services', values: [aService()]}], nowMs);
    expect(store.nextTickMs()).toBe(nowMs + 60 * minuteMs);
  });

  it('knows which services use a network, and which objects a stack has', () => {
    const stack = stackName('shop');
    const store = aCluster()
      .withWorkers(1)
      .withService('shop_web', 2, {stack, networks: [networkId('net1')], secrets: [secretId('sec1')]})
      .withService('shop_db', 1, {stack, networks: [networkId('net1')]})
      .with({networks: [aNetwork({stack})], secrets: [aSecret({stack})]})
      .store();
    expect([...store.usedBy('network', 'net1')].sort()).toEqual(['shop_db-id', 'shop_web-id']);
    expect([...store.usedBy('secret', 'sec1')]).toEqual(['shop_web-id']);
    expect([...store.usedBy('config', 'none')]).toEqual([]);
    expect([...store.idsOfStack('network', 'shop')]).toEqual(['net1']);
    expect(store.derived('stacks').get('shop')).toMatchObject({
      services: 2,
      tasksRunning: 3,
      networks: 1,
      secrets: 1,
      health: {level: 'ok'},
    });
    store.applyChanges([{kind: 'replace', table: 'services', values: []}], nowMs);
    expect(store.derived('stacks').get('shop')).toMatchObject({services: 0, networks: 1});
    store.applyChanges(
      [
        {kind: 'replace', table: 'networks', values: []},
        {kind: 'replace', table: 'secrets', values: []},
      ],
      nowMs,
    );
    expect(store.derived('stacks').get('shop')).toBeUndefined();
  });

  it('keeps the newest events only', () => {
    const store = createClusterStore(nowMs);
    const all = Array.from({length: eventLimit + 500}, (_, index) => anEvent({timeMs: index}));
    for (let from = 0; from < all.length; from += 100) {
      store.applyChanges([{kind: 'events', events: all.slice(from, from + 100)}], nowMs);
    }
    expect(store.events).toEqual(all.slice(500));
    expect(store.events).toBe(store.events);
  });

  it('forgets everything but the connection when it is another swarm', () => {
    const store = fiveNodes().withService('web', 3).store();
    const connection = {...store.connection, host: 'tcp://10.0.0.1:2375'};
    store.applyChanges([{kind: 'connection', connection}], nowMs);
    const touched = store.applyChanges([{kind: 'clear'}], nowMs);
    expect(store.derived('services').size + store.derived('tasks').size + store.derived('nodes').size).toBe(
      0,
    );
    expect(store).toMatchObject({quorum: null, engineInfo: null, findings: [], connection});
    expect(store.freshness('tasks')).toEqual({kind: 'loading', sinceMs: nowMs});
    expect(touched.derived.services).toEqual(new Set(['web-id']));
    expect(store.totals.tasks).toEqual({running: 0, desired: 0});
  });

  it('finds what keeps the connected engine from being a manager', () => {
    const store = createClusterStore(nowMs);
    const membership = {kind: 'locked', reason: 'Swarm is encrypted'} as const;
    const touched = store.applyChanges([{kind: 'engine', info: anEngineInfo({membership})}], nowMs);
    expect(touched.other).toEqual(new Set(['engine', 'findings']));
    expect(store.findings).toMatchObject([{key: 'engine:engine:locked', level: 'critical'}]);
    expect(store.applyChanges([{kind: 'engine', info: anEngineInfo({membership})}], nowMs).other.size).toBe(
      0,
    );
  });
});
