import {expect, test} from 'vitest';
import {runCommand, runJson} from '../driver/command.ts';
import {createService, untilRunning} from '../driver/services.ts';
import {onLab} from '../lab/on-lab.ts';
import {openConsole, saysLive} from './open-console.ts';

interface SwarmAnswer {
  readonly Version: {readonly Index: number};
  readonly Spec: object;
}

onLab('a locked swarm', {managers: 1, workers: 0}, lab => {
  const api = (path: string, body?: object) =>
    lab().api('manager-1', path, {method: body === undefined ? 'GET' : 'POST', body, timeoutMs: 30_000});

  test('is told as locked with what still works, and is right again without a key when it was unlocked', async () => {
    const host = lab().dockerHost('manager-1');
    await createService(lab(), {name: 'web', image: 'pause:1'});
    await untilRunning(lab(), 'web', 1);
    const {Version, Spec} = (await api('/swarm')) as SwarmAnswer;
    const autolock = {...Spec, EncryptionConfig: {AutoLockManagers: true}};
    await api(`/swarm/update?version=${Version.Index}`, autolock);
    const {UnlockKey} = (await api('/swarm/unlockkey')) as {UnlockKey: string};
    expect(UnlockKey).toMatch(/^SWMKEY-/);

    const console = openConsole({host});
    await console.expectRow(/nodes 1\/1.*⟳ live/, 30_000);
    await lab().restartDaemon('manager-1');
    await console.expectRow(/swarm locked/, 60_000);
    await console.expectRow(/The swarm on this engine is locked/);
    await console.expectRow(/docker swarm unlock/);
    const end = console.forbid(saysLive, 'a locked swarm called live');

    const status = await runCommand(['status'], {host});
    expect(`${status.stdout}${status.stderr}`).toContain('locked');
    expect(status.exitCode).not.toBe(0);
    const services = await runCommand(['services'], {host});
    expect([services.stdout, services.exitCode]).toEqual(['', 3]);
    expect(services.stderr).toContain('docker swarm unlock');
    expect(await runJson(['containers'], {host})).toBeInstanceOf(Array);
    console.type(':containers');
    console.press('enter');
    await console.expectRow(/ web\.1\./, 10_000);
    end();

    await api('/swarm/unlock', {UnlockKey});
    await console.expectRow(/nodes 1\/1.*⟳ live/, 60_000);
    console.type(':services');
    console.press('enter');
    await console.expectRow(/ web .* 1\/1 /, 60_000);
  });
});
