import {describe, expect, it} from 'vitest';
import {createHappenings} from '../../../../source/agent/containers/happenings.ts';
import type {EngineEvent} from '../../../../source/domain/model/index.ts';
import {containerId, serviceId, taskId} from '../../../builders/ids.ts';
import {aContainer} from '../../../builders/objects.ts';

const anEvent = (action: string, attributes: Record<string, string> = {}, timeMs = 1_000): EngineEvent => ({
  type: 'container',
  action,
  id: 'c1',
  scope: 'local',
  attributes: {
    'com.docker.swarm.task.id': 't1',
    'com.docker.swarm.service.id': 's1',
    password: 'hunter2',
    ...attributes,
  },
  timeMs,
});
const never = new AbortController().signal;
const inspecting = (state: unknown) => {
  const asked: string[] = [];
  return {
    asked,
    inspect: async (_kind: unknown, id: string) => {
      asked.push(id);
      return {State: state, Config: {Env: ['SECRET=hunter2']}};
    },
  };
};
const sick = {
  Running: true,
  Health: {
    Log: [
      {ExitCode: 0, Output: 'fine'},
      {ExitCode: 7, Output: 'line\u001b[31m one\nrefused\n', End: '2026-01-01T00:00:00Z'},
    ],
  },
};

describe('what happens to containers', () => {
  it('is told of tasks alone', async () => {
    const event = {...anEvent('start'), attributes: {}};
    expect(await createHappenings(() => 'n1').read(inspecting({}), event, never)).toBeNull();
  });

  it('says whose container it is, and nothing else of its labels and environment', async () => {
    const facts = [];
    const happenings = createHappenings(() => 'n1');
    for (const action of ['start', 'oom', 'die', 'health_status: unhealthy'])
      facts.push(await happenings.read(inspecting(sick), anEvent(action, {exitCode: '1'}), never));
    expect(facts.map(fact => fact?.what.kind)).toEqual(['started', 'oom', 'died', 'health']);
    expect(facts[0]).toMatchObject({
      taskId: 't1',
      serviceId: 's1',
      nodeId: 'n1',
      containerId: 'c1',
      atMs: 1_000,
    });
    expect(JSON.stringify(facts)).not.toContain('hunter2');
  });

  it('tells what a failing check printed last, without what a terminal would obey', async () => {
    const fact = await createHappenings(() => 'n1').read(
      inspecting(sick),
      anEvent('health_status: unhealthy'),
      never,
    );
    expect(fact?.what).toEqual({
      kind: 'health',
      health: 'unhealthy',
      output: 'line[31m one\nrefused',
      exitCode: 7,
    });
  });

  it('does not ask about a check that is well', async () => {
    const engine = inspecting(sick);
    const fact = await createHappenings(() => 'n1').read(engine, anEvent('health_status: healthy'), never);
    expect(fact?.what).toMatchObject({health: 'healthy', output: null});
    expect(engine.asked).toEqual([]);
  });

  it('knows a death by memory from the event before it, without asking', async () => {
    const engine = inspecting({});
    const happenings = createHappenings(() => 'n1');
    await happenings.read(engine, anEvent('oom', {}, 1_000), never);
    const fact = await happenings.read(engine, anEvent('die', {exitCode: '1'}, 1_200), never);
    expect(fact?.what).toEqual({kind: 'died', exitCode: 1, oomKilled: true});
    expect(engine.asked).toEqual([]);
  });

  it('does not blame memory for an end long after one of its processes was killed', async () => {
    const happenings = createHappenings(() => 'n1');
    await happenings.read(inspecting({}), anEvent('oom', {}, 1_000), never);
    const fact = await happenings.read(inspecting({}), anEvent('die', {exitCode: '1'}, 60_000), never);
    expect(fact?.what).toMatchObject({oomKilled: false});
  });

  it('asks how a killed container ended, and tells its end even where nobody answers', async () => {
    const killed = anEvent('die', {exitCode: '137'});
    const asked = await createHappenings(() => 'n1').read(inspecting({OOMKilled: true}), killed, never);
    expect(asked?.what).toEqual({kind: 'died', exitCode: 137, oomKilled: true});
    const silent = {inspect: () => Promise.reject(new Error('gone'))};
    const told = await createHappenings(() => 'n1').read(silent, killed, never);
    expect(told?.what).toEqual({kind: 'died', exitCode: 137, oomKilled: false});
  });

  it('finds what went wrong before it came, no longer ago than it matters', async () => {
    const owner = {taskId: taskId('t1'), serviceId: serviceId('s1')};
    const ended = (id: string, status: string) =>
      aContainer({id: containerId(id), state: 'exited', status, ...owner});
    const containers = [
      aContainer({id: containerId('sick'), state: 'running', health: 'unhealthy', ...owner}),
      aContainer({id: containerId('well'), state: 'running', health: 'healthy', ...owner}),
      ended('failed', 'Exited (3) 5 minutes ago'),
      ended('done', 'Exited (0) 5 minutes ago'),
      aContainer({
        id: containerId('alien'),
        state: 'exited',
        status: 'Exited (1)',
        taskId: null,
        serviceId: null,
      }),
    ];
    const engine = {
      inspect: async (_kind: unknown, id: string) =>
        id === 'sick'
          ? {State: sick}
          : {State: {Running: false, ExitCode: 3, FinishedAt: '2026-01-01T00:10:00Z'}},
    };
    const sinceMs = Date.parse('2026-01-01T00:05:00Z');
    const facts = await createHappenings(() => 'n1').found(engine, containers, sinceMs, never);
    expect(facts.map(({containerId: id, what}) => [id, what.kind])).toEqual([
      ['sick', 'health'],
      ['failed', 'died'],
    ]);
    expect(
      await createHappenings(() => 'n1').found(engine, containers, sinceMs + 600_000, never),
    ).toHaveLength(1);
  });
});
