import {existsSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {runCommand, runJson} from '../driver/command.ts';
import type {Console, ConsoleOptions} from '../driver/console.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

/** A console whose temporary files can be looked at. */
const openDemo = (args: readonly string[], options: ConsoleOptions = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-test-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const console = openConsole({...options, args, env: {TMPDIR: folder, ...options.env}});
  return {
    console,
    sockets: () =>
      readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.sock')),
    folder,
    untilEmpty: () =>
      until('nothing of the demo is left', () => readdirSync(folder).length === 0, {timeoutMs: 10_000}),
  };
};

const isUnmarked = (rows: readonly string[]): boolean =>
  /managers/.test(rows[0] ?? '') && !/DEMO/.test(rows[0] ?? '');

async function followStory(console: Console): Promise<void> {
  const end = console.forbid(isUnmarked, 'a simulated swarm that is not marked');
  await console.expectRow(/DEMO.*managers 3\/3.*nodes 7\/7.*services 17\/17.*⟳ live/, 20_000);
  await console.expectRow(/medianest --host ssh:\/\/you@manager/);
  await console.expectRow(/Nothing is wrong/);
  // Nobody is in the middle of something: the page of a rollout that begins elsewhere opens by itself.
  await console.expectRow(/━ rollout of shop_api /, 20_000);
  await console.expectRow(/failed, and was rolled back/, 30_000);
  await console.expectRow(/ECONNREFUSED/);
  console.press('esc');
  await console.expectRow(/shop_api: update rolled back/, 30_000);
  await console.expectRow(/worker-3: down/, 40_000);
  await console.expectRow(/shop_db: 1 task pending/, 10_000);
  // A line tells of it, or its page opens: that depends on when the last key was pressed.
  await console.expectRow(/media_transcoder/, 40_000);
  console.press('esc');
  await console.expectRow(/nodes 7\/7/, 40_000);
  await console.expectRow(/media_transcoder: .*failure/, 40_000);
  await console.expectRow(/shop_search: 1 task pending/, 30_000);
  await console.expectNoRow(/shop_db: /);
  end();
}

describe('the demo', () => {
  test('tells its story within a minute on any screen, marked as DEMO at every moment', async () => {
    const sizes = [
      {columns: 80, rows: 24},
      {columns: 200, rows: 60},
    ];
    await Promise.all(sizes.map(size => followStory(openDemo(['demo'], size).console)));
  });

  test('its sockets are nobody else’s, and are gone when it is left', async () => {
    const {console, folder, sockets, untilEmpty} = openDemo(['demo', '--scenario', 'flapping']);
    await console.expectRow(/DEMO.*⟳ live/, 20_000);
    expect(sockets()).toHaveLength(3);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
    console.type(':q');
    console.press('enter');
    expect(await console.exit()).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    await untilEmpty();
  });

  test.each(['SIGKILL', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing behind after %s', async signal => {
    const {console, sockets, untilEmpty} = openDemo(['demo']);
    await console.expectRow(/DEMO.*⟳ live/, 20_000);
    expect(sockets()).toHaveLength(3);
    process.kill(console.pid, signal);
    await console.exit();
    await untilEmpty();
  });

  test('has the sizes that were asked for', async () => {
    const {console} = openDemo([
      'demo',
      '--nodes',
      '60',
      '--services',
      '30',
      '--tasks',
      '300',
      '--rate',
      '50',
    ]);
    await console.expectRow(/DEMO.*managers 5\/5.*nodes 60\/60.*services \d+\/30/, 30_000);
  });

  test('is refused with what to do where a value is wrong', async () => {
    const wrong = async (...args: readonly string[]) => {
      const {exitCode, stdout, stderr} = await runCommand(['demo', ...args]);
      expect([exitCode, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await wrong('--scenario', 'flaping')).toContain('Did you mean "flapping"?');
    expect(await wrong('--fault', 'quake')).toContain('there is no fault "quake"');
    expect(await wrong('--nodes', '0')).toContain('"0" is no whole number from 1 to');
    expect(await wrong('--tasks', '3', '--services', '4')).toContain('too few for 4 services');
    expect(await wrong('--nodes', '3', '--scenario', 'homelab')).toContain('Leave out --nodes');
    expect(await wrong('--host', 'unix:///tmp/x.sock')).toContain('Leave out --host');
  });

  test('never stands in for an engine that was asked for', async () => {
    const {console} = openDemo([], {host: 'unix:///nonexistent/docker.sock'});
    const end = console.forbid(rows => rows.some(row => /DEMO/.test(row)), 'a demo instead of an engine');
    await console.expectRow(/not connected/, 20_000);
    end();
  });

  test.skipIf(existsSync('/var/run/docker.sock'))(
    'opens by itself where no engine is asked for and none is here; commands say that there is none',
    async () => {
      const {console} = openDemo([]);
      await console.expectRow(/DEMO.*⟳ live/, 20_000);
      await console.expectRow(/no engine on this machine; simulated swarm/);
      const {exitCode, stdout} = await runCommand(['nodes']);
      expect([exitCode, stdout]).toEqual([3, '']);
    },
  );

  test('what is done in it is no part of the journal of this machine', async () => {
    const home = mkdtempSync(join(tmpdir(), 'demo-home-'));
    onTestFinished(() => rmSync(home, {recursive: true, force: true}));
    const {console} = openDemo(['demo', '--scenario', 'flapping'], {home});
    await console.expectRow(/DEMO.*⟳ live/, 20_000);
    console.type(':scale shop_web +1\r');
    await console.expectRow(/done after .*scale shop_web from 4 to 5/, 40_000);
    console.press('@');
    await console.expectRow(/scale shop_web from 4 to 5 .*done/);
    expect(await runJson(['journal'], {home})).toEqual([]);
  });
});

describe('a demo that is only served', () => {
  test('answers any client until it is told to end, and is the same for the same seed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-serve-'));
    onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
    const socket = join(folder, 'engine.sock');
    const names = async () => {
      const ended = new AbortController();
      const serving = runCommand(['demo', '--serve', socket, '--seed', '7', '--nodes', '4'], {
        signal: ended.signal,
      });
      await until('it serves', () => existsSync(join(folder, 'engine-3.sock')), {timeoutMs: 20_000});
      const rows = (await runJson(['services'], {host: `unix://${socket}`})) as {name: string; id: string}[];
      ended.abort();
      expect((await serving).stdout).toContain(`DOCKER_HOST=unix://${socket}\n`);
      expect(readdirSync(folder)).toEqual([]);
      return rows.map(({name, id}) => `${name} ${id}`);
    };
    const first = await names();
    expect(first).toHaveLength(40);
    expect(await names()).toEqual(first);
  });
});
