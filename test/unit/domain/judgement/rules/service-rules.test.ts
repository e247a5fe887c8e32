import {describe, expect, it} from 'vitest';
import {createAlarm} from '../../../../../source/domain/judgement/alarm.ts';
import {judgeService, type ServiceInput} from '../../../../../source/domain/judgement/judge-service.ts';
import type {Task} from '../../../../../source/domain/model/index.ts';
import {nodeId, taskId} from '../../../../builders/ids.ts';
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
} from '../../../../builders/objects.ts';
import {aServiceInput} from '../../../../builders/service-input.ts';

const findingsOf = (part: Partial<ServiceInput>) =>
  judgeService(aServiceInput({nodeById: () => aNode({hostname: 'worker-1'}), ...part})).findings;

const kindsOf = (part: Partial<ServiceInput>) =>
  findingsOf(part).map(({key, level}) => `${key.split(':').at(-1)} ${level}`);

const fresh = {createdAtMs: nowMs - 10_000, updatedAtMs: nowMs - 10_000, stateSinceMs: nowMs - 10_000};
const two = aService({mode: {kind: 'replicated', replicas: 2}});
const other = aTask({id: taskId('t9'), slot: 2});
const failed = (count: number, part: Partial<Task>) =>
  Array.from({length: count}, (_, index) =>
    aFailedTask((count - index) * 20_000, {id: taskId(`f${index}`), ...part}),
  );
const killed = {error: 'task: non-zero exit (137)', exitCode: 137};
const limited = aService({memoryLimitBytes: 64 * 1024 ** 2});
const unhealthyEnd = {error: 'task: non-zero exit (143): dockerexec: unhealthy container', exitCode: 143};
const noSpace = {
  state: 'rejected',
  exitCode: null,
  error: 'failed to register layer: write /usr/lib/app: no space left on device',
} as const;

describe('a finding of memory', () => {
  it('is made of a task that the kernel was seen to kill', () => {
    const part = {
      tasks: [...failed(1, killed), aTask(fresh), other],
      service: two,
      wasOutOfMemory: () => true,
    };
    expect(kindsOf(part)).toEqual(['out-of-memory warning']);
    expect(findingsOf(part)[0]).toMatchObject({
      title: 'out of memory: task 1 was killed once in 10 minutes',
      reason: 'exit 137: the kernel killed it for its memory',
    });
  });

  it('names the limit, and says when nobody saw the kernel do it', () => {
    const [finding] = findingsOf({service: limited, tasks: failed(3, killed)});
    expect(finding?.key).toMatch(/:out-of-memory$/);
    expect(finding?.reason).toBe(
      'exit 137 (killed, usually out of memory), limit 64MiB; only the engine of its node knows for sure',
    );
  });

  it('is not made of a kill without a limit, nor of one that was seen to have another cause', () => {
    expect(kindsOf({tasks: failed(3, killed)})).toEqual(['crash-loop critical']);
    expect(kindsOf({service: limited, tasks: failed(3, killed), wasOutOfMemory: () => false})).toEqual([
      'crash-loop critical',
    ]);
  });
});

describe('a finding of health', () => {
  it('is one, of what was stopped and of what fails now', () => {
    const part = {
      tasks: [...failed(2, unhealthyEnd), aTask(fresh)],
      containerByTask: (id: string) => (id === 't1' ? aContainer({health: 'unhealthy'}) : undefined),
    };
    expect(kindsOf(part)).toEqual(['unhealthy critical']);
    expect(findingsOf(part)[0]).toMatchObject({
      title: 'health check fails: task 1 was stopped as unhealthy 2 times in 10 minutes, 1 unhealthy now',
    });
  });

  it('begins with the words of the engine', () => {
    expect(findingsOf({tasks: failed(1, unhealthyEnd)})[0]?.reason).toMatch(/^its health check failed/);
  });
});

describe('a finding of disk space', () => {
  it('is made of a task that found none, and names the node', () => {
    const part = {tasks: failed(1, noSpace)};
    expect(kindsOf(part)).toEqual(['disk-full critical']);
    expect(findingsOf(part)[0]?.title).toBe('no disk space on worker-1: task 1 failed once in 10 minutes');
  });
});

describe('a finding of a rollout', () => {
  const updating = aService({mode: {kind: 'replicated', replicas: 2}, update: anUpdate()});
  const old = aTask({id: taskId('t2'), slot: 2, specKey: 'spec-0'});
  const waits = aPendingTask({error: 'no suitable node (insufficient resources on 5 nodes)'});

  it('is that it is stuck while its next task finds no node', () => {
    const part = {service: updating, tasks: [old, waits]};
    expect(kindsOf(part)).toEqual(['rollout-stuck critical']);
    expect(findingsOf(part)[0]).toMatchObject({
      title: 'rollout stuck: 1 task pending',
      reason: 'not enough unreserved CPU or memory on 5 nodes',
    });
  });

  it('is that it stands still when nothing has moved for ten minutes', () => {
    const service = {...updating, update: anUpdate({startedAtMs: nowMs - 30 * minuteMs})};
    const moved = (agoMs: number) => [
      old,
      aTask({createdAtMs: nowMs - agoMs, updatedAtMs: nowMs - agoMs, stateSinceMs: nowMs - agoMs}),
    ];
    expect(kindsOf({service, tasks: moved(11 * minuteMs)})).toEqual(['rollout-stuck warning']);
    expect(kindsOf({service, tasks: moved(9 * minuteMs)})).toEqual([]);
  });

  it('asks to be judged again when ten minutes will have passed', () => {
    const alarm = createAlarm(nowMs);
    findingsOf({service: updating, tasks: [old, aTask()], alarm});
    expect(alarm.nextMs).toBe(nowMs + 9 * minuteMs);
  });

  it('is one with the failure that has stopped it, whatever that comes from', () => {
    const update = anUpdate({state: 'paused', startedAtMs: nowMs - 5 * minuteMs, message: ''});
    for (const part of [killed, unhealthyEnd, noSpace])
      expect(
        kindsOf({service: {...limited, mode: two.mode, update}, tasks: [...failed(3, part), other]}),
      ).toEqual(['update-paused critical']);
  });
});

describe('every finding', () => {
  it('names at least one step, and a way out in words', () => {
    const cases: readonly Partial<ServiceInput>[] = [
      {tasks: failed(1, {})},
      {tasks: failed(3, killed), service: limited},
      {tasks: failed(1, noSpace)},
      {tasks: failed(1, unhealthyEnd)},
      {tasks: [aPendingTask()]},
      {tasks: [aTask({state: 'preparing'})]},
      {tasks: [], service: two},
      {tasks: [aTask()], nodeById: () => aNode({id: nodeId('n1'), state: 'down'})},
      {tasks: [], service: aService({mode: {kind: 'global'}})},
    ];
    for (const part of cases) {
      const [finding] = findingsOf(part);
      expect(finding?.steps.length, finding?.key).toBeGreaterThan(0);
      expect(finding?.next, finding?.key).not.toBe('');
    }
  });
});
