import {describe, expect, it} from 'vitest';
import type {ContainerFact} from '../../../../source/domain/metrics/container-fact.ts';
import type {Node, Service, Task} from '../../../../source/domain/model/index.ts';
import {eventHappening, eventSamples} from '../../../../source/domain/timeline/event-happenings.ts';
import {factHappening} from '../../../../source/domain/timeline/fact-happenings.ts';
import type {Happening, TimelineView} from '../../../../source/domain/timeline/happening.ts';
import {nodeHappening, nodeSamples} from '../../../../source/domain/timeline/node-happenings.ts';
import {
  rolloutHappenings,
  serviceHappening,
  serviceSamples,
} from '../../../../source/domain/timeline/service-happenings.ts';
import {taskHappening} from '../../../../source/domain/timeline/task-happenings.ts';
import {nodeId, stackName, taskId} from '../../../builders/ids.ts';
import {
  aFailedTask,
  aManager,
  aNode,
  anEvent,
  anUpdate,
  aPendingTask,
  aService,
  aTask,
  nowMs,
} from '../../../builders/objects.ts';

const nodes: readonly Node[] = [
  aNode({id: nodeId('n1'), hostname: 'worker-1'}),
  aNode({id: nodeId('n2'), hostname: 'worker-2'}),
];

const viewOf = (tasks: readonly Task[], service: Service | undefined = aService()): TimelineView => ({
  service: id => (id === service?.id ? service : undefined),
  node: id => nodes.find(node => node.id === id),
  task: id => tasks.find(task => task.id === id),
  tasksOfService: () => tasks,
});

const told = (happening: Happening | null): string | null => {
  if (happening === null) return null;
  const {severity, title, detail} = happening.entry();
  return `${severity}: ${title}${detail === '' ? '' : ` — ${detail}`}`;
};

const newer = {createdAtMs: nowMs - 1_000, stateSinceMs: nowMs, updatedAtMs: nowMs};

describe('a task', () => {
  it('that failed is told with its exit code and where', () => {
    const task = aFailedTask(5_000, {exitCode: 3, error: 'task: non-zero exit (3)'});
    expect(told(taskHappening(task, viewOf([task])))).toBe('critical: web.1 failed — exit 3, on worker-1');
  });

  it('that is started anew tells what became of the one before, and whether it moved', () => {
    const before = aFailedTask(5_000);
    const here = aTask(newer);
    const there = aTask({...newer, nodeId: nodeId('n2')});
    expect(told(taskHappening(here, viewOf([before, here])))).toBe(
      'info: web.1 started — on worker-1, after exit 1',
    );
    expect(told(taskHappening(there, viewOf([before, there])))).toBe(
      'info: web.1 started — moved from worker-1 to worker-2, after exit 1',
    );
  });

  it('that a rollout puts in the place of another has not moved', () => {
    const before = aTask({id: taskId('t0'), state: 'shutdown', desiredState: 'shutdown'});
    const after = aTask({...newer, nodeId: nodeId('n2'), image: 'app:2', specKey: 'spec-2'});
    const view = viewOf([before, after], aService({specKey: 'spec-2'}));
    expect(told(taskHappening(after, view))).toBe('info: web.1 started — on worker-2, with app:2');
    expect(told(taskHappening(before, view))).toBe(
      'info: web.1 stopped — replaced by one with app:2, on worker-1',
    );
  });

  it('that finds no node is told with the words of the engine, once it has some', () => {
    const error = 'no suitable node (insufficient resources on 2 nodes)';
    expect(taskHappening(aPendingTask(), viewOf([]))).toBeNull();
    expect(told(taskHappening(aPendingTask({error}), viewOf([])))).toBe(
      `warning: web.1 found no node — ${error}`,
    );
  });

  it('that ends when its node comes back is no new failure', () => {
    const task = aFailedTask(0, {exitCode: 255, error: 'task: non-zero exit (255)'});
    expect(told(taskHappening(task, viewOf([task])))).toMatch(
      /^warning: web\.1 ended with a fault — exit 255/,
    );
  });

  it('passes states that are told by none', () => {
    for (const state of ['new', 'assigned', 'preparing', 'ready', 'starting'] as const)
      expect(taskHappening(aTask({state}), viewOf([]))).toBeNull();
  });

  it('is under its service, stack and node', () => {
    const service = aService({stack: stackName('shop')});
    const objects = taskHappening(aTask(), viewOf([], service))?.entry().objects;
    expect(objects?.map(({kind, name}) => `${kind} ${name}`)).toEqual([
      'task web.1',
      'service web',
      'stack shop',
      'node worker-1',
    ]);
  });

  it('keeps its id however often its row is written', () => {
    const task = aFailedTask(5_000);
    const again = {...task, version: 9, updatedAtMs: nowMs};
    expect(taskHappening(task, viewOf([]))?.id).toBe(taskHappening(again, viewOf([]))?.id);
  });
});

