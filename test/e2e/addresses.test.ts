import {expect, test} from 'vitest';
import {runCommand, runJson} from '../driver/command.ts';
import {onLab} from '../lab/on-lab.ts';
import {openConsole} from './open-console.ts';

interface Status {
  readonly managers: {readonly total: number; readonly reachable: number} | null;
  readonly engine: {readonly host: string; readonly why: string; readonly name: string};
}

onLab('an engine is found by every kind of address', {tls: ['manager-2']}, lab => {
  const env = () => ({DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: lab().tls('manager-2').folder});
  const within = () => lab().onSwitch();

  test('by tcp', async () => {
    const host = `tcp://${lab().address('manager-1')}:2375`;
    const status = (await runJson(['status'], {host, within: within()})) as Status;
    expect(status.managers).toMatchObject({total: 3, reachable: 3});
    expect(status.engine).toMatchObject({host, why: 'DOCKER_HOST', name: 'manager-1'});
  });

  test('by tcp with certificates, and not without them', async () => {
    const host = `tcp://${lab().address('manager-2')}:2376`;
    const status = (await runJson(['status'], {host, within: within(), env: env()})) as Status;
    expect(status.managers).toMatchObject({total: 3});
    expect(status.engine.name).toBe('manager-2');

    const refused = await runCommand(['status'], {host, within: within()});
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain(host);
  });

  test('the console says which engine it shows and why', async () => {
    const host = `tcp://${lab().address('manager-1')}:2375`;
    const console = openConsole({host, within: within(), columns: 200});
    await console.expectRow(new RegExp(`${host} .*DOCKER_HOST.*⟳ live`), 30_000);
  });

  test('the console moves to a stand-in when its own manager dies, and says so', async () => {
    const args = ['--host', lab().dockerHost('manager-3'), '--host', lab().dockerHost('manager-1')];
    const console = openConsole({args, columns: 200});
    await console.expectRow(/managers 3\/3.*⟳ live/, 30_000);
    await lab().kill('manager-3');
    await console.expectRow(/moved here from .*manager-3/, 60_000);
    await console.expectRow(/managers ✖ 2\/3.*⟳ live/, 60_000);
    await lab().start('manager-3');
    await console.expectRow(/managers 3\/3.*nodes 5\/5.*⟳ live/, 90_000);
  });
});
