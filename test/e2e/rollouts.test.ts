import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type CommandResult, runCommand} from '../driver/command.ts';
import type {Console} from '../driver/console.ts';
import {startCommand} from '../driver/running-command.ts';
import {createService, untilRunning, updateService, updateStateOf} from '../driver/services.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

/** One person's commands and consoles: the journal stays from one to the next. */
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

/** Tasks of the lab start within seconds; a loaded machine takes its time. */
const patienceMs = 90_000;

const medianest = (lab: Lab, ...args: readonly string[]): Promise<CommandResult> =>
  runCommand(args, {host: lab.dockerHost('manager-1'), home, timeoutMs: patienceMs});

const consoleOn = (lab: Lab, env: Readonly<Record<string, string>> = {}): Console =>
  // What is kept for the person goes with the home.
  openConsole({host: lab.dockerHost('manager-1'), home, env: {TMPDIR: home, ...env}});

interface WireSpec {
  readonly Labels?: Readonly<Record<string, string>>;
  readonly UpdateConfig: {readonly Delay?: number; readonly Parallelism: number};
  readonly TaskTemplate: {
    readonly Resources?: {readonly Limits?: {readonly MemoryBytes?: number}};
    readonly ContainerSpec: {readonly Image: string; readonly Env?: readonly string[]};
  };
}
const specOf = async (lab: Lab, name: string): Promise<WireSpec> =>
  ((await lab.api('manager-1', `/services/${name}`)) as {Spec: WireSpec}).Spec;

/** Asks for something by its name, sees the plan, and confirms it: the focus is on Cancel. */
const confirm = async (console: Console, line: string, button: RegExp): Promise<void> => {
  if (line.length > 1) {
    console.type(`:${line}`);
    console.press('enter');
  } else console.press(line);
  await console.expectRow(button, patienceMs);
  console.press('tab', 'enter');
};
const updateButton = /▸ Cancel +Update/;

/** An editor that makes a fault first, and corrects it when it is told. */
const writeEditor = (folder: string): string => {
  const file = join(folder, 'editor.sh');
  const script = [
    '#!/bin/sh',
    'if grep -q "^#!.*ForceUpdate" "$1"; then',
    '  sed -i "s/ForceUpdate: often/ForceUpdate: 7/; s/tier: front/tier: edge/" "$1"',
    'else',
    '  sed -i "s/ForceUpdate: 0/ForceUpdate: often/" "$1"',
    'fi',
  ];
  writeFileSync(file, script.join('\n'));
  chmodSync(file, 0o755);
  return file;
};

