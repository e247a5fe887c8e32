import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type CommandResult, runCommand} from '../driver/command.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

onLab('a swarm made, kept and left by commands', {managers: 1, workers: 1, swarm: false}, lab => {
  const ends = async (
    code: number,
    node: string,
    args: readonly string[],
    input?: string,
  ): Promise<CommandResult> => {
    const result = await runCommand(['swarm', ...args], {
      home,
      host: lab().dockerHost(node),
      timeoutMs: 90_000,
      ...(input === undefined ? {} : {input}),
    });
    expect(result.exitCode, `swarm ${args.join(' ')}\n${result.stdout}${result.stderr}`).toBe(code);
    return result;
  };
  const stateOf = async (node: string) =>
    ((await lab().api(node, '/info')) as {Swarm: {LocalNodeState: string}}).Swarm.LocalNodeState;
  const tokenOf = async (role: 'worker' | 'manager'): Promise<string> => {
    const {stdout} = await ends(0, 'manager-1', ['tokens', '--show', '--json']);
    return (JSON.parse(stdout) as {tokens: Record<typeof role, string>}).tokens[role];
  };

  test('init starts it, and is refused where there is one', async () => {
    await ends(4, 'manager-1', ['init']);
    expect(await stateOf('manager-1')).toBe('inactive');
    await ends(0, 'manager-1', ['init', '--advertise', lab().address('manager-1'), '--yes']);
    const {stderr} = await ends(4, 'manager-1', ['init', '--yes']);
    expect(stderr).toContain('manager-1 is part of a swarm (active)');
  });

  test('tokens are hidden unless they are asked for, and a machine joins with one from standard input', async () => {
    const hidden = await ends(0, 'manager-1', ['tokens']);
    expect(hidden.stdout).not.toMatch(/SWMTKN-1-\w{20}/);
    expect(hidden.stdout).toContain('The tokens are hidden');
    await ends(5, 'worker-1', ['join', lab().address('manager-1'), '--yes'], 'SWMTKN-1-nonsense\n');
    const token = await tokenOf('worker');
    await ends(
      0,
      'worker-1',
      ['join', lab().address('manager-1'), '--advertise', lab().address('worker-1'), '--yes'],
      `${token}\n`,
    );
    expect(await stateOf('worker-1')).toBe('active');
  });

  test('a token is made anew, and so is the certificate authority, by every node', async () => {
    const before = await tokenOf('worker');
    await ends(0, 'manager-1', ['tokens', '--rotate', 'worker', '--yes']);
    const between = await tokenOf('worker');
    expect(between).not.toBe(before);
    const {stdout} = await ends(0, 'manager-1', ['ca-rotate', '--yes']);
    expect(stdout).toContain('every node has a certificate of the new authority');
    expect(await tokenOf('worker')).not.toBe(between);
  });

  test('autolock asks for the key after a restart; a wrong one is told by the command, and the console never draws the right one', async () => {
    await ends(0, 'manager-1', ['autolock', 'on', '--yes']);
    expect((await ends(0, 'manager-1', ['unlock-key'])).stdout).toContain('The unlock key is hidden');
    const key = (await ends(0, 'manager-1', ['unlock-key', '--show'])).stdout.trim();
    await lab().restartDaemon('manager-1');
    expect(await stateOf('manager-1')).toBe('locked');
    await ends(5, 'manager-1', ['unlock'], 'SWMKEY-1-wrong\n');
    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/swarm locked/, 30_000);
    const end = console.forbid(rows => rows.some(row => row.includes(key)), 'a key on the screen');
    console.type(':swarm unlock');
    console.press('enter');
    await console.expectRow(/Unlock key/);
    console.type(key);
    console.press('enter');
    await console.expectRow(/nodes 2\/2.*⟳ live/, 60_000);
    end();
    await lab().restartDaemon('manager-1');
    expect(await stateOf('manager-1')).toBe('locked');
    await ends(0, 'manager-1', ['unlock'], `${key}\n`);
    expect(await stateOf('manager-1')).toBe('active');
    await ends(0, 'manager-1', ['key-rotate', '--yes']);
    expect((await ends(0, 'manager-1', ['unlock-key', '--show'])).stdout.trim()).not.toBe(key);
    await ends(0, 'manager-1', ['autolock', 'off', '--yes']);
  });

  test('a worker leaves, and the last manager only by force and by name', async () => {
    await ends(0, 'worker-1', ['leave', '--confirm', 'worker-1']);
    expect(await stateOf('worker-1')).toBe('inactive');
    const {stderr} = await ends(4, 'manager-1', ['leave', '--confirm', 'manager-1']);
    expect(stderr).toContain('it is the last manager');
    await ends(0, 'manager-1', ['leave', '--force', '--confirm', 'manager-1']);
    expect(await stateOf('manager-1')).toBe('inactive');
  });

  test('by keys: :swarm init, join and leave, with the token typed unseen', async () => {
    const first = openConsole({host: lab().dockerHost('manager-1'), home});
    await first.expectRow(/no swarm: this engine only/, 30_000);
    first.type(`:swarm init ${lab().address('manager-1')}\r`);
    await first.expectRow(/┏━ start a swarm on manager-1/);
    first.press('tab', 'enter');
    await first.expectRow(/nodes 1\/1.*⟳ live/, 60_000);
    expect(await stateOf('manager-1')).toBe('active');

    const token = await tokenOf('worker');
    const second = openConsole({host: lab().dockerHost('worker-1'), home});
    await second.expectRow(/no swarm: this engine only/, 30_000);
    const never = second.forbid(rows => rows.some(row => row.includes(token)), 'a token on the screen');
    second.type(':swarm join\r');
    await second.expectRow(/┏━ Join a swarm/);
    second.type(lab().address('manager-1'));
    second.press('tab');
    second.type(token);
    second.press('tab');
    second.type(`${lab().address('worker-1')}\r`);
    await second.expectRow(/┏━ have worker-1 join the swarm/);
    second.press('tab', 'enter');
    await second.expectRow(/● done after/, 60_000);
    never();
    await first.expectRow(/nodes 2\/2/, 60_000);
    expect(await stateOf('worker-1')).toBe('active');

    for (const [console, node, line] of [
      [second, 'worker-1', 'leave'],
      [first, 'manager-1', 'leave force'],
    ] as const) {
      console.press('esc');
      await console.expectNoRow(/▸ Close/);
      console.type(`:swarm ${line}\r`);
      await console.expectRow(new RegExp(`┏━ have ${node} leave the swarm`));
      console.type(`${node}\r`);
      await console.expectRow(/no swarm: this engine only/, 60_000);
      expect(await stateOf(node)).toBe('inactive');
    }
  }, 240_000);

  test('the last resort by a command: of two managers one is lost, and the other makes a new swarm of what it holds', async () => {
    await ends(0, 'manager-1', ['init', '--advertise', lab().address('manager-1'), '--yes']);
    const token = await tokenOf('manager');
    const joining = [`${lab().address('manager-1')}:2377`, '--advertise', lab().address('worker-1')];
    await ends(0, 'worker-1', ['join', ...joining, '--yes'], `${token}\n`);
    await lab().kill('worker-1');
    // A leader that lost the others answers as before for up to 20 s.
    const isLost = () =>
      lab()
        .api('manager-1', '/nodes')
        .then(
          () => false,
          () => true,
        );
    await until('the quorum is lost', isLost, {timeoutMs: 90_000});
    const args = ['failover', 'quorum', '--force-new-cluster', '--confirm', 'manager-1'];
    const {stdout, stderr, exitCode} = await runCommand(args, {
      ...{host: lab().dockerHost('manager-1'), home, timeoutMs: 120_000},
      // There the folder of the engine's data is its own.
      within: lab().onNode('manager-1'),
    });
    expect(exitCode, `${stdout}${stderr}`).toBe(0);
    const [, folder = ''] = /The Raft state is copied to (\S+)/.exec(stdout) ?? [];
    expect(readFileSync(join(folder, 'certificates', 'swarm-node.crt'), 'utf8')).toContain('CERTIFICATE');
    expect(stdout).toMatch(/^done after [\d.]+ s: it is a manager; 1 in all/m);
    expect(await stateOf('manager-1')).toBe('active');
  });

  test('no token and no key is in the journal', () => {
    const journal = readFileSync(join(home, '.local', 'state', 'medianest', 'journal.jsonl'), 'utf8');
    expect(journal).toContain('"join-swarm"');
    expect(journal).not.toMatch(/SWMTKN|SWMKEY/);
  });
});
