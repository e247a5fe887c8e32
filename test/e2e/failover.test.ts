import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type CommandResult, runCommand} from '../driver/command.ts';
import type {Console} from '../driver/console.ts';
import type {ProgramOptions} from '../driver/program.ts';
import {countRunning, createService, untilRunning} from '../driver/services.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

/** Runs a command that must end so; its output is the explanation when it does not. */
const ends = async (
  code: number,
  args: readonly string[],
  options: Omit<ProgramOptions, 'args'>,
): Promise<CommandResult> => {
  const result = await runCommand(args, {home, timeoutMs: 200_000, ...options});
  expect(result.exitCode, `medianest ${args.join(' ')}\n${result.stdout}${result.stderr}`).toBe(code);
  return result;
};

interface JournalEntry {
  readonly action: string;
  readonly result: {readonly kind: string};
  readonly durationMs: number;
  readonly checklist?: readonly {readonly state: string}[];
}
const lastOf = async (action: string): Promise<JournalEntry> => {
  const {stdout} = await runCommand(['journal', '--json'], {home});
  const entry = (JSON.parse(stdout) as readonly JournalEntry[]).findLast(each => each.action === action);
  if (entry === undefined) throw new Error(`no ${action} in the journal`);
  return entry;
};

const nodesOf = async (lab: Lab, service: string, through = 'manager-1'): Promise<readonly string[]> => {
  const [tasks, nodes] = await Promise.all([
    lab.api(through, `/tasks?filters=${encodeURIComponent(JSON.stringify({service: [service]}))}`),
    lab.listNodes(),
  ]);
  return (tasks as readonly {NodeID: string; DesiredState: string; Status: {State: string}}[])
    .filter(({DesiredState, Status}) => DesiredState === 'running' && Status.State === 'running')
    .map(({NodeID}) => nodes.find(({id}) => id === NodeID)?.hostname ?? '');
};

/** Managers, the leader first. */
const managersOf = async (lab: Lab): Promise<readonly string[]> =>
  (await lab.listNodes())
    .filter(({reachability}) => reachability === 'reachable')
    .toSorted((a, b) => Number(b.leader) - Number(a.leader))
    .map(({hostname}) => hostname);

const elsewhere = /done after [\d.]+ s: (everything runs elsewhere|without a node: bound)/;

/** Presses F on a node, and takes what is offered first. */
const failOverByKey = async (console: Console, node: string, offer: string): Promise<void> => {
  console.type(`:no /^${node}$\r`);
  await console.expectRow(new RegExp(`▸[ ●]${node} `));
  console.press('F');
  await console.expectRow(new RegExp(`┏━ Fail over: ${node}`));
  await console.expectRow(new RegExp(offer));
  console.press('enter');
};