describe('a node', () => {
  it('has no state while it registers anew after a change of the leader', () => {
    const keys = (node: Node) => nodeSamples(node, nowMs).map(({key, value}) => `${key}=${value}`);
    expect(keys(aNode({state: 'unknown'}))).not.toContainEqual(expect.stringContaining(':state='));
    expect(keys(aNode({state: 'down'}))).toContain('node:n1:state=down');
  });

  it('that is down is told with the word of the engine that comes with the list', () => {
    const before = aNode({id: nodeId('n1'), hostname: 'worker-1'});
    const listed = {...before, state: 'down' as const, message: 'heartbeat failure'};
    const happening = nodeHappening(before, {key: 'node:n1:state', value: 'down', atMs: nowMs}, 'ready', {
      ...viewOf([]),
      node: () => listed,
    });
    expect(told(happening)).toBe('critical: worker-1 is down — heartbeat failure');
  });

  it('that becomes the leader is told with the one before', () => {
    const leader = aManager({id: nodeId('n9'), hostname: 'manager-2'}, {leader: true});
    const sample = nodeSamples(leader, nowMs).find(({key}) => key === 'swarm:leader');
    expect(sample).toMatchObject({value: 'n9', atMs: nowMs});
    if (sample === undefined) return;
    expect(told(nodeHappening(leader, sample, 'n2', viewOf([])))).toBe(
      'warning: manager-2 became the leader — before: worker-2',
    );
  });
});

describe('a service', () => {
  it('that is scaled tells from where to where', () => {
    const service = aService({mode: {kind: 'replicated', replicas: 5}});
    const [replicas] = serviceSamples(service);
    expect(replicas).toMatchObject({key: 'service:s1:replicas', value: '5'});
    if (replicas === undefined) return;
    expect(told(serviceHappening(service, replicas, '2'))).toBe('info: web scaled from 2 to 5');
  });

  it.each([
    ['updating', {}, ['info: web: rollout began']],
    [
      'paused',
      {message: 'update paused due to failure or early termination of task 0123456789abcdefghijklmno'},
      [
        'info: web: rollout began',
        'critical: web: rollout paused — update paused due to failure or early termination of web.1 (0123456789ab)',
      ],
    ],
    [
      'completed',
      {completedAtMs: nowMs - 20_000, message: 'update completed'},
      ['info: web: rollout began', 'good: web: rollout done — 40.0 s after it began'],
    ],
    [
      'rollback_completed',
      {completedAtMs: nowMs - 20_000},
      ['info: web: rollout began', 'warning: web: rolled back — 40.0 s after it began'],
    ],
    [
      'rollback_completed',
      {completedAtMs: nowMs - 20_000, isManual: true},
      ['info: web: rollback began, on request', 'good: web: rolled back, on request — 40.0 s after it began'],
    ],
  ] as const)('whose rollout is %s tells how it began and what became of it', (state, part, expected) => {
    const service = aService({update: anUpdate({state, ...part})});
    const view = viewOf([aTask({id: taskId('0123456789abcdefghijklmno')})], service);
    expect(rolloutHappenings(service, view).map(told)).toEqual(expected);
  });

  it('gives each state of a rollout one id, whenever it is looked at', () => {
    const at = (part: Partial<Service>) =>
      rolloutHappenings(aService({update: anUpdate({state: 'paused'}), ...part}), viewOf([])).map(
        ({id}) => id,
      );
    expect(at({})).toEqual(at({version: 7, updatedAtMs: nowMs}));
  });
});

