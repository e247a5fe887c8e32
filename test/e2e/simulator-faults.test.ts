import {describe, expect, test} from 'vitest';
import {faultNames} from '../../source/simulator/faults/fault-names.ts';
import {type CommandResult, runCommand} from '../driver/command.ts';
import {connectedTo, type FaultCase, faultCases} from '../simulated/fault-cases.ts';
import {onFaultScene} from '../simulated/fault-scene.ts';
import {isWhole} from '../simulated/watched-service.ts';
import {saysLive} from './open-console.ts';

/** The console may not know at once: a call hangs for 2 s before it is told, and at rest one is made every 5 s. */
const graceMs = 15_000;
const recoveryMs = 60_000;

/** Nothing of ours: no trace, no more than a message with a hint, and nothing on the way of a program that reads. */
function expectClear({stdout, stderr, exitCode}: CommandResult, {exitCodes}: FaultCase): void {
  const said = `exit ${exitCode}\n${stdout}\n${stderr}`;
  expect(exitCodes, said).toContain(exitCode);
  expect(said).not.toMatch(/\n\s+at .*:\d+:\d+|TypeError|undefined|\[object /);
  if (exitCode === 0) expect(stderr).toBe('');
  else expect(stderr, said).toMatch(/^medianest services: \S.*\n(\S.*\n)?$/);
}

describe.concurrent('a fault comes while the console is open and goes again', () => {
  test.each(faultNames)('%s', async name => {
    const fault = faultCases[name];
    await onFaultScene(async ({cluster, console, web}) => {
      const mended = console.forbid(rows => !isWhole(rows), 'a screen that is not whole');
      cluster.faults.set(name, fault.options);
      if (fault.isSwarmUp) await web.scale(3);
      const host = cluster.dockerHost(connectedTo);
      const command = runCommand(['services', '--json'], {host, timeoutMs: 90_000});
      await Promise.all([
        fault.told === null ? null : console.expectRow(fault.told, 40_000),
        console.expectScreen(
          rows => !saysLive(rows) || web.isRight(rows),
          'nothing old is called live',
          graceMs,
        ),
      ]);
      const believed = console.forbid(
        rows => saysLive(rows) && !web.isRight(rows),
        'old figures called live',
      );
      if (name !== 'stall') expectTruth(await command, fault);
      believed();

      cluster.faults.clearAll();
      if (name === 'stall') expectClear(await command, fault);
      await web.scale(4);
      await console.expectScreen(
        rows => saysLive(rows) && web.isRight(rows),
        'live and right again',
        recoveryMs,
      );
      mended();
    });
  });
});

/** What is said with exit code 0 is true. */
function expectTruth(result: CommandResult, fault: FaultCase): void {
  expectClear(result, fault);
  if (result.exitCode !== 0) return;
  expect(JSON.parse(result.stdout)).toMatchObject([{name: 'web', running: 3, desired: 3}]);
}