onLab('failing over a swarm of three managers and two workers', {managers: 3, workers: 2}, lab => {
  const at = (...names: readonly string[]) => ({
    args: names.slice(1).flatMap(name => ['--host', lab().dockerHost(name)]),
    host: lab().dockerHost(names[0] ?? 'manager-1'),
  });

  /** What was promoted is reachable some seconds before it serves its own API. */
  const serves = (name: string) =>
    until(
      `${name} serves`,
      () =>
        lab()
          .api(name, '/nodes', {timeoutMs: 25_000})
          .then(
            () => true,
            () => false,
          ),
      {timeoutMs: 30_000},
    );

  /** A helper that was elected stays, for another election might bring the old leader back. */
  const settle = async (through: string) => {
    await serves(through);
    const helpers = (await managersOf(lab())).filter(name => name.startsWith('worker-'));
    for (const helper of helpers) await ends(0, ['demote', helper, '--yes', '--wait'], at(through));
    await serves('manager-1');
  };

  beforeAll(async () => {
    await createService(lab(), {name: 'single', image: 'app:1', constraints: ['node.role==worker']});
    await untilRunning(lab(), 'single', 1);
  });

  test('a safe drain by keys never leaves a service without a replica, and tells which task cannot move', async () => {
    const [node = ''] = await nodesOf(lab(), 'single');
    await createService(lab(), {name: 'bound', image: 'pause:1', constraints: [`node.hostname==${node}`]});
    await untilRunning(lab(), 'bound', 1);
    const console = openConsole({host: lab().dockerHost('manager-2'), home});
    await console.expectRow(/nodes 5\/5.*⟳ live/, 30_000);
    console.type(`:drain-safely ${node}`);
    console.press('enter');
    await console.expectRow(/single has its only replica here: it is doubled first/);
    console.press('tab', 'enter');
    const ended = console.expectRow(/● done after [\d.]+ s: without a node: bound \(/, 120_000);
    let isOver = false;
    void ended.finally(() => {
      isOver = true;
    });
    let least = 1;
    await until(
      'the drain is over',
      async () => {
        least = Math.min(least, await countRunning(lab(), 'single'));
        return isOver;
      },
      {timeoutMs: 120_000},
    );
    await ended;
    expect(least).toBe(1);
    expect(await nodesOf(lab(), 'single')).toEqual([node === 'worker-1' ? 'worker-2' : 'worker-1']);
    expect((await lastOf('drain-safely')).checklist?.map(({state}) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'skipped',
      'done',
    ]);
    await ends(0, ['undo', '--yes', '--wait'], at('manager-1'));
  });

  test('F has everything of a node run elsewhere, and drain --safely brings it back', async () => {
    const [from = ''] = await nodesOf(lab(), 'single');
    const to = from === 'worker-1' ? 'worker-2' : 'worker-1';
    const console = openConsole({host: lab().dockerHost('manager-2'), home});
    await console.expectRow(/nodes 5\/5.*⟳ live/, 30_000);
    await failOverByKey(console, from, `have everything of ${from} run elsewhere`);
    await console.expectRow(new RegExp(`┏━ fail ${from} over`));
    console.press('tab', 'enter');
    await console.expectRow(elsewhere, 120_000);
    expect(await nodesOf(lab(), 'single')).toEqual([to]);
    await ends(0, ['activate', from, '--wait'], at('manager-1'));
    const {stdout} = await ends(0, ['drain', to, '--safely', '--yes', '--wait'], at('manager-1'));
    expect(stdout).toMatch(elsewhere);
    expect(await nodesOf(lab(), 'single')).toEqual([from]);
    await ends(0, ['activate', to, '--wait'], at('manager-1'));
  });

  test('the leadership is handed over, with a worker helping out, and the old leader stays a manager', async () => {
    const [leader = '', other = ''] = await managersOf(lab());
    const refused = await ends(4, ['failover', 'leader', '--yes'], at(leader));
    expect(refused.stderr).toContain(`this connection leads to ${leader} itself, and to no other manager`);
    const hosts = at(other, leader);
    const {stdout} = await ends(0, ['failover', 'leader', '--yes', '--host', hosts.host, ...hosts.args], {});
    expect(stdout).toContain('managers: 3 (may lose 1) → 4 (may lose 1) → 3 (may lose 1)');
    const after = await managersOf(lab());
    expect(after[0]).not.toBe(leader);
    expect(after).toContain(leader);
    await settle(other);
    expect((await lastOf('hand-over')).durationMs).toBeGreaterThan(0);
  });

  test('F hands the leadership over, and the cluster has another leader', async () => {
    const [leader = '', other = ''] = await managersOf(lab());
    await serves(other);
    const console = openConsole({host: lab().dockerHost(other), home});
    await console.expectRow(/nodes 5\/5.*⟳ live/, 30_000);
    await failOverByKey(console, leader, `hand the leadership of ${leader} over`);
    await console.expectRow(new RegExp(`┏━ hand the leadership of ${leader} over`));
    console.press('tab', 'enter');
    await console.expectRow(/● done after [\d.]+ s: /, 150_000);
    const after = await managersOf(lab());
    expect(after[0]).not.toBe(leader);
    expect(after).toContain(leader);
    await settle(other);
  });

  test('a worker dies while a service is scaled: that ends well, and the node is failed over meanwhile', async () => {
    await createService(lab(), {
      name: 'web',
      image: 'app:1',
      replicas: 2,
      constraints: ['node.role==worker'],
    });
    await untilRunning(lab(), 'web', 2);
    const scaling = ends(0, ['scale', 'web=4', '--wait'], at('manager-1'));
    await until(
      'the change is there',
      async () => JSON.stringify(await lab().api('manager-1', '/services/web')).includes('"Replicas":4'),
      {timeoutMs: 20_000},
    );
    await lab().kill('worker-2');
    const {stdout} = await ends(0, ['failover', 'node', 'worker-2', '--yes'], at('manager-1'));
    expect(stdout).toContain('drain worker-2');
    expect(stdout).toMatch(/^done after [\d.]+ s: (everything runs elsewhere|without a node: bound)/m);
    await scaling;
    expect(await nodesOf(lab(), 'web')).toEqual(['worker-1', 'worker-1', 'worker-1', 'worker-1']);
    expect(await countRunning(lab(), 'single')).toBe(1);
  });

  test('a dead manager is replaced by a worker, and the managers are three again', async () => {
    const dead = (await managersOf(lab())).findLast(name => name !== 'manager-1') ?? '';
    await lab().kill(dead);
    await until('it is missed', async () => (await managersOf(lab())).length === 2, {timeoutMs: 60_000});
    const {stdout: advice} = await ends(0, ['failover'], at('manager-1'));
    expect(advice).toContain(`medianest failover manager ${dead}`);
    await ends(4, ['failover', 'manager', '--yes'], at('manager-1'));
    const {stdout} = await ends(0, ['failover', 'manager', '--confirm', dead], at('manager-1'));
    expect(stdout).toMatch(/^done after [\d.]+ s: \S+ leads; 3\/3 managers reachable/m);
    expect((await lab().listNodes()).map(({hostname}) => hostname)).not.toContain(dead);
    expect(await managersOf(lab())).toHaveLength(3);
  });

  test('F puts a worker in the place of the next dead manager, by its typed name', async () => {
    await lab().start('worker-2');
    const isReady = async () =>
      (await lab().listNodes()).some(({hostname, state}) => hostname === 'worker-2' && state === 'ready');
    await until('worker-2 is back', isReady, {timeoutMs: 60_000});
    await ends(0, ['activate', 'worker-2', '--wait'], at('manager-1'));
    const dead = (await managersOf(lab())).findLast(name => name !== 'manager-1') ?? '';
    const console = openConsole({host: lab().dockerHost('manager-1'), home});
    await console.expectRow(/managers 3\/3.*⟳ live/, 30_000);
    await lab().kill(dead);
    await console.expectRow(/managers ✖ 2\/3/, 60_000);
    await failOverByKey(console, dead, `put a worker in the place of ${dead}`);
    await console.expectRow(new RegExp(`┏━ replace the manager ${dead} by worker-2`));
    console.type(`${dead}\r`);
    await console.expectRow(/● done after [\d.]+ s: \S+ leads; 3\/3 managers reachable/, 150_000);
    expect((await lab().listNodes()).map(({hostname}) => hostname)).not.toContain(dead);
    expect(await managersOf(lab())).toContain('worker-2');
    expect(await managersOf(lab())).toHaveLength(3);
  });

  test('a lost quorum is met by F and waited for; with managers gone for good F makes a new swarm of what one holds', async () => {
    const others = (await managersOf(lab())).filter(name => name !== 'manager-1');
    const console = openConsole({
      ...{host: lab().dockerHost('manager-1'), home, columns: 160},
      // There the folder of the engine's data is its own.
      within: lab().onNode('manager-1'),
    });
    await console.expectRow(/managers 3\/3.*⟳ live/, 30_000);
    await lab().kill(...others);
    await console.expectRow(/no quorum/, 60_000);
    console.type(':failover\r');
    await console.expectRow(/┏━ Fail over: the quorum is lost/);
    console.press('enter');
    await console.expectRow(/wait until enough of .* are back/);
    await console.expectRow(/docker swarm init --force-new-cluster/);
    const waiting = ends(0, ['failover', 'quorum', '--yes'], at('manager-1'));
    const journal = join(home, '.local', 'state', 'medianest', 'journal.jsonl');
    const isWaiting = () => readFileSync(journal, 'utf8').split('"action":"await-quorum"').length > 2;
    await until('the command waits as well', async () => isWaiting(), {timeoutMs: 60_000});

    console.press('esc');
    await console.expectNoRow(/Leave it running/);
    console.type(':failover\r');
    await console.expectRow(/┏━ Fail over: the quorum is lost/);
    console.press('right');
    await console.expectRow(/make manager-1 the only manager: the last resort/);
    console.press('enter');
    const copied = await console.expectRow(/\S+\/raft-\S+/, 90_000);
    const [folder = ''] = /\/\S+\/raft-[^\s┃]+/.exec(copied) ?? [];
    expect(readFileSync(join(folder, 'certificates', 'swarm-node.crt'), 'utf8')).toContain('CERTIFICATE');
    console.type('manager-1\r');
    await console.expectRow(/● done after [\d.]+ s: .*manager-1 leads; 1\/1 manager reachable/, 90_000);
    await console.expectRow(/it is a manager; 1 in all/, 60_000);
    expect((await lastOf('force-new-cluster')).result.kind).toBe('done');
    expect((await waiting).stdout).toMatch(/^done after [\d.]+ s: manager-1 leads; 1\/1 manager reachable/m);
    const {result, durationMs} = await lastOf('await-quorum');
    expect([result.kind, durationMs > 0]).toEqual(['done', true]);
    expect(JSON.stringify(await lab().api('manager-1', '/services'))).toContain('"Name":"single"');
  });
});
