import {describe, expect, it} from 'vitest';
import type {ActionCluster} from '../../../source/cluster/open-for-actions.ts';
import type {CommandPorts} from '../../../source/commands/command.ts';
import {checkSettings} from '../../../source/config/read-settings.ts';
import {type ActionSwarm, anActionSwarm} from '../../builders/action-swarm.ts';
import {aCluster} from '../../builders/cluster.ts';
import {aClock} from '../../builders/fake-clock.ts';
import {run} from './command-line.ts';

const swarm = () =>
  anActionSwarm(aCluster().withManagers(3).withWorkers(2).withService('web', 2).withService('api', 1));

/** Runs a command line on a swarm; `answer` is what a person at the terminal types. */
const act = async (
  actions: ActionSwarm,
  argv: readonly string[],
  part: {readonly answer?: string; readonly settings?: string} = {},
) => {
  const {answer, settings = '{}'} = part;
  const base: Partial<CommandPorts> = {
    openForActions: async ({locked}) => {
      const reason = locked('default');
      if (reason !== null) actions.lock(reason);
      const cluster = {store: actions.store, close: () => undefined} as unknown as ActionCluster['cluster'];
      return {
        cluster,
        runner: actions.runner,
        docker: noDocker,
        backUpRaft: async () => ({kind: 'impossible', reason: 'this is a test'}),
      };
    },
    readSettings: () => checkSettings('settings.json', settings),
    ...(answer !== undefined && {
      askPerson: async () => answer,
      terminal: {
        outputIsTerminal: false,
        inputIsTerminal: true,
        columns: null,
        rows: null,
        env: {},
        platform: 'linux',
        nodeVersion: '24.0.0',
      },
    }),
  };
  return run(argv, base);
};

const noDocker: ActionCluster['docker'] = {
  run: () => Promise.reject(new Error('this test has no docker CLI')),
};

describe('a command that changes the cluster', () => {
  it('prints its plan, does it, and says how it ended', async () => {
    const actions = swarm();
    const {code, out} = await act(actions, ['scale', 'web=3']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'scale web from 2 to 3',
      '  Mode.Replicated.Replicas: 2 → 3',
      '  1 task will start; those that run are not touched',
      '  ok       placement: there is room for 1 more (it reserves nothing)',
      '  ok       rollout: no rollout is going on',
      '  ok       rollback: as with every update, a later rollback of the engine goes back to before this scaling',
      '  risk     safe',
      '  expected 10 s',
      '  undo     medianest undo',
      '  same as  docker service scale web=3',
      'accepted: the engine has taken it; not waited for',
      '',
    ]);
    expect(actions.writes).toEqual(['update web-id']);
  });

  it('says on the error output what it waits for, where nobody looks at a terminal', async () => {
    const actions = swarm();
    actions.failWrite('unreachable');
    const acting = act(actions, ['scale', 'web=3']);
    let isOver = false;
    const over = acting.finally(() => {
      isOver = true;
    });
    while (!isOver) await actions.clock.advance(500);
    const {code, out, err} = await over;
    expect(code).toBe(0);
    expect(err).toBe('  … it is unreachable Waiting for a manager that answers.\n');
    expect(out).not.toContain('Waiting');
  });

  it('does several in turn, more and fewer', async () => {
    const actions = swarm();
    const {code, out} = await act(actions, ['scale', 'web=+2', 'api=-1', '--yes', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      {
        kind: 'plan',
        title: 'scale web from 2 to 4',
        risk: 'safe',
        result: {kind: 'accepted', journal: 'action-1'},
      },
      {kind: 'plan', title: 'scale api from 1 to 0', risk: 'disruptive', result: {kind: 'accepted'}},
    ]);
  });

  it.each([
    [['scale', 'web']],
    [['scale', 'web=many']],
    [['scale', 'web=3', 'web=4']],
    [['update', 'web']],
    [['node-label', 'node-4', 'zone']],
    [['plan', 'nodes', 'x']],
  ])('is refused as wrong usage: %j', async argv => {
    expect((await act(swarm(), argv)).code).toBe(2);
  });

  it('suggests the nearest name', async () => {
    expect(await act(swarm(), ['restart', 'wbe'])).toMatchObject({
      code: 1,
      err: 'medianest restart: there is no service "wbe". Did you mean "web"?\n',
    });
  });

  it('ends with 3 where the swarm cannot be told', async () => {
    const actions = swarm();
    const {store} = actions;
    const trouble = {kind: 'no-quorum', message: 'The swarm has no leader.', hint: 'Wait.'};
    store.applyChanges(
      [
        {kind: 'connection', connection: {...store.connection, phase: 'waiting', trouble}},
        {kind: 'freshness', sources: ['tasks'], freshness: {kind: 'lost', sinceMs: 0, reason: 'x'}},
      ],
      aClock().now(),
    );
    expect(await act(actions, ['restart', 'web'])).toMatchObject({
      code: 3,
      err: 'medianest restart: The swarm has no leader.\nWait.\n',
    });
  });
});

