import {describe, expect, it} from 'vitest';
import {createAlarm} from '../../../../source/domain/judgement/alarm.ts';
import {judgeService, type ServiceInput} from '../../../../source/domain/judgement/judge-service.ts';
import type {Node, Service, Task} from '../../../../source/domain/model/index.ts';
import type {Level} from '../../../../source/domain/verdict.ts';
import {nodeId, taskId} from '../../../builders/ids.ts';
import {
  aContainer,
  aFailedTask,
  aNode,
  anUpdate,
  aPendingTask,
  aService,
  aTask,
  minuteMs,
  nowMs,
} from '../../../builders/objects.ts';
import {aServiceInput} from '../../../builders/service-input.ts';

const judge = (part: Partial<ServiceInput>, nodes: readonly Node[] = [aNode()]) =>
  judgeService(aServiceInput({nodeById: id => nodes.find(node => node.id === id), ...part}));
const kindsOf = (judgement: ReturnType<typeof judge>) =>
  judgement.findings.map(({key, level}) => `${key.split(':').at(-1)} ${level}`);

const replicated = (replicas: number, part: Partial<Service> = {}) =>
  aService({mode: {kind: 'replicated', replicas}, ...part});
const fresh = {createdAtMs: nowMs - 10_000, updatedAtMs: nowMs - 10_000, stateSinceMs: nowMs - 10_000};
const failures = (count: number, part: Partial<Task> = {}) =>
  Array.from({length: count}, (_, index) =>
    aFailedTask((count - index) * 20_000, {id: taskId(`f${index}`), ...part}),
  );

/** What the manager makes of a task whose node was changed. */
const turnedOut = {
  state: 'rejected',
  message: 'task rejected by constraint enforcer',
  error: 'assigned node no longer meets constraints',
  exitCode: null,
} as const;

