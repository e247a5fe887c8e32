import {describe, expect, it} from 'vitest';
import {createAlarm} from '../../../../source/domain/judgement/alarm.ts';
import {type TaskInput, taskVerdict} from '../../../../source/domain/judgement/judge-task.ts';
import type {Level} from '../../../../source/domain/verdict.ts';
import {aFailedTask, aNode, aPendingTask, aTask, minuteMs, nowMs} from '../../../builders/objects.ts';

const judge = (part: Partial<TaskInput>) =>
  taskVerdict({
    task: aTask(),
    node: aNode(),
    upToDate: true,
    abandoned: false,
    health: 'none',
    isJob: false,
    alarm: createAlarm(nowMs),
    ...part,
  });
const fresh = {createdAtMs: nowMs - 10_000, updatedAtMs: nowMs - 10_000, stateSinceMs: nowMs - 10_000};

describe('verdict on a task', () => {
  it.each<[string, Partial<TaskInput>, Level, readonly string[]]>([
    ['is fine when it runs', {}, 'ok', []],
    ['is fine on a node that is not known', {node: undefined}, 'ok', []],
    [
      'cannot be given on a dead node, whatever the engine says',
      {node: aNode({state: 'down'})},
      'unknown',
      ['node-1 is down: whether it still runs cannot be told'],
    ],
    ['stays on a node that is only registering again', {node: aNode({state: 'unknown'})}, 'ok', []],
    [
      'is critical when the health check fails',
      {health: 'unhealthy'},
      'critical',
      ['its health check fails'],
    ],
    ['tells of an older spec', {upToDate: false}, 'ok', ['of an older spec']],
    [
      'is progress while it is stopped',
      {task: aTask({desiredState: 'shutdown'})},
      'progress',
      ['being stopped'],
    ],
    [
      'explains a task that is ready',
      {task: aTask({...fresh, state: 'ready', desiredState: 'ready'})},
      'progress',
      ['waits for its predecessor to stop, or for the restart delay'],
    ],
    [
      'warns when it hangs',
      {task: aTask({state: 'preparing'})},
      'warning',
      ['still preparing after 5 minutes'],
    ],
    [
      'warns when it is pending, with the reason',
      {
        task: aPendingTask({error: 'no suitable node (2 nodes not available for new tasks)'}),
        node: undefined,
      },
      'warning',
      ['2 nodes drained, paused or down'],
    ],
    ['is critical when it has just failed', {task: aFailedTask(minuteMs)}, 'critical', ['exit 1']],
    ['is history when it failed long ago', {task: aFailedTask(60 * minuteMs)}, 'ok', ['exit 1; not recent']],
    [
      'is history when it was of an older spec',
      {task: aFailedTask(minuteMs), upToDate: false},
      'ok',
      ['exit 1; of an older spec'],
    ],
    [
      'stays critical when nothing takes its place',
      {task: aFailedTask(60 * minuteMs), abandoned: true},
      'critical',
      ['exit 1; not restarted'],
    ],
    [
      'is fine when a job has completed',
      {task: aTask({state: 'complete'}), isJob: true},
      'ok',
      ['completed'],
    ],
    [
      'is fine when it was shut down as wanted',
      {task: aTask({state: 'shutdown', desiredState: 'shutdown'})},
      'ok',
      [],
    ],
  ])('%s', (_, part, level, reasons) => {
    expect(judge(part)).toEqual({level, reasons});
  });

  it('says when a failure will be history', () => {
    const alarm = createAlarm(nowMs);
    judge({task: aFailedTask(9 * minuteMs), alarm});
    expect(alarm.nextMs).toBe(nowMs + minuteMs);
  });
});
