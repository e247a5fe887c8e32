import {expect, test} from 'vitest';
import {runJson} from '../driver/command.ts';
import type {Journey, JourneyCluster} from '../driver/journey.ts';
import {createService, untilRunning, updateService} from '../driver/services.ts';
import {onSwarms} from '../simulated/on-simulated.ts';
import {until} from '../until.ts';
import {openConsole, saysLive} from './open-console.ts';

const managers = ['manager-1', 'manager-2', 'manager-3'];

/** Whether a manager answers that it knows no leader: until then it tells what it believes. */
async function saysNoLeader(cluster: JourneyCluster, manager: string): Promise<boolean> {
  return cluster.api(manager, '/nodes', {timeoutMs: 25_000}).then(
    () => false,
    (error: unknown) => /does not have a leader/.test(String(error)),
  );
}

/** Until the console's own manager tells of a whole swarm: from then on the console has no excuse. */
async function untilWhole(cluster: JourneyCluster, manager: string): Promise<void> {
  await until(
    `${manager} tells of five ready nodes and three reachable managers`,
    async () => {
      const nodes = (await cluster.api(manager, '/nodes', {timeoutMs: 25_000})) as WireNode[];
      const ready = nodes.filter(node => node.Status.State === 'ready');
      const reachable = nodes.filter(node => node.ManagerStatus?.Reachability === 'reachable');
      return ready.length === 5 && reachable.length === 3;
    },
    {timeoutMs: 120_000},
  );
}

interface WireNode {
  readonly Status: {readonly State: string};
  readonly ManagerStatus?: {readonly Reachability: string};
}

/** How long the console may take to be right once its engine is. */
const catchUpMs = 15_000;

/** The leader loses its power; the console is connected to another manager. */
const leaderKilled =
  (leader: string, connected: string): Journey =>
  async ({console, cluster}) => {
    await cluster.kill(leader);
    await console.expectRow(/managers ✖ 2\/3/, 60_000);
    await console.expectScreen(saysLive, 'the picture is live again with a new leader', 60_000);
    await cluster.waitReady(4);
    expect(await cluster.leader()).not.toBe(leader);
    const {findings} = (await runJson(['status'], {host: cluster.dockerHost(connected)})) as {
      findings: readonly {readonly kind: string; readonly name: string; readonly title: string}[];
    };
    const told = findings.map(({kind, name, title}) => `${kind} ${name}: ${title}`);
    expect(told).toContain('swarm swarm: no manager may be lost');
    expect(told.some(text => text.startsWith(`node ${leader}: `))).toBe(true);

    await cluster.start(leader);
    await untilWhole(cluster, connected);
    await console.expectRow(/managers 3\/3.*nodes 5\/5.*⟳ live/, catchUpMs);
  };

/** The two other managers are gone: what is left can tell nothing of the swarm, and must say so. */
const quorumLost =
  (survivor: string): Journey =>
  async ({console, cluster}) => {
    const others = managers.filter(name => name !== survivor);
    await cluster.kill(...others);
    // The old leader believes for up to 18 s, one call hangs for 20 s, then the engine says it.
    await console.expectScreen(rows => !saysLive(rows), 'the picture is no longer called live', 60_000);
    await console.expectRow(/no quorum/, 60_000);
    const end = console.forbid(saysLive, 'a swarm without quorum called live');
    await until('the engine itself says it', () => saysNoLeader(cluster, survivor), {timeoutMs: 60_000});
    await console.expectRow(/no quorum/);
    end();

    await cluster.start(...others);
    await untilWhole(cluster, survivor);
    await console.expectRow(/managers 3\/3.*nodes 5\/5.*⟳ live/, catchUpMs);
  };

/** The manager that the console is connected to is cut off from the other two, which go on without it. */
const cutOff =
  (manager: string, other: string): Journey =>
  async ({console, cluster}) => {
    await cluster.partition(manager);
    await console.expectScreen(rows => !saysLive(rows), 'the picture is no longer called live', 60_000);
    await console.expectRow(/no quorum/, 60_000);
    const end = console.forbid(saysLive, 'the picture of a manager that is cut off called live');
    // What the others do meanwhile cannot be known here.
    await until(
      'the majority scales web to 5',
      async () => {
        await updateService(cluster, 'web', {replicas: 5}, other);
        return true;
      },
      {timeoutMs: 60_000, everyMs: 1000},
    );
    await until('the engine itself says it', () => saysNoLeader(cluster, manager), {timeoutMs: 60_000});
    end();

    await cluster.heal();
    await untilWhole(cluster, manager);
    await console.expectRow(/managers 3\/3.*nodes 5\/5.*⟳ live/, catchUpMs);
    await untilRunning(cluster, 'web', 5, manager);
    await console.expectRow(/ web .* 5\/5 /, catchUpMs);
  };

onSwarms('managers fail', {speed: 4}, cluster => {
  test('the leader is killed: a new one is shown, and the old one when it is back', async () => {
    const leader = (await cluster().leader()) ?? '';
    const other = managers.find(name => name !== leader) ?? '';
    const console = openConsole({host: cluster().dockerHost(other)});
    await console.expectRow(/managers 3\/3.*⟳ live/, 30_000);
    await leaderKilled(leader, other)({console, cluster: cluster()});
  });

  test('quorum is lost and comes back: said in words, never live meanwhile', async () => {
    const console = openConsole({host: cluster().dockerHost('manager-1')});
    await console.expectRow(/managers 3\/3.*⟳ live/, 30_000);
    await quorumLost('manager-1')({console, cluster: cluster()});
  });

  test('a manager is cut off and healed: what it did not see is shown at once after', async () => {
    await createService(
      cluster(),
      {name: 'web', image: 'app:1', replicas: 2},
      (await cluster().leader()) ?? '',
    );
    const console = openConsole({host: cluster().dockerHost('manager-2')});
    console.type(':services');
    console.press('enter');
    await console.expectRow(/ web .* 2\/2 /, 60_000);
    await cutOff('manager-2', 'manager-3')({console, cluster: cluster()});
  });
});
