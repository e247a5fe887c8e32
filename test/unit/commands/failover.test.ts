import {describe, expect, it} from 'vitest';
import type {ActionCluster} from '../../../source/cluster/open-for-actions.ts';
import type {CommandPorts} from '../../../source/commands/command.ts';
import type {ActionSwarm} from '../../builders/action-swarm.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId} from '../../builders/ids.ts';
import {anObedientSwarm} from '../../builders/obedient-swarm.ts';
import {anEngineInfo} from '../../builders/objects.ts';
import {run} from './command-line.ts';

const cluster = aCluster()
  .withManagers(3)
  .withWorkers(2)
  .withService('web', 1)
  .withTaskChanged('web-1', {nodeId: nodeId('n4')})
  .with({info: anEngineInfo({nodeId: nodeId('n2')})});
const lost = {leader: false, reachability: 'unreachable', address: ''} as const;

/** Runs a command line while time passes for the swarm. */
const ran = (swarm: ActionSwarm, ...argv: readonly string[]) => ranWith(swarm, argv, {});

const ranWith = async (swarm: ActionSwarm, argv: readonly string[], ports: Partial<CommandPorts>) => {
  const opened: ActionCluster = {
    cluster: {store: swarm.store, close: () => undefined} as unknown as ActionCluster['cluster'],
    runner: swarm.runner,
    docker: {run: () => Promise.reject(new Error('this test has no docker'))},
    backUpRaft: async () => ({kind: 'impossible', reason: 'this is a test'}),
  };
  let isOver = false;
  const running = run(argv, {openForActions: async () => opened, ...ports}).finally(() => {
    isOver = true;
  });
  while (!isOver) await swarm.clock.advance(1_000);
  return running;
};

describe('a safe drain', () => {
  it('prints its steps, and each with its seconds when it has ended', async () => {
    const {out, code} = await ran(anObedientSwarm(cluster), 'drain', 'node-4', '--safely', '--yes');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}2\. scale web to 2 and wait until all run$/m);
    expect(out).toMatch(/^ {2}✔ [\d.]+ s {2}scale web to 2 and wait until all run: 2\/2 running$/m);
    expect(out).toMatch(/^done after [\d.]+ s: everything runs elsewhere$/m);
    expect(out).not.toContain('activate node-4 again:');
  });

  it('is JSON with every step, and changes nothing without --yes or as a dry run', async () => {
    const swarm = anObedientSwarm(cluster);
    expect((await ran(swarm, 'drain', 'node-4', '--safely')).code).toBe(4);
    const dry = await ran(swarm, 'drain', 'node-4', '--safely', '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.out)).toMatchObject({
      kind: 'procedure',
      procedure: 'drain-safely',
      steps: [{state: 'waiting'}, {}, {}, {when: 'always'}, {when: 'rescue'}, {}],
      result: {kind: 'dry-run'},
    });
    expect(swarm.writes).toEqual([]);
    expect(swarm.records.map(({result}) => result.kind)).toEqual(['cancelled']);
  });

  it('that is interrupted puts right what it has begun, and says so', async () => {
    const swarm = anObedientSwarm(cluster);
    const ports: Partial<CommandPorts> = {
      onInterrupt(call) {
        swarm.clock.after(2_000, call);
        return () => undefined;
      },
    };
    const {err, code} = await ranWith(swarm, ['drain', 'node-4', '--safely', '--yes'], ports);
    expect(code).toBe(4);
    expect(err).toContain('stopping after this step, and putting right what was begun');
    expect(err).toMatch(/^cancelled after [\d.]+ s/m);
    expect(swarm.store.table('nodes').get('n4')?.availability).toBe('active');
  });

  it('names the node that does not exist', async () => {
    const {err, code} = await ran(anObedientSwarm(cluster), 'drain', 'node-9', '--safely', '--yes');
    expect([code, err]).toEqual([1, expect.stringContaining('there is no node "node-9"')]);
  });
});

describe('failover', () => {
  it('alone says what is called for, and that nothing is', async () => {
    expect((await ran(anObedientSwarm(cluster), 'failover')).out).toMatch(/nothing is to be failed over/);
    const lame = cluster
      .withNodeChanged('node-3', {manager: lost})
      .withNodeChanged('node-5', {state: 'down'});
    const {out} = await ran(anObedientSwarm(lame), 'failover');
    expect(out).toContain('medianest failover manager node-3');
    expect(out).toContain('medianest failover node node-5');
  });

  it('wants the name of a manager that is removed, and ends with the leader', async () => {
    const lame = cluster.withNodeChanged('node-3', {state: 'down', manager: lost});
    const refused = await ran(anObedientSwarm(lame), 'failover', 'manager', '--yes');
    expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('this needs --confirm node-3')]);
    const done = await ran(
      anObedientSwarm(lame),
      'failover',
      'manager',
      '--by',
      'node-5',
      '--confirm',
      'node-3',
    );
    expect(done.out).toMatch(/^done after [\d.]+ s: node-1 leads; 3\/3 managers reachable$/m);
  });

  it.each([
    [['failover', 'everything'], 2, '"everything" is none of leader, manager, node, quorum'],
    [['failover', 'node'], 2, 'say which node'],
    [['failover', 'node', 'node-9'], 1, 'there is no node "node-9"'],
    [['failover', 'quorum'], 4, 'the quorum is there'],
    [['swarm', 'dance'], 2, '"dance" is none of init, join'],
    [['swarm', 'autolock', 'maybe'], 2, 'autolock on|off'],
    [['swarm', 'join'], 2, 'usage: medianest swarm join'],
    [['swarm', 'tokens', '--rotate', 'leader'], 2, '"leader" is neither worker nor manager'],
  ])('%j ends with %i and says why', async (argv, code, words) => {
    const {err, code: given} = await ran(anObedientSwarm(cluster), ...argv);
    expect([given, err]).toEqual([code, expect.stringContaining(words)]);
  });
});

describe('tokens', () => {
  it('are printed only where they were asked for', async () => {
    const hidden = await ran(anObedientSwarm(cluster), 'swarm', 'tokens');
    expect(hidden.out).not.toContain('SWMTKN-w');
    const shown = await ran(anObedientSwarm(cluster), 'swarm', 'tokens', '--show');
    expect(shown.out).toContain('docker swarm join --token SWMTKN-w 10.0.0.2:2377');
  });
});
