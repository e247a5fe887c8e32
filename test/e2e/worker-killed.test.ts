import {expect, test} from 'vitest';
import {runCommand, runJson} from '../driver/command.ts';
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
    await healthTellsOfWorker2(host);
    await cluster().start('worker-2');
    await until('pinned runs again', async () => (await pinned())?.running === 2, {timeoutMs: 60_000});
  });
});

/** The dead node is the cause, its service lies beneath it, and monitoring is told the same. */
async function healthTellsOfWorker2(host: string): Promise<void> {
  const node = await runCommand(['check', '--node', 'worker-2'], {host});
  expect(node.exitCode).toBe(2);
  expect(node.stdout).toMatch(/^NODE worker-2 CRITICAL - failing.*: node worker-2: down/);
  const service = await runCommand(['check', '--service', 'pinned'], {host});
  expect(service.exitCode).toBe(2);
  // Told after its cause; what failed when it was lost before may be its first reason.
  expect(service.stdout).toMatch(/^SERVICE pinned CRITICAL - .*node worker-2: down/);
  expect(service.stdout).toContain(' | pinned_running=0;;;0;2\n');
  const near = await runCommand(['check', '--service', 'pined'], {host});
  expect(near).toMatchObject({exitCode: 3, stdout: expect.stringContaining('Did you mean "pinned"?')});
  const console = openConsole({host});
  await console.expectRow(/nodes 4\/5/, 30_000);
  console.press('0');
  await console.expectRow(/- ✖ node worker-2/);
  await console.expectRow(/ {6}✖ service pinned/);
  await console.expectRow(/3 Services .*explained by a cause/);
  await console.close();
}
