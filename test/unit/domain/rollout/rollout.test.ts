import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Service, Task, TaskState, UpdateState} from '../../../../source/domain/model/index.ts';
import {defaultPolicy, holdMs, rolloutMs} from '../../../../source/domain/rollout/policy.ts';
import {isFailure, isMoving, rolloutOf} from '../../../../source/domain/rollout/rollout.ts';
import {hasEnded, isWanted, slotOf} from '../../../../source/domain/task-lifecycle.ts';
import {nodeId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, anUpdate, aService, aTask, nowMs} from '../../../builders/objects.ts';

const service = aService({mode: {kind: 'replicated', replicas: 3}, specKey: 'new', update: anUpdate()});
const old = (slot: number, part: Partial<Task> = {}) =>
  aTask({id: taskId(`old-${slot}`), slot, specKey: 'old', ...part});
const fresh = (slot: number, part: Partial<Task> = {}) =>
  aTask({
    id: taskId(`new-${slot}`),
    slot,
    specKey: 'new',
    createdAtMs: nowMs - 10_000,
    updatedAtMs: nowMs - 6_000,
    stateSinceMs: nowMs - 6_000,
    ...part,
  });
const gone = {state: 'shutdown', desiredState: 'shutdown'} as const;
const of = (tasks: readonly Task[], part: Partial<Service> = {}, policy = defaultPolicy) =>
  rolloutOf({...service, ...part}, tasks, policy, nowMs);

const states: readonly TaskState[] = [
  'new',
  'pending',
  'assigned',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
];
const updateStates: readonly UpdateState[] = [
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
];
const anyTask = fc
  .record({
    slot: fc.integer({min: 1, max: 4}),
    specKey: fc.constantFrom('old', 'new'),
    state: fc.constantFrom(...states),
    desiredState: fc.constantFrom<TaskState>('running', 'ready', 'shutdown', 'remove'),
    age: fc.integer({min: 0, max: 600_000}),
    id: fc.uuid(),
  })
  .map(({age, id, ...part}) =>
    aTask({
      ...part,
      id: taskId(id),
      createdAtMs: nowMs - age,
      updatedAtMs: nowMs - age / 2,
      stateSinceMs: nowMs - age / 2,
    }),
  );
const anyService = fc
  .record({
    state: fc.constantFrom(...updateStates),
    isManual: fc.boolean(),
    isHeld: fc.boolean(),
    agoMs: fc.integer({min: 0, max: 600_000}),
  })
  .map(({agoMs, ...part}) => ({...service, update: anUpdate({...part, startedAtMs: nowMs - agoMs})}));
const anyPolicy = fc.record({
  parallelism: fc.integer({min: 0, max: 4}),
  delayMs: fc.constantFrom(0, 10_000, holdMs),
  monitorMs: fc.integer({min: 1, max: 60_000}),
  order: fc.constantFrom('stop-first' as const, 'start-first' as const),
  failureAction: fc.constantFrom('pause', 'rollback'),
  maxFailureRatio: fc.constantFrom(0, 0.5),
});

