import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {judgeService, type ServiceInput} from '../../../../source/domain/judgement/judge-service.ts';
import {isSettledSlot} from '../../../../source/domain/judgement/settled-slots.ts';
import type {Task} from '../../../../source/domain/model/index.ts';
import {slotOf} from '../../../../source/domain/task-lifecycle.ts';
import {nodeId, taskId} from '../../../builders/ids.ts';
import {aContainer, aNode, anUpdate, aService, aTask, minuteMs, nowMs} from '../../../builders/objects.ts';
import {aServiceInput} from '../../../builders/service-input.ts';

const nodes = [
  aNode({id: nodeId('up'), hostname: 'up'}),
  aNode({id: nodeId('down'), hostname: 'down', state: 'down'}),
];
const sick = taskId('t3');

const arbitraryTask = fc.record({
  slot: fc.integer({min: 1, max: 5}),
  state: fc.constantFrom(
    'running',
    'running',
    'running',
    'starting',
    'pending',
    'failed',
    'complete',
    'shutdown',
  ),
  desiredState: fc.constantFrom('running', 'running', 'shutdown'),
  specKey: fc.constantFrom('spec-1', 'spec-1', 'spec-1', 'spec-0'),
  nodeId: fc.constantFrom('up', 'up', 'up', 'down'),
  ageMs: fc.integer({min: 0, max: 30 * minuteMs}),
});

const judge = (tasks: readonly Task[], all: readonly Task[], part: Partial<ServiceInput>) =>
  judgeService(
    aServiceInput({
      tasks,
      taskById: id => all.find(task => task.id === id),
      lastChangeMs: () => Math.max(0, ...all.map(task => task.updatedAtMs)),
      nodeById: id => nodes.find(node => node.id === id),
      containerByTask: id => (id === sick ? aContainer({health: 'unhealthy'}) : undefined),
      ...part,
    }),
  );

describe('settled slots', () => {
  it('leave the judgement of their service as it is when their tasks are not looked at', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryTask, {maxLength: 12}),
        fc.constantFrom('replicated', 'global'),
        fc.boolean(),
        (drawn, kind, isUpdated) => {
          const service = aService({
            specKey: aTask().specKey,
            mode: kind === 'global' ? {kind} : {kind, replicas: 4},
            update: isUpdated ? anUpdate({state: 'paused', startedAtMs: nowMs - 5 * minuteMs}) : null,
          });
          const tasks = drawn.map(({ageMs, specKey, ...task}, index) =>
            aTask({
              ...task,
              id: taskId(`t${index}`),
              nodeId: nodeId(task.nodeId),
              specKey: specKey === 'spec-1' ? service.specKey : `${service.specKey}-old`,
              createdAtMs: nowMs - ageMs,
              updatedAtMs: nowMs - ageMs,
              stateSinceMs: nowMs - ageMs,
            } as Partial<Task>),
          );
          const settled = [...Map.groupBy(tasks, slotOf).values()].filter(own =>
            isSettledSlot(
              service,
              own,
              id => nodes.find(node => node.id === id),
              id => (id === sick ? aContainer({health: 'unhealthy'}) : undefined),
            ),
          );
          const out = new Set(settled.flat());
          const open = tasks.filter(task => !out.has(task));
          const counts = {slots: settled.length, tasks: out.size};
          expect(judge(open, tasks, {service, settled: counts})).toEqual(judge(tasks, tasks, {service}));
        },
      ),
      {numRuns: 1_000},
    );
  });
});
