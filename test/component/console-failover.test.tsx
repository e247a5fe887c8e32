import {describe, expect, it} from 'vitest';
import type {ConsoleParts} from '../../source/app/create-console.ts';
import {aCluster} from '../builders/cluster.ts';
import {nodeId} from '../builders/ids.ts';
import {anObedientSwarm} from '../builders/obedient-swarm.ts';
import {anEngineInfo} from '../builders/objects.ts';
import {actingConsoles} from './acting-console.ts';

const open = actingConsoles();
/** A service whose only replica is on the worker `node-4`; connected to a manager that does not lead. */
const lonely = aCluster()
  .withManagers(3)
  .withWorkers(2)
  .withService('web', 1)
  .withTaskChanged('web-1', {nodeId: nodeId('n4')})
  .with({info: anEngineInfo({nodeId: nodeId('n2')})});
const openObedient = (cluster = lonely) => open({cluster, swarmOf: anObedientSwarm});

describe('a procedure by its key', () => {
  it('asks what is meant, shows all steps, and goes through them as a checklist', async () => {
    const console = await openObedient();
    await console.goTo('nodes', 'node-4');
    await console.press('F');
    expect(console.text()).toContain('Fail over: node-4');
    expect(console.text()).toContain('have everything of node-4 run elsewhere');
    await console.press('right', 'enter');
    expect(console.text()).toContain('drain node-4 safely');
    expect(console.text()).toMatch(/ 1\. pause node-4, so that nothing new starts there/);
    expect(console.text()).toMatch(/ 4\. scale web back to 1 {2}whatever happens/);
    expect(console.text()).toContain('web has its only replica here: it is doubled first');
    await console.press('tab', 'enter');
    await console.pass(3_000);
    expect(console.text()).toMatch(/● +[\d.]+ s {2}pause node-4, so that nothing new starts there/);
    expect(console.text()).toMatch(/◐ +\d+ s {2}scale web to 2 and wait until all run/);
    expect(console.text()).toMatch(/○ +drain node-4/);
    await console.pass(60_000);
    expect(console.text()).toMatch(/● done after [\d.]+ s: everything runs elsewhere/);
    expect(console.swarm.store.table('nodes').get('n4')?.availability).toBe('drain');
  });

  it('goes on when nobody looks, a line above the footer telling the step', async () => {
    const console = await openObedient();
    await console.type(':drain-safely node-4');
    await console.press('enter', 'tab', 'enter');
    await console.pass(3_000);
    await console.press('esc');
    expect(console.row(38)).toMatch(
      /◐ executing \d+ s: drain node-4 safely: step 2\/5 scale web to 2 and wait until all run/,
    );
    await console.press('a');
    expect(console.text()).toContain('Leave it running');
  });

  it('that is stopped begins nothing more and takes back what it has begun', async () => {
    const console = await openObedient();
    await console.type(':drain-safely node-4');
    await console.press('enter', 'tab', 'enter');
    await console.pass(3_000);
    await console.press('tab', 'enter');
    await console.pass(60_000);
    expect(console.text()).toContain('cancelled');
    expect(console.swarm.store.table('nodes').get('n4')?.availability).toBe('active');
    expect(console.swarm.records[0]).toMatchObject({action: 'drain-safely', result: {kind: 'cancelled'}});
  });

  it('that is refused says why, and that is in the journal', async () => {
    const console = await open({
      cluster: lonely.with({info: anEngineInfo()}),
      swarmOf: cluster => anObedientSwarm(cluster, 0),
    });
    await console.type(':failover leader');
    await console.press('enter');
    expect(console.text()).toContain('✖ refused: nothing can be done as it is now');
    expect(console.text()).toContain('this connection leads to node-1 itself');
    expect(console.swarm.records.map(({action, result}) => `${action}: ${result.kind}`)).toEqual([
      'hand-over: refused',
    ]);
  });

  it('replaces a lost manager only when its name is typed', async () => {
    const lost = lonely.withNodeChanged('node-3', {
      state: 'down',
      manager: {leader: false, reachability: 'unreachable', address: ''},
    });
    const console = await openObedient(lost);
    await console.goTo('nodes', 'node-3');
    await console.press('F');
    expect(console.text()).toContain('! the manager node-3 cannot be reached; 0 more may fail');
    await console.press('enter');
    await console.press('enter');
    expect(console.text()).toContain('✖ type node-3 to go on');
    await console.type('node-3');
    await console.press('enter');
    await console.pass(60_000);
    expect(console.text()).toMatch(/● done after [\d.]+ s: node-1 leads; 3\/3 managers reachable/);
  });
});

