import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {catalogue} from '../../source/commands/catalogue/catalogue.ts';
import {bindings} from '../../source/keymap/bindings.ts';
import type {Command} from '../../source/keymap/command.ts';
import {commands} from '../../source/keymap/commands.ts';
import {satisfy} from '../../source/keymap/conditions.ts';
import {type RecordingProxy, startRecordingProxy} from '../bench/recording-proxy.ts';
import {runCommand} from '../driver/command.ts';
import {createService, untilRunning} from '../driver/services.ts';
import {onSimulated} from '../simulated/on-simulated.ts';
import {openConsole} from './open-console.ts';

/** Everything by which a person changes a cluster: taken from the tables, so that a new action cannot be forgotten. */
const actions = commands.filter(({group}) => group === 'act') satisfies readonly Command[];
const headless = catalogue.filter(({takes}) => (takes as readonly string[]).includes('act'));

/** Actions that only look. */
const looking = ['act.journal', 'act.running'];

const compose = 'services:\n  web:\n    image: lab.example/app:2\n';

/** What the last row says in place of a plan. */
const refusal = /^ [a-z ]+: (read-only: --read-only was given|not by a key yet)/;

/** Where a list of this kind of object is. */
const listOf: Readonly<Record<string, string>> = {
  service: 'svc',
  node: 'no',
  task: 'ta',
  stack: 'st',
  network: 'net',
  volume: 'vol',
  secret: 'sec',
  config: 'cfg',
  container: 'co',
};

/** The words of an example as a command line that would be confirmed, in read-only mode. */
const wordsOf = (example: string, file: string): readonly string[] => {
  const line = example.split('medianest ').at(-1) ?? '';
  const words = line
    .replace(/ <.*$/, '')
    .split(' ')
    .filter(word => word !== '--dry-run' && word !== '--yes');
  const placed = words.map((word, at) => (words[at - 1] === '--file' ? file : word));
  return [...placed, '--yes', '--read-only'];
};

/** Actions that are several, by the words behind their name. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  'swarm.failover': ['leader', 'manager', 'manager manager-3', 'node worker-1', 'quorum'],
  'swarm.act': [
    ...['tokens', 'unlock-key', 'autolock on', 'autolock off', 'rotate worker', 'rotate manager'],
    ...['rotate key', 'rotate ca', 'init', 'join', 'leave', 'leave force', 'unlock'],
  ],
};

/** Whatever may be typed behind a name of the palette. */
const linesOf = (command: Command | undefined): readonly string[] =>
  (command?.names ?? []).flatMap(name =>
    ['', 'web 3', 'web', 'worker-1', 'worker-1 a=b', ...(meanings[command?.id ?? ''] ?? [])].map(argument =>
      `:${name} ${argument}`.trim(),
    ),
  );

/** What no example of the command line shows. */
const unshown: Readonly<Record<string, readonly string[]>> = {
  drain: ['drain worker-1 --safely'],
  swarm: [
    ...['autolock off', 'unlock', 'key-rotate', 'ca-rotate', 'tokens --rotate manager'],
    ...['leave --confirm manager-1', 'leave --force --confirm manager-1'],
  ].map(words => `swarm ${words}`),
};

onSimulated('read-only mode, by the requests that reach the engine', {speed: 4}, cluster => {
  let proxy: RecordingProxy;
  let folder: string;
  const host = () => `unix://${proxy.socket}`;
  const writes = () => Object.keys(proxy.traffic()).filter(kind => !/^(GET|HEAD) /.test(kind));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'medianest-read-only-'));
    writeFileSync(join(folder, 'file'), compose);
    const labels = {'com.docker.stack.namespace': 'shop'};
    for (const [name, more] of [
      ['web', {}],
      ['api', {}],
      ['shop_web', {labels}],
    ] as const)
      await createService(cluster(), {name, image: 'app:1', ...more});
    for (const name of ['web', 'api', 'shop_web']) await untilRunning(cluster(), name, 1);
    for (const [kind, name] of [
      ['secrets', 'db_pw'],
      ['configs', 'nginx.conf'],
    ] as const) {
      const body = {Name: name, Data: 'eA=='};
      await cluster().api('manager-1', `/${kind}/create`, {method: 'POST', body});
    }
    const network = {Name: 'back', Driver: 'overlay'};
    await cluster().api('manager-1', '/networks/create', {method: 'POST', body: network});
    await cluster().api('manager-1', '/volumes/create', {method: 'POST', body: {Name: 'data'}});
    proxy = await startRecordingProxy(cluster().dockerHost('manager-1').replace('unix://', ''));
  });
  afterAll(async () => {
    await proxy.close();
    rmSync(folder, {recursive: true, force: true});
  });

  test('the proxy would see a change: the same without read-only mode is one', async () => {
    await runCommand(['scale', 'api=2', '--yes'], {host: host()});
    expect(writes()).toContain('POST /services/ID/update');
    await proxy.close();
    proxy = await startRecordingProxy(cluster().dockerHost('manager-1').replace('unix://', ''));
  });

  test('no command changes anything, and says that nothing may be changed, or why there is nothing to do', async () => {
    const told = new Set<string>();
    expect(headless.map(({name}) => name)).toEqual(expect.arrayContaining(['failover', 'swarm', 'drain']));
    for (const {name, examples} of headless) {
      for (const example of [...examples, ...(unshown[name] ?? [])]) {
        const words = wordsOf(example, join(folder, 'file'));
        const {stdout, stderr} = await runCommand(words, {host: host(), env: {EDITOR: 'true'}});
        const said = `${stdout}${stderr}`;
        if (said.includes('read-only')) told.add(name);
        expect(said, words.join(' ')).not.toMatch(/^(done|accepted)/m);
        expect(writes(), words.join(' ')).toEqual([]);
      }
    }
    // The rest is refused before: there is nothing to roll back, to resume, to activate.
    expect(told.size).toBeGreaterThan(headless.length / 2);
  }, 180_000);

  test('no key and no line of the palette changes anything, and each says why', async () => {
    const console = openConsole({host: host(), args: ['--read-only']});
    await console.expectRow(/⟳ live\s*$/);
    const isRefused = async () => {
      await console.expectRow(refusal);
      console.press('esc');
      await console.expectNoRow(refusal);
    };
    expect(actions.map(({id}) => id)).toEqual(
      expect.arrayContaining([...Object.keys(meanings), 'node.drainSafely']),
    );
    for (const {id} of actions.filter(each => !looking.includes(each.id))) {
      const command: Command | undefined = commands.find(each => each.id === id);
      for (const {keys, when} of bindings.filter(binding => binding.command === id)) {
        const {kind = 'service', pane} = satisfy([when, command?.when]) ?? {};
        console.type(pane === 'rollout' ? ':rollout web\r' : `:${pane ?? listOf[kind]}\r`);
        await console.expectRow(pane === 'rollout' ? /┏━ rollout of web/ : /┏━ \w+ ━ \d/);
        console.press(keys[0] ?? '');
        await isRefused();
      }
      for (const line of linesOf(command)) {
        console.type(`${line}\r`);
        await isRefused();
      }
      expect(writes(), id).toEqual([]);
    }
  }, 120_000);
});
