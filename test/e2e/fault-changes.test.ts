import {expect, test} from 'vitest';
import type {FaultName} from '../../source/simulator/faults/fault-names.ts';
import type {FaultOptions} from '../../source/simulator/faults/fault-options.ts';
import {runCommand} from '../driver/command.ts';
import {countRunning, createService, untilRunning} from '../driver/services.ts';
import {onSimulated} from '../simulated/on-simulated.ts';

const size = {managers: 1, workers: 2, speed: 4};

onSimulated('a change of the swarm that the engine does not take', size, cluster => {
  const cases: readonly (readonly [FaultName, FaultOptions, RegExp])[] = [
    ['conflict', {}, /^failed: The object was changed by someone else in the meantime/],
    [
      'error-500',
      {path: '/services/', method: 'POST', message: 'no space left on device'},
      /^failed: no space left on device/,
    ],
    ['garble', {share: 0.2}, /does not speak as a Docker engine does/],
  ];

  test.each(cases)(
    'is told as failed, with the cause, and nothing has changed: %s',
    async (name, options, said) => {
      await createService(cluster(), {name, image: 'app:nohc', replicas: 2});
      await untilRunning(cluster(), name, 2);
      cluster().faults.set(name, options);
      const host = cluster().dockerHost('manager-1');
      const {stderr, exitCode} = await runCommand(['scale', `${name}=3`, '--yes'], {host});
      cluster().faults.clearAll();
      expect(stderr.replace(/^medianest scale: /, '')).toMatch(said);
      expect([3, 5]).toContain(exitCode);
      expect(await countRunning(cluster(), name)).toBe(2);
    },
  );

  test('is made after all when it is asked for again', async () => {
    const host = cluster().dockerHost('manager-1');
    const {stderr, exitCode} = await runCommand(['scale', 'conflict=3', '--yes', '--wait'], {host});
    expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
    expect(await countRunning(cluster(), 'conflict')).toBe(3);
  });
});
