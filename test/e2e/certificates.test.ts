import {expect, test} from 'vitest';
import {runCommand} from '../driver/command.ts';
import {onLab} from '../lab/on-lab.ts';
import {reissue} from '../lab/tls.ts';
import {openConsole, saysLive} from './open-console.ts';

onLab('certificates that have run out', {managers: 1, workers: 0, tls: ['manager-1']}, lab => {
  const options = () => ({
    host: `tcp://${lab().address('manager-1')}:2376`,
    within: lab().onSwitch(),
    env: {DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: lab().tls('manager-1').folder},
  });

  test('those that run out soon: told before they do, the engine’s and one’s own', async () => {
    const result = await runCommand(['check'], options());
    expect(result.stdout).toMatch(
      /CRITICAL: engine \S+: client certificate of this connection runs out soon/,
    );
    expect(result.stdout).toMatch(/CRITICAL: engine \S+: server certificate of the engine runs out soon/);
    expect(result.exitCode).toBe(2);
  });

  test('the engine’s: said so, and live again without a key when it was renewed', async () => {
    const files = lab().tls('manager-1');
    const console = openConsole({...options(), columns: 200});
    await console.expectRow(/nodes 1\/1.*⟳ live/, 30_000);
    await reissue(files, 'serverCert', -1);
    await lab().restartDaemon('manager-1');
    await console.expectRow(/not connected/, 30_000);
    await console.expectRow(/The TLS certificate of tcp:.* has expired/, 30_000);
    await console.expectRow(/Renew the certificate of the engine/);
    const end = console.forbid(saysLive, 'an engine that cannot be trusted called live');
    const refused = await runCommand(['status'], options());
    expect([refused.stdout, refused.exitCode]).toEqual(['', 3]);
    expect(refused.stderr).toContain('has expired');
    end();

    await reissue(files, 'serverCert', 2);
    await lab().restartDaemon('manager-1');
    await console.expectRow(/nodes 1\/1.*⟳ live/, 60_000);
  });

  test('one’s own: the engine refuses it, and that is what is said', async () => {
    const files = lab().tls('manager-1');
    await reissue(files, 'cert', -1);
    const refused = await runCommand(['nodes'], options());
    await reissue(files, 'cert', 2);
    expect([refused.stdout, refused.exitCode]).toEqual(['', 3]);
    expect(refused.stderr).toMatch(/your certificate/);
    expect((await runCommand(['nodes'], options())).exitCode).toBe(0);
  });
});
