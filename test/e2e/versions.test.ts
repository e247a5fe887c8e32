import {expect, test} from 'vitest';
import {runJson} from '../driver/command.ts';
import {createService, untilRunning, updateService} from '../driver/services.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {expectComplete, followLog, told, untilAllWrite} from './log-follower.ts';
import {openConsole} from './open-console.ts';

/** The console follows a swarm, and the commands tell of it, as they do with any other version. */
async function follow(lab: Lab): Promise<void> {
  const count = lab.nodes.length;
  await createService(lab, {name: 'web', image: 'app:1', replicas: 2});
  await untilRunning(lab, 'web', 2);
  for (const manager of lab.nodes.filter(name => name.startsWith('manager-'))) {
    const console = openConsole({host: lab.dockerHost(manager)});
    await console.expectRow(new RegExp(`nodes ${count}/${count}.*⟳ live`), 40_000);
    console.type(':services');
    console.press('enter');
    await console.expectRow(/ web .* 2\/2 /, 30_000);
    await updateService(lab, 'web', {replicas: 3});
    await console.expectRow(/ web .* 3\/3 /, 60_000);
    await updateService(lab, 'web', {replicas: 2});
    await console.expectRow(/ web .* 2\/2 /, 60_000);
  }
}

async function versions(lab: Lab): Promise<Record<string, string>> {
  const nodes = await runJson(['nodes'], {host: lab.dockerHost('manager-1')});
  const rows = nodes as {hostname: string; engineVersion: string}[];
  return Object.fromEntries(rows.map(row => [row.hostname, row.engineVersion.replace(/\+.*/, '')]));
}

onLab('a swarm of engine 20.10', {managers: 1, workers: 1, engine: 'system'}, lab => {
  test('is followed', async () => {
    expect((await versions(lab()))['manager-1']).toMatch(/^20\.10\./);
    await follow(lab());
  });
});

onLab('a swarm of engine 28', {managers: 1, workers: 1, engine: 'sid'}, lab => {
  test('is followed', async () => {
    expect(Number.parseInt((await versions(lab()))['manager-1'] ?? '', 10)).toBeGreaterThanOrEqual(28);
    await follow(lab());
  });

  test('has logs that are followed through the loss of a node, each line once and in order', async () => {
    await createService(lab(), {name: 'writers', image: 'spam:1', replicas: 'global', env: ['RATE=20']});
    await untilRunning(lab(), 'writers', 2);
    const command = followLog(lab(), 'writers', ['manager-1']);
    await untilAllWrite(command, 2, 30_000);
    await lab().kill('worker-1');
    await untilAllWrite(command, 1, 30_000);
    await lab().start('worker-1');
    await untilAllWrite(command, 2, 60_000);
    expectComplete(command);
    expect(told(command).filter(({stream}) => stream === 'gap')).toEqual([]);
  });
});

onLab(
  'a swarm of mixed engines',
  {
    engine: 'sid',
    engines: {'manager-2': 'trixie', 'manager-3': 'system', 'worker-1': 'trixie', 'worker-2': 'system'},
  },
  lab => {
    test('is followed through each of its managers', async () => {
      expect(new Set(Object.values(await versions(lab()))).size).toBe(3);
      await follow(lab());
    });

    test('is told to be of several versions, as a hint and no fault', async () => {
      const host = lab().dockerHost('manager-1');
      const {findings} = (await runJson(['status'], {host})) as {
        findings: {title: string; isHint: boolean}[];
      };
      expect(findings.filter(({isHint}) => isHint).map(({title}) => title)).toContain('3 engine versions');
    });
  },
);