describe('judgement of a service', () => {
  it.each<[string, Service, readonly Task[], Level, readonly string[]]>([
    ['is fine when all that is wanted runs', aService(), [aTask()], 'ok', []],
    ['is fine at no replicas', replicated(0), [], 'ok', []],
    ['makes progress while tasks start', aService(), [aTask({...fresh, state: 'starting'})], 'progress', []],
    [
      'warns of one failure while the slot runs again',
      aService(),
      [...failures(1), aTask(fresh)],
      'warning',
      ['failing warning'],
    ],
    [
      'is fine when a task left a node that was changed, and another stands in: nothing failed',
      aService(),
      [...failures(1, turnedOut), aTask(fresh)],
      'ok',
      [],
    ],
    [
      'is critical when nothing stands in for it',
      aService(),
      failures(1, turnedOut),
      'critical',
      ['failing critical'],
    ],
    [
      'is critical in a crash loop even between two crashes',
      aService(),
      [...failures(3), aTask(fresh)],
      'critical',
      ['crash-loop critical'],
    ],
    [
      'is critical when nothing runs after a failure',
      aService(),
      [...failures(1), aTask({...fresh, state: 'ready', desiredState: 'ready'})],
      'critical',
      ['failing critical'],
    ],
    [
      'forgives an old failure when the slot runs again',
      aService(),
      [aFailedTask(11 * minuteMs), aTask({createdAtMs: nowMs - 11 * minuteMs})],
      'ok',
      [],
    ],
    [
      'does not forgive an old failure when the slot is left empty',
      replicated(2),
      [aTask(), aFailedTask(180 * minuteMs, {slot: 2})],
      'critical',
      ['failing critical'],
    ],
    [
      'forgets failures of an older spec',
      aService(),
      [...failures(3, {specKey: 'spec-0'}), aTask(fresh)],
      'ok',
      [],
    ],
    [
      'forgets failures from before the last update, though a rollback brought their spec back',
      aService({update: anUpdate({state: 'completed', startedAtMs: nowMs - 5_000})}),
      [...failures(3), aTask()],
      'ok',
      [],
    ],
    [
      'does not take the end of a replaced task for a failure, when a dead node comes back',
      aService(),
      [
        aFailedTask(5_000, {
          createdAtMs: nowMs - 60 * minuteMs,
          error: 'task: non-zero exit (255)',
          exitCode: 255,
        }),
        aTask({createdAtMs: nowMs - 3 * minuteMs}),
      ],
      'ok',
      [],
    ],
    [
      'forgives slots that were scaled away',
      aService(),
      [aTask(), aFailedTask(30 * minuteMs, {slot: 2})],
      'ok',
      [],
    ],
    [
      'is critical when its only task is pending for a reason',
      aService(),
      [aPendingTask({...fresh, error: 'no suitable node (insufficient resources on 5 nodes)'})],
      'critical',
      ['pending critical'],
    ],
    ['waits a little for a node before it complains', aService(), [aPendingTask(fresh)], 'progress', []],
    [
      'complains of a task that no node takes',
      aService(),
      [aPendingTask()],
      'critical',
      ['pending critical'],
    ],
    [
      'warns of a task that hangs on its way, which nothing in the engine ends',
      replicated(2),
      [aTask(), aTask({id: taskId('t2'), slot: 2, state: 'preparing'})],
      'warning',
      ['hanging warning'],
    ],
    [
      'is a failure when the update was rolled back, although all runs',
      aService({update: anUpdate({state: 'rollback_completed', message: 'rollback completed'})}),
      [aTask()],
      'critical',
      ['rolled-back critical'],
    ],
    [
      'warns of a paused update, although all replicas run',
      replicated(1, {update: anUpdate({state: 'paused'})}),
      [aTask()],
      'warning',
      ['update-paused warning'],
    ],
    [
      'makes progress in an update',
      replicated(2, {update: anUpdate()}),
      [aTask(), aTask({id: taskId('t2'), slot: 2, specKey: 'spec-0'})],
      'progress',
      [],
    ],
    [
      'judges by tasks when an update that goes on after failures calls itself completed',
      aService({update: anUpdate({state: 'completed', startedAtMs: nowMs - 9 * minuteMs})}),
      [...failures(4), aTask({...fresh, state: 'ready', desiredState: 'ready'})],
      'critical',
      ['crash-loop critical'],
    ],
    [
      'notices a global service that fits no node, of which the engine says nothing',
      aService({mode: {kind: 'global'}, constraints: ['node.labels.gpu==yes']}),
      [],
      'warning',
      ['nowhere warning'],
    ],
    ['notices replicas that no task was made for', replicated(2), [aTask()], 'warning', ['missing warning']],
    [
      'gives a service that was just made some time',
      aService({updatedAtMs: nowMs - 5_000}),
      [],
      'progress',
      [],
    ],
    [
      'warns of a program that ends well again and again',
      replicated(2),
      [
        aTask({id: taskId('t2'), slot: 2}),
        ...failures(3, {state: 'complete', error: '', exitCode: 0}),
        aTask({...fresh, state: 'starting'}),
      ],
      'warning',
      ['exiting warning'],
    ],
    [
      'is critical when its only task ended well and is not restarted',
      aService(),
      [aFailedTask(60 * minuteMs, {state: 'complete', error: '', exitCode: 0})],
      'critical',
      ['exiting critical'],
    ],
    [
      'finds a completed job fine',
      aService({mode: {kind: 'replicated-job', maxConcurrent: 1, totalCompletions: 1}}),
      [aTask({state: 'complete', desiredState: 'complete'})],
      'ok',
      [],
    ],
  ])('%s', (_, service, tasks, level, kinds) => {
    const judgement = judge({service, tasks});
    expect(judgement.summary.health.level).toBe(level);
    expect(kindsOf(judgement)).toEqual(kinds);
  });

  it('tells of tasks lost with a node as long as their replacements do not run', () => {
    const down = [aNode({state: 'down'}), aNode({id: nodeId('n2'), hostname: 'node-2'})];
    const lost = judge({tasks: [aTask()]}, down);
    expect(kindsOf(lost)).toEqual(['on-dead-node critical']);
    expect(lost.summary.health.reasons).toEqual(['1 task lost with a node: down: node-1']);
    const replaced = judge(
      {tasks: [aTask({desiredState: 'shutdown'}), aTask({id: taskId('t2'), nodeId: nodeId('n2')})]},
      down,
    );
    expect(replaced.summary.health.level).toBe('ok');
  });

  it('tells of an unhealthy container, worst when no other task runs', () => {
    const containerByTask = (id: string) => (id === 't1' ? aContainer({health: 'unhealthy'}) : undefined);
    expect(kindsOf(judge({containerByTask}))).toEqual(['unhealthy critical']);
    const two = {service: replicated(2), tasks: [aTask(), aTask({id: taskId('t2'), slot: 2})]};
    expect(kindsOf(judge({...two, containerByTask}))).toEqual(['unhealthy warning']);
  });

  it('names the slot, the count and the exit code of a crash loop, and since when', () => {
    const tasks = [
      ...failures(4, {slot: 3, error: 'task: non-zero exit (137)', exitCode: 137}),
      aTask(fresh),
    ];
    const [finding] = judge({tasks}).findings;
    expect(finding).toMatchObject({
      title: 'crash loop: task 3 failed 4 times in 10 minutes',
      reason: 'exit 137 (killed, usually out of memory)',
      sinceMs: nowMs - 80_000,
    });
  });

  it('sums up failures of several slots', () => {
    const tasks = [...failures(2, {slot: 2}), aFailedTask(1_000, {slot: 3}), aTask()];
    expect(judge({tasks}).findings[0]?.title).toBe('crash loop: 3 failures of 2 tasks in 10 minutes');
  });

  it('names the task that stopped an update', () => {
    const culprit = aFailedTask(60 * minuteMs, {id: taskId('abc123'), slot: 2, specKey: 'spec-9'});
    const update = anUpdate({
      state: 'paused',
      message: 'update paused due to failure or early termination of task abc123',
    });
    const [finding] = judge({service: aService({update}), tasks: [aTask(), culprit]}).findings;
    expect(finding?.reason).toBe('task 2: exit 1');
    const [unnamed] = judge({service: aService({update}), tasks: [aTask()]}).findings;
    expect(unnamed?.reason).toBe(update.message);
  });

  it('tells a stopped update and the failures that stopped it as one thing, as bad as the worse of them', () => {
    const update = anUpdate({state: 'paused', startedAtMs: nowMs - 5 * minuteMs, message: ''});
    const {findings, summary} = judge({
      service: replicated(2, {update}),
      tasks: [...failures(3, {slot: 2}), aTask()],
    });
    expect(findings).toMatchObject([{title: 'update paused', level: 'critical', reason: 'exit 1'}]);
    expect(summary.health.reasons).toEqual(['update paused: exit 1']);
  });

  it('tells what fails now where the task that stopped an update is forgotten', () => {
    const message = 'update paused due to failure or early termination of task gone';
    const update = anUpdate({state: 'paused', startedAtMs: nowMs - 5 * minuteMs, message});
    const {summary} = judge({service: replicated(2, {update}), tasks: [...failures(3, {slot: 2}), aTask()]});
    expect(summary.health.reasons).toEqual(['update paused: exit 1']);
  });

  it('has its cause first where there is room for little: in the verdict', () => {
    const {summary} = judge({tasks: [...failures(4, {slot: 3, exitCode: 137}), aTask(fresh)]});
    expect(summary.health.reasons[0]).toMatch(/^exit 1.*: crash loop: task 3 failed 4 times in 10 minutes$/);
  });

  it('calls a rollback that was asked for neither a failure nor news once it is done', () => {
    const update = anUpdate({state: 'rollback_completed', message: 'rollback completed', isManual: true});
    const done = judge({service: aService({update})});
    expect([done.findings, done.summary.health.level]).toEqual([[], 'ok']);
    const going = judge({service: aService({update: {...update, state: 'rollback_started'}})});
    expect(going.summary.health).toEqual({level: 'progress', reasons: ['rolling back']});
    const stuck = judge({service: aService({update: {...update, state: 'rollback_paused'}})});
    expect(stuck.summary.health.level).toBe('critical');
  });

  it('names the way to its logs, as a step and as a command', () => {
    const {findings} = judge({service: aService({name: 'shop_web'}), tasks: failures(4)});
    expect(findings[0]?.steps).toContain('logs');
    expect(findings[0]?.next).toContain('medianest logs shop_web');
  });

  it('keeps the newest failure however old, and counts those of the last ten minutes', () => {
    const tasks = [...failures(2), aFailedTask(60 * minuteMs, {id: taskId('old')}), aTask(fresh)];
    const {summary} = judge({tasks});
    expect(summary).toMatchObject({recentFailures: 2, lastFailure: {id: 'f1'}});
    expect(judge({tasks: [aFailedTask(60 * minuteMs), aTask()]}).summary.lastFailure?.id).toBe('t0');
    expect(judge({tasks: failures(1, {specKey: 'spec-0'})}).summary.lastFailure).toBeNull();
  });

  it('bounds the worker’s clock by the manager’s', () => {
    const ahead = aFailedTask(11 * minuteMs, {stateSinceMs: nowMs + 60 * minuteMs});
    expect(judge({tasks: [ahead, aTask({createdAtMs: ahead.updatedAtMs})]}).summary.recentFailures).toBe(0);
    const behind = aFailedTask(1_000, {stateSinceMs: nowMs - 60 * minuteMs});
    expect(judge({tasks: [behind, aTask(fresh)]}).summary.recentFailures).toBe(1);
  });

  it('raises no alarm over global services on nodes that want no task', () => {
    const service = aService({mode: {kind: 'global'}});
    const failed = aFailedTask(60 * minuteMs, {slot: 0, nodeId: nodeId('n2')});
    const nodes = (part: Partial<Node>) => [aNode(), aNode({id: nodeId('n2'), hostname: 'node-2', ...part})];
    const tasks = [aTask({slot: 0}), failed];
    expect(kindsOf(judge({service, tasks}, nodes({availability: 'drain'})))).toEqual([]);
    expect(kindsOf(judge({service, tasks}, nodes({state: 'down'})))).toEqual([]);
    expect(kindsOf(judge({service, tasks}, nodes({})))).toEqual(['failing critical']);
  });

  it('says nothing of tasks before they are known, but does of a rollback', () => {
    const unknown = judge({tasks: [], tasksKnown: false});
    expect(unknown.summary.health).toEqual({level: 'unknown', reasons: ['its tasks are not known yet']});
    const service = aService({
      update: anUpdate({state: 'rollback_completed', message: 'rollback completed'}),
    });
    expect(judge({service, tasks: [], tasksKnown: false}).summary.health.level).toBe('critical');
  });

  it('does not call a global service homeless before nodes are known', () => {
    const service = aService({mode: {kind: 'global'}});
    expect(kindsOf(judge({service, tasks: [], nodesKnown: false}))).toEqual([]);
  });

  it('says when it has to be judged anew', () => {
    const due = (part: Partial<ServiceInput>) => {
      const alarm = createAlarm(nowMs);
      judge({...part, alarm});
      return alarm.nextMs;
    };
    expect(due({})).toBeNull();
    expect(due({tasks: [aFailedTask(4 * minuteMs), aTask(fresh)]})).toBe(nowMs + 6 * minuteMs);
    expect(due({tasks: [aTask({...fresh, state: 'preparing'})]})).toBe(nowMs - 10_000 + 5 * minuteMs);
    expect(due({tasks: [aPendingTask(fresh)]})).toBe(nowMs + 20_000);
  });
});
