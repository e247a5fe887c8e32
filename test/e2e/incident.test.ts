import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type CommandResult, runCommand, runJson} from '../driver/command.ts';
import type {JourneyCluster} from '../driver/journey.ts';
import {createService, untilRunning} from '../driver/services.ts';
import {onSwarms} from '../simulated/on-simulated.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

const secret = 'correct-horse-battery';
const patienceMs = 90_000;

/** All files of a folder with their contents. */
const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, {recursive: true, withFileTypes: true})
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );

onSwarms('an incident', {managers: 1, workers: 1, speed: 2}, cluster => {
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
    await createService(cluster(), {
      name: 'shop',
      image: 'app:1',
      replicas: 2,
      env: [`DB_PASSWORD=${secret}`],
      update: {monitorSeconds: 3, onFailure: 'rollback'},
    });
    await untilRunning(cluster(), 'shop', 2);
  });
  afterAll(() => rmSync(home, {recursive: true, force: true}));
  const host = () => cluster().dockerHost('manager-1');
  const medianest = (...args: readonly string[]): Promise<CommandResult> =>
    runCommand(args, {host: host(), home, timeoutMs: patienceMs});
  const titlesOf = async (swarm: JourneyCluster): Promise<readonly string[]> => {
    const {findings} = (await runJson(['status'], {host: swarm.dockerHost('manager-1')})) as {
      findings: readonly {title: string; isHint: boolean; name: string}[];
    };
    return findings.filter(({isHint, name}) => !isHint && name === 'shop').map(({title}) => title);
  };

  test('of a rollout that is rolled back and mended has a report of what happened and how long it took', async () => {
    expect((await medianest('incident', 'status')).exitCode).toBe(1);
    expect((await medianest('incident', 'stop')).stderr).toContain('none is open');
    const begun = await medianest('incident', 'start', 'checkout', 'shop');
    expect([begun.exitCode, begun.stderr]).toEqual([0, '']);
    const twice = await medianest('incident', 'start', 'other');
    expect([twice.exitCode, twice.stderr]).toEqual([1, expect.stringContaining('open already: "checkout"')]);

    const first = openConsole({host: host(), home, columns: 160});
    await first.expectRow(/● incident <?\d+m/, 30_000);
    await medianest('update', 'shop', '--image', cluster().image('app:bad'), '--yes');
    await until(
      'it was rolled back',
      async () => (await titlesOf(cluster())).includes('update rolled back'),
      {
        timeoutMs: patienceMs,
      },
    );
    // A console that dies loses nothing: another one goes on.
    process.kill(first.pid, 'SIGKILL');
    await first.exit();
    const second = openConsole({host: host(), home, columns: 160});
    await second.expectRow(/● incident/, 30_000);
    await medianest('update', 'shop', '--env-add', 'MODE=mended', '--yes', '--wait');
    await until('nothing is wrong with it', async () => (await titlesOf(cluster())).length === 0, {
      timeoutMs: patienceMs,
    });
    // The rollout may have opened by itself.
    await second.expectRow(/services 1\/1/, 30_000);

    second.type(':incident stop');
    second.press('enter');
    await second.expectRow(/the report is in/, 30_000);
    await second.expectNoRow(/● incident/);
    const [incident] = (await runJson(['incident', 'list'], {home})) as {folder: string; stoppedAt: string}[];
    expect(incident?.stoppedAt).toMatch(/^20/);

    const files = filesIn(incident?.folder ?? '');
    const report = files.get('report.md') ?? '';
    expect(report).toMatch(/\| To detect \| (\d+ min )?\d+ s \| from the first sign to the first finding/);
    expect(report).toMatch(/\| To act \| (\d+ min )?\d+ s \| from the first sign to the first action/);
    expect(report).toMatch(/\| To recover \| (\d+ min )?\d+ s \| .*the last finding was gone/);
    expect(report).toMatch(/\| critical \| service shop \| update rolled back \|/);
    expect(report).toContain('docker service update');
    expect(report).toMatch(/shop: rollout failed, rolling back/);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['specs/before/service-shop.json', 'logs/service-shop.log', 'timeline.jsonl']),
    );
    for (const [name, text] of files) expect(text.includes(secret), name).toBe(false);
    const shown = await runCommand(['incident', 'show', 'checkout'], {home});
    expect(shown.stdout).toContain('# Incident: checkout');
  });
});
