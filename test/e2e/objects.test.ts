import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type CommandResult, runCommand} from '../driver/command.ts';
import type {Console} from '../driver/console.ts';
import {untilRunning} from '../driver/services.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {startSshd, whyNoSshd} from '../lab/sshd.ts';
import {openConsole} from './open-console.ts';

/** One person's commands and consoles: the journal stays from one to the next. */
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

const patienceMs = 90_000;
/** Longer than an action waits before it says itself what did not come to be. */
const commandMs = 200_000;

/** Runs a command that must end so; its output is the explanation when it does not. */
const ends = async (lab: Lab, code: number, ...args: readonly string[]): Promise<CommandResult> => {
  const result = await runCommand(args, {host: lab.dockerHost('manager-1'), home, timeoutMs: commandMs});
  expect(result.exitCode, `medianest ${args.join(' ')}\n${result.stdout}${result.stderr}`).toBe(code);
  return result;
};

const fileWith = (name: string, contents: string): string => {
  const path = join(home, name);
  writeFileSync(path, contents);
  return path;
};

const namesOf = async (lab: Lab, kind: 'secret' | 'config' | 'network' | 'volume'): Promise<string> =>
  lab.docker('manager-1', kind, 'ls', '--format', '{{.Name}}');

/** A service that starts only while its secret has the right word in it. */
const createGuarded = async (lab: Lab, name: string, secret: string): Promise<void> => {
  const command = ['sh', '-c', 'grep -q right /run/secrets/pw || exit 3; exec sleep 100000'];
  await lab.docker(
    'manager-1',
    ...['service', 'create', '--quiet', '--detach', '--name', name, '--mode', 'global'],
    ...['--secret', `source=${secret},target=pw`, '--endpoint-mode', 'dnsrr', '--stop-grace-period', '1s'],
    ...[
      '--update-monitor',
      '2s',
      '--update-parallelism',
      '3',
      '--update-order',
      'start-first',
      '--update-failure-action',
      'pause',
    ],
    ...[lab.image('bb:1'), ...command],
  );
  await untilRunning(lab, name, 5);
};

/** The task of the guarded service that runs on a node, among those that the rotations ended. */
const runningOn = async (lab: Lab, node: string): Promise<string> => {
  const args = ['service', 'ps', 'guarded', '--no-trunc', '--filter', `node=${node}`];
  const found = /(guarded\.\w+) .*Running/.exec(await lab.docker('manager-1', ...args))?.[1];
  if (found === undefined) throw new Error(`nothing runs on ${node}`);
  return found;
};

const secretsOf = (lab: Lab, service: string): Promise<string> =>
  lab.docker(
    'manager-1',
    ...['service', 'inspect', service, '--format'],
    '{{range .Spec.TaskTemplate.ContainerSpec.Secrets}}{{.SecretName}} as {{.File.Name}}{{end}}',
  );

const consoleOn = (lab: Lab): Console => openConsole({host: lab.dockerHost('manager-1'), home});

/** The keys are on Cancel first. */
const confirmRotation = async (console: Console): Promise<void> => {
  await console.expectRow(/▸ Cancel +Rotate/, patienceMs);
  console.press('tab');
  await console.expectRow(/ Cancel +▸ Rotate/);
  console.press('enter');
};

const compose = (image: string, replicas: number) => `services:
  web:
    image: ${image}
    environment: {GREETING: "costs $$5"}
    networks: [front]
    configs: [{source: page, target: /page}]
    volumes: ["data:/data"]
    stop_grace_period: 1s
    deploy:
      replicas: ${replicas}
      endpoint_mode: dnsrr
      resources: {limits: {memory: 64M}}
      update_config: {order: start-first, monitor: 1s, parallelism: 2}
networks: {front: {attachable: true}}
configs: {page: {file: ./page.txt}}
volumes: {data: {}}
`;

