import {expect, test} from 'vitest';
import {createService, untilRunning, updateService} from '../driver/services.ts';
import {onSwarms} from '../simulated/on-simulated.ts';
import {openConsole, saysLive} from './open-console.ts';

onSwarms('the engine goes away under the console', {managers: 1, workers: 1}, cluster => {
  test('a restarted engine is found again and its swarm shown, without a key', async () => {
    await createService(cluster(), {name: 'web', image: 'app:nohc', constraints: ['node.role==worker']});
    await untilRunning(cluster(), 'web', 1);
    const console = openConsole({host: cluster().dockerHost('manager-1')});
    await console.expectRow(/nodes 2\/2.*⟳ live/, 30_000);
    console.type(':services');
    console.press('enter');
    await console.expectRow(/ web .* 1\/1 /, 30_000);

    await cluster().stop('manager-1');
    await console.expectRow(/not connected/, 30_000);
    expect(saysLive(console.rows())).toBe(false);

    await cluster().start('manager-1');
    await console.expectRow(/nodes 2\/2.*⟳ live/, 60_000);
    await updateService(cluster(), 'web', {replicas: 3});
    await console.expectRow(/ web .* 3\/3 /, 60_000);
  });

  test('an engine that hangs is told as not answering, and is live when it goes on', async () => {
    const console = openConsole({host: cluster().dockerHost('manager-1')});
    await console.expectRow(/nodes 2\/2.*⟳ live/, 30_000);
    await cluster().freeze('manager-1');
    await console.expectScreen(rows => !saysLive(rows), 'the picture is no longer called live', 60_000);
    await cluster().thaw('manager-1');
    await console.expectRow(/nodes 2\/2.*⟳ live/, 60_000);
  });

  test('a worker is told as one that knows only itself', async () => {
    const console = openConsole({host: cluster().dockerHost('worker-1')});
    await console.expectRow(/worker: this engine only/, 30_000);
    await console.expectScreen(rows => !saysLive(rows), 'the swarm is not called live');
  });
});
