import {expect, test} from 'vitest';
import type {JourneyCluster} from '../driver/journey.ts';
import {createService, untilRunning, updateService} from '../driver/services.ts';
import {onLab} from '../lab/on-lab.ts';
import {onSimulated} from '../simulated/on-simulated.ts';
import {until} from '../until.ts';
import {expectComplete, followLog, numbersByWriter, texts, told, untilAllWrite} from './log-follower.ts';
import {openConsole} from './open-console.ts';

/**
 * A real node that lost its power has its task replaced, and streams break when the leader dies; a simulated node that was
 * away for a moment may keep its task, and streams of other managers go on.
 */
const restarts = (cluster: () => JourneyCluster, isReal: boolean) => {
  test('are followed through a dead node, a dead leader and their return, each line once and in order', async () => {
    await createService(cluster(), {name: 'writers', image: 'spam:1', replicas: 'global', env: ['RATE=20']});
    await untilRunning(cluster(), 'writers', 5);
    const command = followLog(cluster(), 'writers');
    await untilAllWrite(command, 5, 30_000);

    await cluster().kill('worker-2');
    await untilAllWrite(command, 4, 30_000);
    // The stream says nothing of it: the lines of that node just stop.
    await until(
      'the lost node is told',
      async () => texts(command).some(text => /^node worker-2 is down/.test(text)),
      {
        timeoutMs: 60_000,
      },
    );
    await cluster().start('worker-2');
    await untilAllWrite(command, 5, 60_000);

    const leader = await cluster().leader();
    expect(leader).not.toBeNull();
    await cluster().kill(leader ?? '');
    await untilAllWrite(command, 4, 60_000);
    await cluster().start(leader ?? '');
    await untilAllWrite(command, 5, 90_000);
    expectComplete(command);
    const tasks = new Set([...numbersByWriter(command).keys()].map(writer => writer.split(' ')[0]));
    expect(tasks.size).toBeGreaterThanOrEqual(isReal ? 7 : 5);
    if (isReal) {
      expect(told(command).some(({stream}) => stream === 'fault')).toBe(true);
      expect(texts(command).some(text => text.startsWith('read again after'))).toBe(true);
    }
    expect(told(command).filter(({stream}) => stream === 'gap')).toEqual([]);
    expect(command.exitCode()).toBeNull();
  });

  test('go on with the tasks of a rollout', async () => {
    await createService(cluster(), {name: 'rolled', image: 'app:nohc', replicas: 2});
    await untilRunning(cluster(), 'rolled', 2);
    const command = followLog(cluster(), 'rolled');
    const times = (words: string) => texts(command).filter(text => text.startsWith(words)).length;
    await until('both have started', async () => times('app nohc starting') === 2, {timeoutMs: 30_000});
    await updateService(cluster(), 'rolled', {image: 'app:1'});
    await until('both are replaced', async () => times('app 1 starting') === 2, {timeoutMs: 60_000});
    expect(times('app nohc starting')).toBe(2);
  });
};

onSimulated('logs, simulated', {speed: 4}, cluster => restarts(cluster, false));

onLab('logs', {}, lab => {
  restarts(lab, true);

  test('with hostile lines leave the screen whole, and nothing in them acts', async () => {
    await createService(lab(), {name: 'hostile', image: 'hostile:1'});
    await untilRunning(lab(), 'hostile', 1);
    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/nodes 5\/5/, 40_000);
    console.type(':logs hostile');
    console.press('enter');
    await console.expectRow(/all hostile lines are written/, 20_000);
    for (const key of ['w', 'g', 'pagedown', 'w', 'G']) {
      console.press(key);
      await console.expectScreen(
        rows => rows.slice(3, -2).every(row => /^┃.*┃\s*$/.test(row)),
        `a whole frame after ${key}`,
      );
    }
    await console.expectRow(/return one/);
  });
});