describe('a rollout', () => {
  it('has one lane for every slot that is wanted or still there, and no other', () => {
    fc.assert(
      fc.property(anyService, fc.array(anyTask, {maxLength: 12}), anyPolicy, (each, tasks, policy) => {
        const {lanes, done} = rolloutOf(each, tasks, policy, nowMs);
        const slots = tasks.filter(task => isWanted(task) || !hasEnded(task)).map(slotOf);
        expect(lanes.map(({slot}) => slot)).toEqual([...new Set(slots)].sort());
        expect(done).toBe(lanes.filter(({stage}) => stage === 'running').length);
      }),
    );
  });

  it('counts a lane as done only while its new task runs', () => {
    fc.assert(
      fc.property(anyService, fc.array(anyTask, {maxLength: 12}), anyPolicy, (each, tasks, policy) => {
        for (const {stage, new: now, old: before} of rolloutOf(each, tasks, policy, nowMs).lanes) {
          if (stage === 'running') expect(now).toMatchObject({state: 'running', specKey: 'new'});
          if (before !== null) expect(before.specKey).toBe('old');
        }
      }),
    );
  });

  it('that was paused or rolled back by the engine has failed, whatever its tasks do', () => {
    fc.assert(
      fc.property(anyService, fc.array(anyTask), anyPolicy, (each, tasks, policy) => {
        const {phase} = rolloutOf(each, tasks, policy, nowMs);
        const {state, isManual} = each.update;
        const isBad =
          state === 'paused' || state === 'rollback_paused' || (state.startsWith('rollback') && !isManual);
        expect(isFailure(phase)).toBe(isBad);
      }),
    );
  });

  it('says what is left only while it moves, and never less than nothing', () => {
    fc.assert(
      fc.property(anyService, fc.array(anyTask), anyPolicy, (each, tasks, policy) => {
        const {phase, remainingMs} = rolloutOf(each, tasks, policy, nowMs);
        expect(remainingMs !== null).toBe(isMoving(phase));
        expect(remainingMs ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('takes no less time with more tasks, and no more with more at once', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        anyPolicy,
        fc.integer({min: 1, max: 60_000}),
        (a, b, policy, startMs) => {
          const [few, many] = [Math.min(a, b), Math.max(a, b)];
          expect(rolloutMs(few, policy, startMs)).toBeLessThanOrEqual(rolloutMs(many, policy, startMs));
          if (policy.parallelism === 0) return;
          const wider = {...policy, parallelism: policy.parallelism + 1};
          expect(rolloutMs(many, wider, startMs)).toBeLessThanOrEqual(rolloutMs(many, policy, startMs));
        },
      ),
    );
  });
});

describe('the lanes of a rollout', () => {
  it('go from the old task to the new one', () => {
    const {lanes, done} = of([old(1), old(2, gone), fresh(2, {state: 'starting'}), old(3, gone), fresh(3)]);
    expect(lanes.map(({stage}) => stage)).toEqual(['waiting', 'starting', 'running']);
    expect(done).toBe(1);
  });

  it('tell a new task that waits for the old one to stop from one that waits for a node', () => {
    const {lanes} = of([
      old(1, {desiredState: 'shutdown'}),
      fresh(1, {state: 'ready', desiredState: 'ready'}),
      fresh(2, {state: 'pending', nodeId: null}),
    ]);
    expect(lanes.map(({stage}) => stage)).toEqual(['stopping', 'pending']);
  });

  it('count the failures of the new spec since it began, not those before', () => {
    const {lanes, failing} = of([
      aFailedTask(20_000, {id: taskId('f1'), slot: 1, specKey: 'new'}),
      aFailedTask(40_000, {id: taskId('f2'), slot: 1, specKey: 'new'}),
      aFailedTask(400_000, {id: taskId('f3'), slot: 1, specKey: 'new'}),
      fresh(1, {state: 'ready', desiredState: 'ready'}),
    ]);
    expect(lanes[0]).toMatchObject({failures: 2, stage: 'starting'});
    expect(failing?.id).toBe('f1');
  });

  it('of a global service stand for nodes', () => {
    const global = {mode: {kind: 'global'}} as const;
    const {lanes} = of([old(0, {nodeId: nodeId('n2')}), fresh(0, {nodeId: nodeId('n1')})], global);
    expect(lanes.map(({slot, stage}) => `${slot} ${stage}`)).toEqual(['n1 running', 'n2 waiting']);
  });
});

describe('the failing task of a rollout', () => {
  it('is the one that the engine names, also when it was of the spec that was rolled back', () => {
    const culprit = aFailedTask(30_000, {id: taskId('abc'), slot: 1, specKey: 'broken'});
    const later = aFailedTask(5_000, {id: taskId('def'), slot: 2, specKey: 'broken'});
    const update = anUpdate({
      state: 'rollback_completed',
      message: 'update rolled back due to failure or early termination of task abc',
    });
    expect(of([culprit, later, fresh(1)], {update}).failing?.id).toBe('abc');
  });

  it('is nothing that ended before it began', () => {
    expect(of([aFailedTask(400_000, {slot: 1, specKey: 'old'}), fresh(1)]).failing).toBeNull();
  });
});

describe('how long a rollout takes', () => {
  it('is foretold from what is left, how its tasks started, and its policy', () => {
    const policy = {...defaultPolicy, delayMs: 10_000, monitorMs: 3_000};
    // One started in 4 s; two are left, one after the other.
    expect(of([fresh(1), old(2), old(3)], {}, policy).remainingMs).toBe(2 * 4_000 + 10_000 + 3_000);
  });

  it('is late when it will take more than five minutes', () => {
    const slow = {...defaultPolicy, delayMs: 240_000};
    expect(of([fresh(1), old(2), old(3)], {}, slow).isLate).toBe(true);
    expect(of([fresh(1), old(2), old(3)]).isLate).toBe(false);
  });

  it('is told by the engine once it is over', () => {
    const update = anUpdate({state: 'completed', startedAtMs: nowMs - 60_000, completedAtMs: nowMs - 26_000});
    expect(of([fresh(1)], {update})).toMatchObject({phase: 'completed', tookMs: 34_000, remainingMs: null});
  });

  it('is not foretold of one that was paused from here', () => {
    const held = of([fresh(1), old(2)], {update: anUpdate({isHeld: true})});
    expect(held).toMatchObject({phase: 'held', remainingMs: null});
  });
});
