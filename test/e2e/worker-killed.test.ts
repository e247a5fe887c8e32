import {expect, test} from 'vitest';
import {runJson} from '../driver/command.ts';
import {onSwarms} from '../simulated/on-simulated.ts';
import {until} from '../until.ts';
import {workerKilled} from './journeys/worker-killed.ts';
import {openConsole} from './open-console.ts';

onSwarms('a worker is killed', {speed: 4}, cluster => {
  test('its tasks do not count as running, and all is right again without a key', async () => {
    const console = openConsole({host: cluster().dockerHost('manager-1')});
    await console.expectRow(/nodes 5\/5/, 30_000);
    await workerKilled({console, cluster: cluster()});
  });

  test('the commands tell the same', async () => {
    const host = cluster().dockerHost('manager-2');
    const pinned = async () => {
      const rows = (await runJson(['services'], {host})) as {
        name: string;
        running: number;
        desired: number;
      }[];
      return rows.find(row => row.name === 'pinned');
    };
    const state = async () => {
      const nodes = (await runJson(['nodes'], {host})) as {hostname: string; state: string}[];
      return nodes.find(node => node.hostname === 'worker-2')?.state;
    };
    await until('pinned runs', async () => (await pinned())?.running === 2, {timeoutMs: 60_000});
    await cluster().kill('worker-2');
    await until('worker-2 is down', async () => (await state()) === 'down', {timeoutMs: 40_000});
    expect(await pinned()).toMatchObject({
      desired: 2,
      running: 0,
      replicas: {onDeadNodes: [{hostname: 'worker-2', count: 2}]},
    });
    await cluster().start('worker-2');
    await until('pinned runs again', async () => (await pinned())?.running === 2, {timeoutMs: 60_000});
  });
});