onLab('rollouts on a swarm of three managers and two workers', {managers: 3, workers: 2}, lab => {
  const update = {monitorSeconds: 1, onFailure: 'pause'} as const;
  beforeAll(async () => {
    await Promise.all([
      createService(lab(), {name: 'web', image: 'app:nohc', replicas: 2, update}),
      createService(lab(), {
        name: 'steps',
        image: 'app:nohc',
        replicas: 4,
        update: {...update, delaySeconds: 2},
      }),
      createService(lab(), {name: 'careful', image: 'app:1', update}),
    ]);
    for (const [name, count] of [
      ['web', 2],
      ['steps', 4],
      ['careful', 1],
    ] as const) {
      await untilRunning(lab(), name, count);
    }
  });

  test('an update by keys opens its rollout, which is followed until it is completed', async () => {
    const console = consoleOn(lab());
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    await confirm(console, `image web ${lab().image('app:1')}`, updateButton);
    await console.expectRow(/rollout of web/);
    await console.expectRow(/ 2 of 2 run the new spec/, patienceMs);
    await console.expectRow(/✔ completed/, patienceMs);
    await console.expectRow(/took \d+ s, within the goal 5 min/);
    expect((await specOf(lab(), 'web')).TaskTemplate.ContainerSpec.Image).toMatch(/app:1@sha256/);
  });

  test('one that fails at its start shows the task, its exit code and last lines, and is rolled back from there', async () => {
    const console = consoleOn(lab());
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    await confirm(console, `image web ${lab().image('app:bad')}`, updateButton);
    await console.expectRow(/✖ failed, and paused by the engine/, patienceMs);
    await console.expectRow(/✖ web\.\d on (manager|worker)-\d: exit 1/, patienceMs);
    await console.expectRow(/app bad: fatal: giving up/, patienceMs);
    console.press('w');
    await console.expectRow(/why web/);
    console.press('esc');
    await console.expectNoRow(/why web/);
    console.press('ctrl+u');
    await console.expectRow(/the image goes back from \S+app:bad to \S+app:1/, patienceMs);
    console.press('tab', 'enter');
    await console.expectRow(/✔ rolled back, as was asked for/, patienceMs);
    expect(await updateStateOf(lab(), 'web')).toBe('rollback_completed');
  });

  test('one that fails its health check is a failure also when the engine rolled it back', async () => {
    const args = ['--image', lab().image('app:unhealthy'), '--update-failure-action', 'rollback'];
    const {exitCode, stderr} = await medianest(lab(), 'update', 'careful', ...args, '--yes', '--wait');
    expect(stderr).toMatch(/^failed: the rollout failed and (is being|was) rolled back/m);
    expect(exitCode).toBe(5);
    const console = consoleOn(lab());
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    console.type(':rollout careful');
    console.press('enter');
    await console.expectRow(/✖ failed, and was rolled back: what was asked for does not run/, patienceMs);
    await console.expectRow(/✖ careful\.1 on \S+: its health check failed/, patienceMs);
  });

  test('one that someone else began is seen in the list, opened from there, paused and resumed', async () => {
    const console = consoleOn(lab());
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    console.type(':svc /steps');
    console.press('enter', 'space');
    // Who has marked something is told, and not torn away.
    await console.expectRow(/1 marked/);
    await updateService(lab(), 'steps', {image: 'app:1'});
    await console.expectRow(/steps .*updating/, patienceMs);
    await console.expectRow(/a rollout of steps began, not from here: .* a opens/, patienceMs);
    console.press('o');
    await console.expectRow(/rollout of steps/);
    await console.expectRow(/ 1 of 4 run the new spec/, patienceMs);
    await confirm(console, 'p', /▸ Cancel +Pause/);
    await console.expectRow(/▲ paused by hand/, patienceMs);
    expect((await specOf(lab(), 'steps')).UpdateConfig).toMatchObject({Delay: 3.6e15, Parallelism: 1});
    await console.expectRow(/● running +→ +to be replaced/);
    await confirm(console, 'R', /▸ Cancel +Resume/);
    await console.expectRow(/ 4 of 4 run the new spec/, patienceMs);
    await console.expectRow(/✔ completed/, patienceMs);
    expect((await specOf(lab(), 'steps')).UpdateConfig).toMatchObject({Delay: 2e9, Parallelism: 1});
  });

  test('one that begins elsewhere opens by itself over the overview, and is paused and resumed by commands', async () => {
    const console = consoleOn(lab());
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    await updateService(lab(), 'steps', {image: 'app:nohc'});
    await console.expectRow(/┏━ rollout of steps/, patienceMs);
    await console.expectRow(/a rollout of steps began, not from here; esc goes back/);
    console.press('esc');
    await console.expectRow(/┏━ Overview/);
    await until('it goes on', async () => (await updateStateOf(lab(), 'steps')) === 'updating', {
      timeoutMs: patienceMs,
    });
    const paused = await medianest(lab(), 'rollout-pause', 'steps', '--yes', '--wait');
    expect([paused.exitCode, paused.stderr]).toEqual([0, '']);
    expect((await specOf(lab(), 'steps')).UpdateConfig).toMatchObject({Delay: 3.6e15, Parallelism: 1});
    expect(await updateStateOf(lab(), 'steps')).toBe('updating');
    const resumed = await medianest(lab(), 'rollout-resume', 'steps', '--yes', '--wait');
    expect([resumed.exitCode, resumed.stderr]).toEqual([0, '']);
    expect((await specOf(lab(), 'steps')).UpdateConfig).toMatchObject({Delay: 2e9, Parallelism: 1});
    expect(await updateStateOf(lab(), 'steps')).toBe('completed');
  });

  test('fields are changed by a command, and undo gives back the same spec', async () => {
    const before = await specOf(lab(), 'careful');
    const args = ['--limit-memory', '64m', '--env-add', 'TOKEN=hunter2', '--label-add', 'tier=front'];
    const done = await medianest(
      lab(),
      'update',
      'careful',
      ...args,
      '--update-parallelism',
      '2',
      '--yes',
      '--wait',
    );
    expect(done.exitCode, done.stderr).toBe(0);
    expect(done.stdout).toContain("--env-add 'TOKEN=***'");
    expect(done.stdout).not.toContain('hunter2');
    expect(await specOf(lab(), 'careful')).toMatchObject({
      Labels: {tier: 'front'},
      UpdateConfig: {Parallelism: 2},
      TaskTemplate: {
        Resources: {Limits: {MemoryBytes: 67_108_864}},
        ContainerSpec: {Env: expect.arrayContaining(['TOKEN=hunter2'])},
      },
    });
    const undone = await medianest(lab(), 'undo', '--yes', '--wait');
    expect(undone.exitCode, undone.stderr).toBe(0);
    expect(await specOf(lab(), 'careful')).toEqual(before);
  });

  test('every field is taken by the engine as it was planned, and undo gives back the same spec', async () => {
    const before = await specOf(lab(), 'careful');
    const policy = (name: string) =>
      `--${name}-parallelism 2 --${name}-delay 1s --${name}-order start-first --${name}-failure-action continue --${name}-monitor 1s --${name}-max-failure-ratio 0.5`;
    const flags = [
      '--limit-cpu 0.5 --limit-memory 64m --reserve-cpu 0.1 --reserve-memory 32m --replicas-max-per-node 2',
      '--container-label-add a=b --label-add c=d --constraint-add node.role!=none',
      '--placement-pref-add spread=node.labels.zone --publish-add published=18080,target=8080,mode=host',
      ...[policy('update'), policy('rollback')],
      '--restart-condition on-failure --restart-delay 2s --restart-max-attempts 9 --restart-window 30s',
      '--health-cmd true --health-interval 1s --health-timeout 3s --health-start-period 1s --health-retries 4',
    ];
    const words = flags.join(' ').split(' ');
    const done = await medianest(lab(), 'update', 'careful', ...words, '--yes', '--wait', '--json');
    expect(done.exitCode, done.stderr).toBe(0);
    const [{steps}] = JSON.parse(done.stdout) as [{steps: [{changes: {path: string[]; after: unknown}[]}]}];
    const after: unknown = await specOf(lab(), 'careful');
    for (const {path, after: wanted} of steps[0].changes) {
      const found = path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], after);
      expect(found, path.join('.')).toEqual(wanted);
    }
    const undone = await medianest(lab(), 'undo', '--yes', '--wait');
    expect(undone.exitCode, undone.stderr).toBe(0);
    expect(await specOf(lab(), 'careful')).toEqual(before);
  });

  test('what the engine or the nodes would refuse is refused before, with the reason', async () => {
    const {exitCode, stderr} = await medianest(
      lab(),
      'update',
      'web',
      '--limit-memory',
      '32m',
      '--reserve-memory',
      '64m',
      '--dry-run',
    );
    expect([exitCode, stderr]).toEqual([4, expect.stringMatching(/reserved is more than the limit/)]);
    const wrong = await medianest(lab(), 'update', 'web', '--update-delay', 'soon');
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/--update-delay: "soon" is no time/),
    ]);
  });

  test('a spec is edited by keys: a fault opens the editor again, and what is right is planned and done', async () => {
    await medianest(lab(), 'update', 'careful', '--label-add', 'tier=front', '--wait');
    const console = consoleOn(lab(), {EDITOR: writeEditor(home)});
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    await confirm(console, 'edit careful', updateButton);
    await console.expectRow(/✔ completed/, patienceMs);
    expect(await specOf(lab(), 'careful')).toMatchObject({
      Labels: {tier: 'edge'},
      TaskTemplate: {ForceUpdate: 7},
    });
  });

  test('a spec that someone else changes meanwhile is not written over, and what was typed is kept', async () => {
    const file = join(home, 'late.sh');
    // Saves only after the other change was made, which the test tells by a file.
    const script = [
      '#!/bin/sh',
      `touch ${home}/open`,
      `until [ -e ${home}/go ]; do sleep 0.1; done`,
      'sed -i "s/tier: edge/tier: mine/" "$1"',
    ];
    writeFileSync(file, script.join('\n'));
    chmodSync(file, 0o755);
    const console = consoleOn(lab(), {EDITOR: file});
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    console.type(':edit careful');
    console.press('enter');
    await until('the editor is open', async () => existsSync(`${home}/open`), {
      timeoutMs: patienceMs,
    });
    const other = await medianest(lab(), 'update', 'careful', '--label-add', 'tier=theirs', '--wait');
    expect(other.exitCode, other.stderr).toBe(0);
    writeFileSync(`${home}/go`, '');
    await console.expectRow(/changed by someone else meanwhile; nothing is written over/, patienceMs);
    console.press('esc');
    await console.expectRow(/what you typed is kept in \S+careful\.yaml/);
    expect((await specOf(lab(), 'careful')).Labels).toEqual({tier: 'theirs'});
  });

  test('a spec is edited by a command, in the terminal that it was started from', async () => {
    const file = join(home, 'quick.sh');
    writeFileSync(file, '#!/bin/sh\nsed -i "s/tier: theirs/tier: typed/" "$1"');
    chmodSync(file, 0o755);
    const args = ['edit', 'careful', '--wait'];
    const command = openConsole({host: lab().dockerHost('manager-1'), home, args, env: {EDITOR: file}});
    await command.expectRow(/^done after [\d.]+ s: the manager has it; no task was touched/, patienceMs);
    expect(await command.exit()).toBe(0);
    expect((await specOf(lab(), 'careful')).Labels).toEqual({tier: 'typed'});
    const piped = await medianest(lab(), 'edit', 'careful');
    expect([piped.exitCode, piped.stderr]).toEqual([2, expect.stringMatching(/an editor needs a terminal/)]);
  });

  test('fields are changed in a form', async () => {
    const console = consoleOn(lab());
    await console.expectRow(/nodes 5\/5 .*⟳ live/, patienceMs);
    console.type(':change careful labels');
    console.press('enter');
    await console.expectRow(/Label: tier=typed/, patienceMs);
    console.type('tier=form team=ops');
    console.press('enter');
    await until(
      'the labels are there',
      async () => (await specOf(lab(), 'careful')).Labels?.['team'] === 'ops',
      {
        timeoutMs: patienceMs,
      },
    );
    expect((await specOf(lab(), 'careful')).Labels).toEqual({tier: 'form', team: 'ops'});
  });

  test('an update whose program is killed is looked at by the next console, and its record closed', async () => {
    const args = ['update', 'web', '--image', lab().image('app:nohc'), '--yes', '--wait'];
    const command = startCommand(args, {host: lab().dockerHost('manager-1'), home});
    await until('it goes on', async () => (await updateStateOf(lab(), 'web')) === 'updating', {
      timeoutMs: patienceMs,
    });
    await command.kill();
    const journal = () => readFileSync(join(home, '.local', 'state', 'medianest', 'journal.jsonl'), 'utf8');
    expect(journal().trim().split('\n').at(-1)).toContain('"result":{"kind":"started"');
    const console = consoleOn(lab());
    await console.expectRow(/"update web .*was begun by a program that has ended: it is done/, patienceMs);
    expect(await updateStateOf(lab(), 'web')).toBe('completed');
    expect(journal().trim().split('\n').at(-1)).toMatch(/"kind":"done".*seen after its program had ended/);
  });
});