describe('an event', () => {
  it('tells values, of which that of a node that registers anew is none', () => {
    const event = (attributes: Record<string, string>, type = 'node') =>
      eventSamples(anEvent({type, id: 'x', attributes}));
    expect(event({'state.old': 'ready', 'state.new': 'down'})).toEqual([
      {key: 'node:x:state', value: 'down', atMs: nowMs},
    ]);
    expect(event({'state.old': 'ready', 'state.new': 'unknown'})).toEqual([]);
    expect(event({'replicas.old': '2', 'replicas.new': '5'}, 'service')).toEqual([
      {key: 'service:x:replicas', value: '5', atMs: nowMs},
    ]);
  });

  it('of a removal is one thing, although each manager tells a time of its own', () => {
    const removal = (timeMs: number) => eventHappening(anEvent({action: 'remove', timeMs}), viewOf([]));
    expect(removal(1)?.id).toBe(removal(2)?.id);
    expect(told(removal(1))).toBe('warning: web was removed');
  });

  it.each([
    [
      'health_status: unhealthy',
      'critical: web.1 became unhealthy — its health check failed too often in a row',
    ],
    ['health_status: healthy', 'good: web.1 became healthy'],
    ['oom', 'critical: web.1 ran out of memory — the kernel killed a process of it for its memory limit'],
    ['die', null],
    ['start', null],
    ['exec_die', null],
  ])('of a container of a task, %s, tells what lists do not', (action, expected) => {
    const attributes = {'com.docker.swarm.task.id': 't1', 'com.docker.swarm.service.id': 's1', exitCode: '3'};
    const event = anEvent({type: 'container', action, id: 'c1', scope: 'local', attributes});
    expect(told(eventHappening(event, viewOf([aTask()])))).toBe(expected);
  });

  it('of a container without a task tells its end', () => {
    const event = anEvent({
      ...{type: 'container', action: 'die', id: 'c1', scope: 'local'},
      attributes: {name: 'backup', exitCode: '3'},
    });
    expect(told(eventHappening(event, viewOf([])))).toBe('warning: container backup ended — exit 3');
  });

  it('of an overlay network on a node is no news', () => {
    const local = (type: string) =>
      eventHappening(
        anEvent({type: 'network', action: 'create', scope: 'local', attributes: {name: 'front', type}}),
        viewOf([]),
      );
    expect(local('overlay')).toBeNull();
    expect(told(local('bridge'))).toBe('info: network front was created');
  });
});

describe('what an agent tells', () => {
  const fact = (what: ContainerFact['what']): ContainerFact => ({
    ...{taskId: 't1', serviceId: 's1', nodeId: 'n2', containerId: 'c1', atMs: nowMs},
    what,
  });

  it('has the words of the failed check, and the id of the same event of its engine', () => {
    const unhealthy = {
      kind: 'health',
      health: 'unhealthy',
      output: 'trying\nconnection refused\n',
      exitCode: 1,
    } as const;
    const happening = factHappening(fact(unhealthy), viewOf([aTask()]));
    expect(told(happening)).toBe(
      'critical: web.1 became unhealthy — its health check said: connection refused, on worker-2',
    );
    const event = anEvent({type: 'container', action: 'health_status: unhealthy', id: 'c1', scope: 'local'});
    expect(eventHappening(event, viewOf([]))?.id).toBe(happening?.id);
  });

  it('is left to the lists of tasks where they tell it', () => {
    expect(factHappening(fact({kind: 'started'}), viewOf([]))).toBeNull();
    expect(factHappening(fact({kind: 'died', exitCode: 1, oomKilled: false}), viewOf([]))).toBeNull();
  });
});
