import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {expiredCertificate} from '../builders/certificates.ts';
import {runCommand, runJson} from '../driver/command.ts';
import {startCommand} from '../driver/running-command.ts';
import {createService} from '../driver/services.ts';
import {startAnswerProxy} from '../simulated/answer-proxy.ts';
import {onSimulated} from '../simulated/on-simulated.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

interface WireFinding {
  readonly level: string;
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly reason: string;
  readonly blastRadius: string;
  readonly next: string;
}
const findingsAt = async (host: string): Promise<readonly WireFinding[]> =>
  ((await runJson(['status'], {host})) as {findings: readonly WireFinding[]}).findings;

interface WireInfo {
  readonly Swarm: {readonly Cluster: {readonly TLSInfo: object}};
}
const withOldAuthority = (body: unknown): unknown => {
  const info = body as WireInfo;
  const tls = {...info.Swarm.Cluster.TLSInfo, TrustRoot: expiredCertificate};
  return {...info, Swarm: {...info.Swarm, Cluster: {...info.Swarm.Cluster, TLSInfo: tls}}};
};

onSimulated('what no lab can be brought to', {managers: 3, workers: 2, speed: 4}, cluster => {
  const host = () => cluster().dockerHost('manager-2');

  test('a rollout that waits for a node that there is not is stuck, and the keys of its finding lead on', async () => {
    await createService(cluster(), {name: 'web', image: 'app:1', replicas: 2});
    await until('web runs', async () => (await findingsAt(host())).every(({name}) => name !== 'web'), {
      timeoutMs: 30_000,
    });
    const change = ['update', 'web', '--constraint-add', 'node.labels.zone==moon', '--yes'];
    expect((await runCommand(change, {host: host()})).exitCode).toBe(0);
    await until(
      'the rollout is stuck',
      async () => (await findingsAt(host())).some(({title}) => title === 'rollout stuck: 1 task pending'),
      {timeoutMs: 30_000},
    );
    // Opened now, so that the rollout does not open by itself.
    const console = openConsole({host: host()});
    await console.expectRow(/▸ . service web: rollout stuck: 1 task pending/, 20_000);
    await console.expectRow(/→ o rollout, w why/);
    console.press('o');
    await console.expectRow(/rollout of web/);
    console.press('esc');
    await console.expectRow(/▸ . service web: rollout stuck/);
    console.press('w');
    await console.expectRow(/why web/);
    console.press('esc');
    await console.expectRow(/▸ . service web: rollout stuck/);
    console.press('l');
    await console.expectRow(/[Ll]ogs .*web/);
  });

  test('a certificate authority that has run out is told by the console, status and check', async () => {
    const proxy = await startAnswerProxy(host().replace('unix://', ''), '/info', withOldAuthority);
    onTestFinished(proxy.close);
    const found = await findingsAt(proxy.host);
    expect(found.find(({title}) => /authority/.test(title))).toMatchObject({
      level: 'critical',
      kind: 'swarm',
      title: 'certificate authority of the swarm has run out',
      reason: 'it ended at 2021-01-01 00:00 UTC',
    });
    const check = await runCommand(['check'], {host: proxy.host});
    expect([check.exitCode, check.stdout]).toEqual([2, expect.stringContaining('certificate authority')]);
    const console = openConsole({host: proxy.host, columns: 200, rows: 60});
    await console.expectRow(/✖ swarm: certificate authority of the swarm has run out/, 20_000);
    await console.expectRow(/→ :swarm the swarm itself · Rotate it/);
  });

  test('nodes that take no tasks are told, and how to let them', async () => {
    await runCommand(['pause', 'worker-1', '--yes'], {host: host()});
    await runCommand(['drain', 'worker-2', '--yes'], {host: host()});
    const console = openConsole({host: host(), columns: 200, rows: 60});
    await console.expectRow(/▲ node worker-1: paused/, 20_000);
    await console.expectRow(/▲ node worker-2: drained/);
    await console.expectRow(/→ u activate, d describe/);
    for (const node of ['worker-1', 'worker-2'])
      await runCommand(['activate', node, '--yes'], {host: host()});
    await console.expectNoRow(/node worker-\d: (paused|drained)/);
  });

  test('a full disk is told of the node and of the service that could not start there', async () => {
    await createService(cluster(), {
      name: 'logs',
      image: 'app:1',
      labels: {'sim.behaviour': 'nospace'},
      constraints: ['node.hostname==worker-2'],
    });
    const console = openConsole({host: host(), columns: 200, rows: 60});
    await console.expectRow(/✖ node worker-2: disk full .*no space left on device/, 30_000);
    await console.expectRow(/✖ service logs: no disk space on worker-2: task 1 failed/);
    await console.expectRow(/blast radius: 1 of 1 replica of logs does not run/);
    const found = await findingsAt(host());
    const full = found.filter(({title}) => /disk/.test(title));
    expect(full.map(({kind, name}) => `${kind} ${name}`)).toEqual(['node worker-2', 'service logs']);
    expect((await runCommand(['check'], {host: host()})).exitCode).toBe(2);
  });
});

describe('the stories of the demo', () => {
  test('each lead to their finding', async () => {
    const stories = {
      'bad-deploy': /shop_api: update rolled back/,
      'dying-node': /node worker-\d: down/,
      'full-cluster': /service \S+: \d+ tasks? pending/,
      'quorum-at-risk': /swarm swarm: no manager may be lost/,
      flapping: /service \S+: (crash loop|out of memory|health check fails): /,
    };
    await Promise.all(
      Object.entries(stories).map(async ([scenario, finding]) => {
        const socket = join(mkdtempSync(join(tmpdir(), 'story-')), 'demo.sock');
        const demo = startCommand(['demo', '--serve', socket, '--scenario', scenario]);
        onTestFinished(async () => {
          await demo.stop();
          rmSync(dirname(socket), {recursive: true, force: true});
        });
        await until(`${scenario} is served`, () => demo.lines().length > 0, {timeoutMs: 20_000});
        await until(
          `${scenario} leads to its finding`,
          async () =>
            (await findingsAt(`unix://${socket}`)).some(({kind, name, title}) =>
              finding.test(`${kind} ${name}: ${title}`),
            ),
          {timeoutMs: 90_000, everyMs: 1000},
        );
      }),
    );
  });
});
