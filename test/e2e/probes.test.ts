import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runCommand} from '../driver/command.ts';
import {createService, untilRunning} from '../driver/services.ts';
import {onSimulated} from '../simulated/on-simulated.ts';
import {openConsole} from './open-console.ts';

onSimulated('probes of endpoints', {managers: 1, workers: 1, speed: 4}, cluster => {
  let home: string;
  let server: Server;
  let status = 200;
  let asked = 0;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
    const folder = join(home, '.config', 'medianest');
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, 'settings.json'), '{"health": {"probes": true}}');
    server = createServer((_, answer) => {
      asked += 1;
      answer.writeHead(status).end();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const probe = 'medianest.probe.front';
    await createService(cluster(), {
      ...{name: 'shop', image: 'app:nohc'},
      labels: {
        [probe]: `http://127.0.0.1:${port}/`,
        [`${probe}.interval`]: '1s',
        [`${probe}.threshold`]: '2',
      },
    });
    await untilRunning(cluster(), 'shop', 1);
  });
  afterAll(() => {
    server.close();
    rmSync(home, {recursive: true, force: true});
  });
  const check = (...args: readonly string[]) =>
    runCommand(['check', ...args], {host: cluster().dockerHost('manager-1')});

  test('are tried once by a check that asks for them, and by no other', async () => {
    status = 200;
    expect(await check('--tier', 'endpoints')).toMatchObject({
      ...{exitCode: 0, stdout: 'TIER Endpoints OK - healthy: 1 of 1 probes pass\n'},
    });
    status = 503;
    const failing = await check('--tier', 'endpoints', '--service', 'shop');
    expect(failing.exitCode).toBe(2);
    expect(failing.stdout).toMatch(
      /^SWARM CRITICAL - service shop failing.*: endpoint shop front: http.*: HTTP 503/,
    );
    asked = 0;
    expect((await check('--service', 'shop')).exitCode).toBe(0);
    expect(asked).toBe(0);
  });

  test('run while health is on the screen, and turn only after as many tries as they want', async () => {
    status = 200;
    asked = 0;
    const console = openConsole({host: cluster().dockerHost('manager-1'), home});
    await console.expectRow(/services 1\/1/);
    expect(asked).toBe(0);
    console.press('0');
    await console.expectRow(/● 5 Endpoints .*1 of 1 probes pass/);
    status = 503;
    await console.expectRow(/✖ endpoint shop front .*: http:\/\/127\.0\.0\.1:\d+\/: HTTP 503/, 20_000);
    status = 200;
    await console.expectRow(/● 5 Endpoints/, 20_000);
  });
});
