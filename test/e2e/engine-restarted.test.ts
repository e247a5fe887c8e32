import {expect, test} from 'vitest';
import {createService, untilRunning, updateService} from '../driver/services.ts';
import {onLab} from '../lab/on-lab.ts';
import {openConsole, saysLive} from './open-console.ts';

onLab('the engine goes away under the console', {managers: 1, workers: 1}, lab => {
  test('a restarted engine is found again and its swarm shown, without a key', async () => {
    await createService(lab(), {name: 'web', image: 'app:nohc', constraints: ['node.role==worker']});
    await untilRunning(lab(), 'web', 1);
    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/nodes 2\/2.*⟳ live/, 30_000);
    console.type(':services');
    console.press('enter');
    await console.expectRow(/ web .* 1\/1 /, 30_000);

    await lab().stop('manager-1');
    await console.expectRow(/not connected/, 30_000);
    expect(saysLive(console.rows())).toBe(false);

    await lab().start('manager-1');
    await console.expectRow(/nodes 2\/2.*⟳ live/, 60_000);
    await updateService(lab(), 'web', {replicas: 3});
    await console.expectRow(/ web .* 3\/3 /, 60_000);
  });

  test('an engine that hangs is told as not answering, and is live when it goes on', async () => {
    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/nodes 2\/2.*⟳ live/, 30_000);
    await lab().freeze('manager-1');
    await console.expectScreen(rows => !saysLive(rows), 'the picture is no longer called live', 60_000);
    await lab().thaw('manager-1');
    await console.expectRow(/nodes 2\/2.*⟳ live/, 60_000);
  });

  test('a worker is told as one that knows only itself', async () => {
    const console = openConsole({host: lab().dockerHost('worker-1')});
    await console.expectRow(/worker: this engine only/, 30_000);
    await console.expectScreen(rows => !saysLive(rows), 'the swarm is not called live');
  });
});
