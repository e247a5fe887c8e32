import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {execa} from 'execa';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {aSwarmOnSockets, type SocketSwarm} from '../builders/socket-swarm.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';
import {type Outcome, plainLines, runStep, steps, writeFiles} from './docker-cli/session.ts';

const hasCli = spawnSync('docker', ['--version']).status === 0;
const withCli = hasCli ? describe : describe.skip;
const unless = hasCli ? '' : ' (skipped: there is no docker CLI)';

let folder = '';
let simulated: SocketSwarm;
let host = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  writeFiles(folder);
  simulated = await aSwarmOnSockets({managers: 3, workers: 2, speed: 4, engineVersion: '20.10.24'});
  host = `unix://${simulated.path('manager-1')}`;
});

afterAll(async () => {
  await simulated.close();
  rmSync(folder, {recursive: true, force: true});
});

const play = async (at: string): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await runStep(step, at, folder));
  return outcomes;
};

const check = (outcomes: readonly Outcome[]): void => {
  for (const [at, {command, exitCode, text}] of outcomes.entries()) {
    const step = steps[at];
    expect.soft(exitCode, `docker ${command}\n${text}`).toBe(step?.exitCode ?? 0);
    if (step?.shows !== undefined) expect.soft(text, `docker ${command}`).toMatch(step.shows);
  }
};

/** What every swarm must show alike. */
const comparable = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.flatMap(({command, text}, at) =>
    steps[at]?.isSame === true ? [`$ docker ${command}`, ...plainLines(text)] : [],
  );

withCli(`the real docker CLI on a simulated swarm${unless}`, () => {
  let outcomes: readonly Outcome[] = [];

  test('does with every command what it does on an engine', async () => {
    outcomes = await play(host);
    check(outcomes);
  }, 180_000);

  test('follows logs and events, and leaves nothing behind when it is ended', async () => {
    const docker = (...args: readonly string[]) =>
      execa('docker', args, {env: {DOCKER_HOST: host, DOCKER_CONTEXT: undefined}, reject: false});
    const events = docker(
      'events',
      '--filter',
      'type=service',
      '--format',
      '{{.Action}} {{.Actor.Attributes.name}}',
    );
    const heard = {events: '', logs: ''};
    events.stdout.on('data', (chunk: Buffer) => {
      heard.events += chunk.toString();
    });
    await until('the events', async () => (await simulated.served.openConnections()) > 0, {
      timeoutMs: 20_000,
    });
    await docker('service', 'create', '--detach', '--name', 'talk', 'spam:1');
    const following = docker('service', 'logs', '--follow', '--tail', '1', 'talk');
    following.stdout.on('data', (chunk: Buffer) => {
      heard.logs += chunk.toString();
    });
    await until('the event', () => heard.events.includes('create talk'), {timeoutMs: 20_000});
    await until('some lines', () => heard.logs.split('\n').length > 10, {timeoutMs: 20_000});
    expect(heard.logs).toMatch(/^talk\.1\.\w{12}@\S+ +\| line \d+/m);
    for (const command of [events, following]) command.kill('SIGINT');
    await Promise.all([events, following]);
    await until('silence', async () => (await simulated.served.openConnections()) === 0, {timeoutMs: 20_000});
  });

  onLab('and on a real swarm', {managers: 3, workers: 2}, lab => {
    test('shows the same', async () => {
      const real = await play(lab().dockerHost('manager-1'));
      check(real);
      expect(comparable(outcomes)).toEqual(comparable(real));
    }, 240_000);
  });
});