describe('a lost quorum', () => {
  const gone = {leader: false, reachability: 'unreachable', address: '10.0.0.3:2377'} as const;
  const lost = lonely
    .withNodeChanged('node-1', {manager: gone})
    .withNodeChanged('node-3', {manager: gone})
    .with({
      info: anEngineInfo({
        name: 'node-2',
        nodeId: nodeId('n2'),
        membership: {kind: 'no-quorum', reason: 'no leader'},
      }),
    });
  const openLost = (backUpRaft?: ConsoleParts['backUpRaft']) =>
    open({cluster: lost, swarmOf: anObedientSwarm, ...(backUpRaft === undefined ? {} : {backUpRaft})});

  it('is met by F with what is missing and what to do, and is waited for', async () => {
    const console = await openLost();
    await console.type(':failover');
    await console.press('enter');
    expect(console.text()).toContain('Fail over: the quorum is lost');
    expect(console.text()).toMatch(/Start the engines of 1 more manager of node-1, node-3/);
    await console.press('enter');
    expect(console.text()).toContain('wait until enough of node-1, node-3 are back');
    expect(console.text()).toContain('docker swarm init --force-new-cluster');
    expect(console.swarm.writes).toEqual([]);
  });

  it('leads to a new swarm of what one manager holds: a copy first, then the plan, and its name typed', async () => {
    let copies = 0;
    const console = await openLost(async () => {
      copies += 1;
      return {kind: 'copied', folder: '/state/raft/raft-1'};
    });
    await console.type(':failover');
    await console.press('enter', 'right');
    expect(console.text()).toContain('make node-2 the only manager: the last resort');
    await console.press('enter');
    await console.settle();
    const text = console.text();
    expect([copies, text]).toEqual([1, expect.stringContaining('/state/raft/raft-1')]);
    expect(text).toContain('make a new swarm from what node-2 holds of the lost one');
    expect(text).toContain('destructive');
    await console.press('enter');
    expect(console.text()).toContain('✖ type node-2 to go on');
    await console.type('node-2');
    await console.press('enter');
    await console.pass(0);
    expect(console.swarm.records.map(({action, result}) => `${action}: ${result.kind}`)).toEqual([
      'force-new-cluster: started',
    ]);
  });

  it('asks for a copy by hand where none can be made from here, and goes on only when that is said', async () => {
    const console = await openLost(async () => ({kind: 'impossible', reason: 'it is another machine'}));
    await console.type(':failover');
    await console.press('enter', 'right', 'enter');
    await console.settle();
    expect(console.text()).toContain('! It cannot be copied from here: it is another machine');
    expect(console.text()).toContain('tar -C /var/lib/docker -czf raft-backup.tgz swarm');
    await console.press('enter');
    expect(console.text()).toContain('✖ type copied once it was done');
    await console.type('copied');
    await console.press('enter');
    await console.settle();
    expect(console.text()).toContain('there is no copy of the Raft state');
    await console.press('esc');
    expect(console.swarm.records.map(({result}) => result.kind)).toEqual(['cancelled']);
  });
});

describe('the swarm itself', () => {
  it('gives its tokens to the clipboard, and never to the screen', async () => {
    const console = await openObedient();
    await console.type(':swarm tokens manager');
    await console.press('enter');
    await console.settle();
    expect(console.text()).toContain('copied the command by which a manager joins; it is not shown');
    const command = Buffer.from('docker swarm join --token SWMTKN-m 10.0.0.2:2377').toString('base64');
    expect(console.raw()).toContain(`\x1b]52;c;${command}\x07`);
    expect(console.raw()).not.toContain('SWMTKN');
  });

  it('says what there is where it was not understood', async () => {
    const console = await openObedient();
    await console.type(':swarm dance');
    await console.press('enter');
    expect(console.text()).toContain('swarm: tokens [worker|manager], unlock-key, autolock on|off');
  });
});