describe('what stops tasks', () => {
  it('is not done on a pipe without --yes', async () => {
    const actions = swarm();
    expect(await act(actions, ['restart', 'web'])).toMatchObject({
      code: 4,
      err: 'not done: this stops or moves tasks and needs --yes\n',
    });
    expect(actions.writes).toEqual([]);
    expect(actions.records[0]?.result.kind).toBe('cancelled');
  });

  it.each([
    ['y', 0],
    ['Yes ', 0],
    ['', 4],
    ['n', 4],
    ['yep', 4],
  ])('is asked for at a terminal, and "%s" ends with %i', async (answer, code) => {
    expect((await act(swarm(), ['restart', 'web'], {answer})).code).toBe(code);
  });
});

describe('what cannot be taken back', () => {
  it('needs its name, and --yes is not enough', async () => {
    for (const argv of [
      ['rm', 'web'],
      ['rm', 'web', '--yes'],
      ['rm', 'web', '--confirm', 'api'],
    ]) {
      const actions = swarm();
      expect([(await act(actions, argv)).code, actions.writes]).toEqual([4, []]);
    }
    const actions = swarm();
    expect((await act(actions, ['rm', 'web', '--confirm', 'web'])).code).toBe(0);
    expect(actions.writes).toEqual(['remove web-id']);
  });

  it.each([
    ['web', 0],
    ['y', 4],
    ['', 4],
  ])('is typed at a terminal: "%s" ends with %i', async (answer, code) => {
    expect((await act(swarm(), ['rm', 'web'], {answer})).code).toBe(code);
  });
});

describe('nothing is changed', () => {
  it.each([
    [['scale', 'web=5', '--dry-run']],
    [['plan', 'scale', 'web=5']],
    [['plan', 'drain', 'node-4']],
    [['plan', 'update', 'web', '--image', 'app:2']],
  ])('by %j', async argv => {
    const actions = swarm();
    expect(await act(actions, argv)).toMatchObject({
      code: 0,
      out: expect.stringContaining('dry run: nothing was changed'),
    });
    expect([actions.writes, actions.records]).toEqual([[], []]);
  });

  it.each([
    [['scale', 'web=5', '--read-only'], '{}'],
    [['scale', 'web=5'], '{"readOnly": true}'],
    [['scale', 'web=5'], '{"contexts": {"default": {"readOnly": true}}}'],
    [['scale', 'web=5'], '{"readOnly": "yes"}'],
    [['rm', 'web', '--confirm', 'web'], '{"readOnly": true}'],
  ])('in read-only mode: %j with %s', async (argv, settings) => {
    const actions = swarm();
    expect(await act(actions, argv, {settings})).toMatchObject({
      code: 4,
      err: expect.stringMatching(/^refused: read-only: /),
    });
    expect(actions.writes).toEqual([]);
    expect(actions.records[0]?.result.kind).toBe('refused');
  });
});

describe('undo', () => {
  it('takes the last action back, once', async () => {
    const actions = swarm();
    await act(actions, ['scale', 'web=3']);
    actions.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    const {code, out} = await act(actions, ['undo', '--yes']);
    expect({code, first: out.split('\n')[0]}).toEqual({code: 0, first: 'undo: scale web from 2 to 3'});
    expect(actions.held('web-id').spec['Mode']).toEqual({Replicated: {Replicas: 2}});
    expect(await act(actions, ['undo', '--yes'])).toMatchObject({
      code: 1,
      err: 'medianest undo: the journal has nothing of this swarm to take back\n',
    });
  });
});

describe('journal', () => {
  it('prints one row an action, with who and the same docker command', async () => {
    const actions = swarm();
    await act(actions, ['scale', 'web=3']);
    const {out} = await run(['journal'], {
      readJournal: async () => ({list: () => actions.records, readFault: () => null}),
    });
    expect(out).toMatch(
      /^action-1 +2026-11-23T12:00:00Z +ann as root from 192\.0\.2\.7 +default +scale web from 2 to 3/m,
    );
    expect(out).toContain('docker service scale web=3');
    const json = await run(['journal', '--json'], {
      readJournal: async () => ({list: () => actions.records, readFault: () => null}),
    });
    expect(JSON.parse(json.out)).toHaveLength(1);
  });

  it('says that it cannot be read, instead of that nothing was done', async () => {
    const blocked = {list: () => [], readFault: () => '/state/journal.jsonl: permission denied'};
    expect(await run(['journal'], {readJournal: async () => blocked})).toMatchObject({
      code: 3,
      out: '',
      err: 'medianest journal: it cannot be read: /state/journal.jsonl: permission denied\n',
    });
  });
});