onLab('secrets, configs, networks, volumes, stacks and shells', {managers: 3, workers: 2}, lab => {
  test('a secret is made of a file, given a new version in every service that uses it, and its value is told nowhere', async () => {
    const first = fileWith('first.txt', 'the right word, hunter1');
    await ends(lab(), 0, 'secret', 'create', 'pw', '--file', first, '--wait');
    expect((await ends(lab(), 4, 'secret', 'create', 'pw', '--file', first)).stderr).toContain(
      'there is a secret of this name already',
    );
    await createGuarded(lab(), 'guarded', 'pw');
    const second = fileWith('second.txt', 'another right word, hunter2');
    const {stdout} = await ends(lab(), 0, 'secret', 'rotate', 'pw', '--file', second, '--yes', '--wait');
    expect(stdout).toContain('guarded gets pw-v2 in the place of pw, as pw as before');
    expect(await namesOf(lab(), 'secret')).toBe('pw-v2');
    expect(await secretsOf(lab(), 'guarded')).toBe('pw-v2 as pw');
    const read = await ends(lab(), 0, 'shell', 'guarded', '--', 'cat', '/run/secrets/pw');
    expect(read.stdout).toBe('another right word, hunter2');
    const journal = readFileSync(join(home, '.local', 'state', 'medianest', 'journal.jsonl'), 'utf8');
    expect(journal).toContain('rotate secret pw to pw-v2');
    expect(journal).not.toMatch(/hunter|aHVudGVy/);
  });

  test('a new version with which tasks fail is taken back from every service, and removed', async () => {
    const wrong = fileWith('wrong.txt', 'a wrong word');
    const {stderr} = await ends(lab(), 5, 'secret', 'rotate', 'pw-v2', '--file', wrong, '--yes', '--wait');
    expect(stderr).toMatch(/^failed: guarded: .+; all was taken back$/m);
    expect(await namesOf(lab(), 'secret')).toBe('pw-v2');
    expect(await secretsOf(lab(), 'guarded')).toBe('pw-v2 as pw');
    await untilRunning(lab(), 'guarded', 5);
  });

  test('what is in use is not removed, and says by whom; what is not, by its name alone', async () => {
    const {stderr} = await ends(lab(), 4, 'secret', 'rm', 'pw-v2', '--confirm', 'pw-v2');
    expect(stderr).toContain('it is in use by guarded');
    const contents = ['--file', fileWith('spare.txt', 'a spare word')];
    for (const kind of ['network', 'volume', 'secret', 'config'] as const) {
      const more = kind === 'secret' || kind === 'config' ? contents : [];
      await ends(lab(), 0, kind, 'create', 'spare', ...more, '--wait');
      expect(await namesOf(lab(), kind)).toContain('spare');
      await ends(lab(), 4, kind, 'rm', 'spare', '--yes');
      await ends(lab(), 0, kind, 'rm', 'spare', '--confirm', 'spare', '--wait');
      expect(await namesOf(lab(), kind)).not.toContain('spare');
    }
    await ends(lab(), 4, 'network', 'rm', 'ingress', '--confirm', 'ingress');
  });

  test('a config gets a new version by a command, and what was made can be taken back', async () => {
    const hello = fileWith('motd', 'hello');
    await ends(lab(), 0, 'config', 'create', 'leaf', '--file', fileWith('leaf', 'green'), '--wait');
    await ends(lab(), 0, 'config', 'rotate', 'leaf', '--file', hello, '--yes', '--wait');
    expect(await namesOf(lab(), 'config')).toBe('leaf-v2');
    expect(await lab().docker('manager-1', 'config', 'inspect', '--pretty', 'leaf-v2')).toContain('hello');
    await ends(lab(), 0, 'config', 'rm', 'leaf-v2', '--confirm', 'leaf-v2', '--wait');
    await ends(lab(), 0, 'config', 'create', 'motd', '--file', hello, '--wait');
    expect((await ends(lab(), 0, 'undo', '--confirm', 'motd', '--wait')).stdout).toContain(
      'undo: create config motd',
    );
    expect(await namesOf(lab(), 'config')).toBe('');
  });

  test('a config is edited in the editor of a person, and a secret rotated by what is typed unseen', async () => {
    await ends(lab(), 0, 'config', 'create', 'page', '--file', fileWith('page', 'old page'), '--wait');
    const editor = fileWith('editor.sh', '#!/bin/sh\nsed -i s/old/new/ "$1"\n');
    const console = openConsole({
      host: lab().dockerHost('manager-1'),
      home,
      env: {EDITOR: `sh ${editor}`},
    });
    await console.expectRow(/⟳ live/);
    console.type(':configs');
    console.press('enter');
    await console.expectRow(/▸ page /);
    console.press('e');
    await confirmRotation(console);
    await console.expectRow(/done after/, patienceMs);
    expect(await namesOf(lab(), 'config')).toBe('page-v2');
    expect(await lab().docker('manager-1', 'config', 'inspect', '--pretty', 'page-v2')).toContain('new page');
    console.press('esc');
    await console.expectNoRow(/▸ Close/);
    console.type(':secrets');
    console.press('enter');
    await console.expectRow(/▸ pw-v2 /);
    const never = console.forbid(rows => rows.some(row => row.includes('hunter')), 'a value that was typed');
    console.press('r');
    await console.expectRow(/Or typed/);
    console.press('tab');
    console.type('a right word, hunter3');
    console.press('enter');
    await confirmRotation(console);
    await console.expectRow(/done after/, patienceMs);
    never();
    expect(await secretsOf(lab(), 'guarded')).toBe('pw-v3 as pw');
  });

  test('x gives the terminal to a shell in a container, and the console comes back', async () => {
    const console = consoleOn(lab());
    await console.expectRow(/⟳ live/);
    console.type(':shell guarded');
    console.press('enter');
    await console.expectRow(/# $|\/ #/, patienceMs);
    console.type('cat /run/secrets/pw; stty size; exit 0\r');
    await console.expectRow(/Nodes|Services|Overview|guarded/, patienceMs);
    await console.expectRow(/⟳ live/);
    const shell = openConsole({
      host: lab().dockerHost('manager-1'),
      home,
      args: [
        'shell',
        'guarded',
        '--',
        'sh',
        '-c',
        'until stty size 2>/dev/null | grep 100; do sleep 0.1; done; read word; echo "got $word"; exit 7',
      ],
      columns: 100,
      rows: 20,
    });
    await shell.expectRow(/^20 100/);
    shell.type('it\r');
    await shell.expectRow(/got it/);
    expect(await shell.exit()).toBe(7);
    expect((await ends(lab(), 126, 'shell', 'guarded', '--', 'nosuchprogram')).stdout).toContain(
      'nosuchprogram',
    );
    expect((await ends(lab(), 4, 'shell', 'guarded', '--read-only')).stderr).toContain('read-only');
  });

  test('a task of another node is reached by the ssh that the settings name', async () => {
    const words = fileWith('ssh.sh', '#!/bin/sh\necho "$@"\nexit 5\n');
    const settings = join(home, '.config', 'medianest');
    mkdirSync(settings, {recursive: true});
    writeFileSync(
      join(settings, 'settings.json'),
      JSON.stringify({shell: {ssh: `sh ${words}`, user: 'ops'}}),
    );
    const far = await runningOn(lab(), 'worker-1');
    const {stdout} = await ends(lab(), 5, 'shell', far, '--', 'echo', 'two words');
    expect(stdout).toMatch(/^-T -l ops -- worker-1 docker exec -i [0-9a-f]{64} echo 'two words'$/m);
    rmSync(join(settings, 'settings.json'));
  });

  test.skipIf(whyNoSshd() !== null)(
    'a shell on another node over a real ssh server, by x and by the command, and why there is none in words',
    async () => {
      const within = lab().onNode('manager-1');
      const server = await startSshd(lab(), 'worker-1', {folder: home});
      const bare = await startSshd(lab(), 'worker-1', {
        ...{folder: home, port: 2222},
        forced: `/bin/sh -c 'PATH=/nowhere; eval "$SSH_ORIGINAL_COMMAND"'`,
      });
      const known = fileWith('known_hosts', `${server.knownHost}${bare.knownHost}`);
      const settings = (how: string) => {
        mkdirSync(join(home, '.config', 'medianest'), {recursive: true});
        const ssh = `ssh -F none -o BatchMode=yes ${how}`;
        fileWith(join('.config', 'medianest', 'settings.json'), JSON.stringify({shell: {ssh, user: 'root'}}));
      };
      const far = await runningOn(lab(), 'worker-1');
      const run = (...command: readonly string[]) =>
        runCommand(['shell', far, ...command], {
          ...{host: lab().dockerHost('manager-1'), home, within, timeoutMs: patienceMs},
        });

      settings(`-i ${server.clientKey} -o UserKnownHostsFile=${known}`);
      const read = await run('--', 'cat', '/run/secrets/pw');
      expect([read.exitCode, read.stdout]).toEqual([0, expect.stringContaining('right word')]);
      expect((await run('--', 'sh', '-c', 'exit 7')).exitCode).toBe(7);
      const console = openConsole({host: lab().dockerHost('manager-1'), home, within});
      await console.expectRow(/⟳ live/);
      console.type(`:shell ${far}\r`);
      await console.expectRow(/# $|\/ #/, patienceMs);
      console.type('echo "host $(hostname)"; stty size; read word\r');
      await console.expectRow(/^host [0-9a-f]{12}/);
      await console.expectRow(/^50 160/);
      console.type('\rexit 0\r');
      await console.expectRow(/⟳ live/, patienceMs);

      settings(`-i ${server.clientKey} -o UserKnownHostsFile=/dev/null`);
      const stranger = await run();
      expect([stranger.exitCode, stranger.stderr]).toEqual([
        255,
        expect.stringContaining('the key of worker-1'),
      ]);
      settings(`-i ${bare.clientKey} -o UserKnownHostsFile=${known}`);
      expect((await run()).stderr).toContain('worker-1 did not let root in');
      settings(`-p 2222 -i ${bare.clientKey} -o UserKnownHostsFile=${known}`);
      const without = await run();
      expect([without.exitCode, without.stderr]).toEqual([
        127,
        expect.stringContaining('there is no docker CLI for root on worker-1'),
      ]);
      settings(`-p 2223 -i ${bare.clientKey} -o UserKnownHostsFile=${known}`);
      expect((await run()).stderr).toContain('no ssh server answers on worker-1');
      rmSync(join(home, '.config', 'medianest', 'settings.json'));
    },
  );

  test('a stack is compared, deployed, exported so that nothing changes, and removed', async () => {
    fileWith('page.txt', 'a page');
    const file = fileWith('compose.yml', compose(lab().image('app:nohc'), 2));
    expect((await ends(lab(), 0, 'stack', 'diff', 'shop', '--file', file)).stdout).toContain('  web: new');
    await ends(lab(), 0, 'stack', 'deploy', 'shop', '--file', file, '--wait');
    await untilRunning(lab(), 'shop_web', 2);
    expect((await ends(lab(), 0, 'stack', 'diff', 'shop', '--file', file)).stdout).toContain(
      '  web: unchanged',
    );
    const {stdout: exported} = await ends(lab(), 0, 'stack', 'export', 'shop');
    const again = fileWith('exported.yml', exported);
    const tasks = () => lab().docker('manager-1', 'stack', 'ps', '--quiet', '--no-trunc', 'shop');
    const before = await tasks();
    expect((await ends(lab(), 0, 'stack', 'deploy', 'shop', '--file', again, '--wait')).stdout).toContain(
      '  web: unchanged',
    );
    expect(await tasks()).toBe(before);
    await lab().docker('manager-1', 'service', 'scale', '--detach', 'shop_web=3');
    await untilRunning(lab(), 'shop_web', 3);
    const next = fileWith('next.yml', compose(lab().image('app:1'), 2));
    const {stdout} = await ends(lab(), 0, 'stack', 'deploy', 'shop', '--file', next, '--yes', '--wait');
    expect(stdout).toMatch(/ {2}web: updated, its tasks are replaced\n {4}image: \S+app:nohc → \S+app:1\n/);
    expect(stdout).toContain('web: 3 replicas stay; the file says 2');
    await untilRunning(lab(), 'shop_web', 3);
    fileWith('page.txt', 'another page');
    expect((await ends(lab(), 4, 'stack', 'deploy', 'shop', '--file', next, '--yes')).stderr).toContain(
      'the config "shop_page" has other contents in the file',
    );
    await ends(lab(), 4, 'stack', 'rm', 'shop', '--yes');
    await ends(lab(), 0, 'stack', 'rm', 'shop', '--confirm', 'shop', '--wait');
    expect(await lab().docker('manager-1', 'stack', 'ls', '--format', '{{.Name}}')).toBe('');
    expect(await namesOf(lab(), 'network')).not.toContain('shop_front');
  });

  test('a stack is deployed by :deploy, again by r, and ^d removes it by its typed name', async () => {
    const small = (image: string) =>
      `services: {one: {image: "${lab().image(image)}", deploy: {endpoint_mode: dnsrr, update_config: {monitor: 1s}}}}\n`;
    const console = consoleOn(lab());
    await console.expectRow(/⟳ live/);
    console.type(`:deploy tiny ${fileWith('small.yml', small('app:nohc'))}\r`);
    await console.expectRow(/● done after [\d.]+ s: deploy stack tiny/, patienceMs);
    await untilRunning(lab(), 'tiny_one', 1);
    console.type(':stacks');
    console.press('enter');
    await console.expectRow(/▸ tiny /);
    console.press('r');
    await console.expectRow(/┏━ Deploy tiny/);
    console.type(`${fileWith('next-small.yml', small('app:1'))}\r`);
    await console.expectRow(/┏━ deploy stack tiny/, patienceMs);
    console.press('tab', 'enter');
    await console.expectScreen(
      rows => rows.some(row => row.includes('▸ Close')),
      'the deployment has ended',
      patienceMs,
    );
    const image = [
      'service',
      'inspect',
      'tiny_one',
      '--format',
      '{{.Spec.TaskTemplate.ContainerSpec.Image}}',
    ];
    expect(await lab().docker('manager-1', ...image)).toContain('app:1');
    console.press('esc');
    await console.expectNoRow(/▸ Close/);
    console.press('ctrl+d');
    await console.expectRow(/remove stack tiny/);
    console.type('tiny');
    console.press('enter');
    await console.expectRow(/done after|it is gone/, patienceMs);
    expect(await lab().docker('manager-1', 'stack', 'ls', '--format', '{{.Name}}')).toBe('');
  });
});
