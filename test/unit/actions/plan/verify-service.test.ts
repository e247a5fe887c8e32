import {describe, expect, it} from 'vitest';
import type {VerifyState} from '../../../../source/actions/plan/plan.ts';
import {verifyService} from '../../../../source/actions/plan/services/verify-service.ts';
import type {Task, UpdateState} from '../../../../source/domain/model/index.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, anUpdate, aPendingTask, nowMs} from '../../../builders/objects.ts';

const swarm = aCluster().withManagers(1).withWorkers(1);
const goal = (ends: readonly UpdateState[], replaces = true) => verifyService({id: 'web-id', replaces, ends});
/** The manager's clock is an hour behind ours: its times must be held against its own. */
const behindMs = 3_600_000;
const state = (cluster: typeof swarm, part: Partial<VerifyState> = {}): VerifyState => ({
  store: cluster.store(),
  nowMs,
  sinceMs: nowMs - 20_000,
  changedAtMs: nowMs - 20_000 - behindMs,
  version: 1,
  ...part,
});
const updating = (update: UpdateState | null, message = 'x') =>
  swarm.withService('web', 2, {update: update === null ? null : anUpdate({state: update, message})});

describe('a rollout', () => {
  it.each([
    ['updating', 'pending'],
    ['completed', 'done'],
    ['paused', 'failed'],
    ['rollback_started', 'failed'],
    ['rollback_paused', 'failed'],
    ['rollback_completed', 'failed'],
  ] as const)('that is %s is %s when all run', (update, kind) => {
    expect(goal(['completed'])(state(updating(update))).kind).toBe(kind);
  });

  it.each([
    ['rollback_started', 'pending'],
    ['rollback_completed', 'done'],
    ['rollback_paused', 'failed'],
  ] as const)('back, as wanted, that is %s is %s', (update, kind) => {
    expect(goal(['rollback_completed'])(state(updating(update))).kind).toBe(kind);
  });

  it('is not over before the engine says so, and a scaling needs no such word', () => {
    const soon = {sinceMs: nowMs - 5_000};
    expect(goal(['completed'])(state(updating(null), soon)).kind).toBe('pending');
    expect(goal(['completed'], false)(state(updating(null))).kind).toBe('done');
  });

  it('that the engine never begins, since every task fits already, is not waited for', () => {
    expect(goal(['completed'])(state(updating(null), {sinceMs: nowMs - 9_000})).kind).toBe('pending');
    expect(goal(['completed'])(state(updating(null), {sinceMs: nowMs - 10_000})).kind).toBe('done');
    const outdated = updating(null).withTaskChanged('web-1', {specKey: 'older'});
    expect(goal(['completed'])(state(outdated)).kind).toBe('pending');
  });

  it('that is paused by hand waits for a person, whatever runs', () => {
    const held = swarm.withService('web', 2, {update: anUpdate({isHeld: true})});
    expect(goal(['completed'])(state(held))).toEqual({
      kind: 'pending',
      detail: '2/2 running; the rollout is paused by hand, and goes on when it is resumed',
      isHeld: true,
    });
    expect(goal(['completed', 'updating'], false)(state(held)).kind).toBe('done');
  });

  it('names the task that ended it, and its exit code in words', () => {
    const failed = aFailedTask(1_000, {
      id: taskId('abc'),
      serviceId: serviceId('web-id'),
      error: 'task: non-zero exit (137)',
      exitCode: 137,
    });
    const cluster = updating('paused', 'update paused due to failure or early termination of task abc');
    const verdict = goal(['completed'])(state(cluster.with({tasks: [...cluster.tasks, failed]})));
    expect(verdict.detail).toBe(
      'the rollout is paused: web.1 ended: exit 137 (killed, usually out of memory)',
    );
  });
});

describe('a failed rollout whose task is not yet known to have ended', () => {
  it('is a failure, but may tell more in a moment', () => {
    const cluster = updating('paused', 'update paused due to failure or early termination of task web-1');
    expect(goal(['completed'])(state(cluster))).toEqual({
      kind: 'failed',
      detail: 'the rollout is paused: update paused due to failure or early termination of task web-1',
      isPartial: true,
    });
  });
});

describe('tasks', () => {
  const web = swarm.withService('web', 2);
  const and = (...tasks: readonly Task[]) => web.with({tasks: [...web.tasks, ...tasks]});
  const failedAt = (index: number, createdAtMs: number) =>
    aFailedTask(1_000, {id: taskId(`f${index}`), serviceId: serviceId('web-id'), createdAtMs});
  const three = (createdAtMs: number) => [1, 2, 3].map(index => failedAt(index, createdAtMs));

  it('that fail again and again after the change are a failure, older ones are not', () => {
    const changedAtMs = nowMs - 20_000 - behindMs;
    expect(goal(['completed'], false)(state(and(...three(changedAtMs + 1_000))))).toMatchObject({
      kind: 'failed',
      detail: '3 new tasks failed, the last one: exit 1',
    });
    expect(goal(['completed'], false)(state(and(...three(changedAtMs - 60_000)))).kind).toBe('done');
  });

  const waiting = (agoMs: number, error: string) =>
    aPendingTask({
      id: taskId('p'),
      slot: 3,
      serviceId: serviceId('web-id'),
      error,
      createdAtMs: nowMs - behindMs - agoMs,
    });

  it('that find no node are a failure after a while, by the clock of the manager', () => {
    const error = 'no suitable node (insufficient resources on 2 nodes)';
    expect(goal(['completed'], false)(state(and(waiting(5_000, error)))).kind).toBe('pending');
    expect(goal(['completed'], false)(state(and(waiting(16_000, error))))).toMatchObject({
      kind: 'failed',
      detail: 'a task finds no node: not enough unreserved CPU or memory on 2 nodes',
    });
  });

  it('wait longer for a node that is not available: it may be looking for a manager', () => {
    const error = 'no suitable node (2 nodes not available for new tasks)';
    const begun = {sinceMs: nowMs - 60_000, changedAtMs: nowMs - 60_000 - behindMs};
    expect(goal(['completed'], false)(state(and(waiting(40_000, error)), begun)).kind).toBe('pending');
    expect(goal(['completed'], false)(state(and(waiting(50_000, error)), begun)).kind).toBe('failed');
  });

  it('say nothing while the store does not know the change yet, or may be wrong', () => {
    expect(goal(['completed'], false)(state(web, {version: 2})).kind).toBe('pending');
    const lost = web.store();
    lost.applyChanges(
      [{kind: 'freshness', sources: ['tasks'], freshness: {kind: 'stale', sinceMs: 0, reason: 'x'}}],
      nowMs,
    );
    expect(goal(['completed'], false)(state(web, {store: lost})).detail).toMatch(/^the connection is lost/);
  });
});
