import {expect, test} from 'vitest';
import {countRunning, createService, untilRunning} from '../driver/services.ts';
import {onSimulated} from '../simulated/on-simulated.ts';
import {workerKilled} from './journeys/worker-killed.ts';
import {openConsole} from './open-console.ts';

/** Ink's own painter; all journeys are played with it by hand (docs/testing.md). */
const env = {MEDIANEST_RENDERER: 'ink', PAGER: 'cat; echo all was read; read -r key < /dev/tty; :'};

onSimulated('journeys with the fallback painter', {speed: 4}, cluster => {
  const open = async () => {
    const console = openConsole({host: cluster().dockerHost('manager-1'), env});
    await console.expectRow(/nodes 5\/5.*⟳ live/, 30_000);
    return console;
  };

  test('lists, pages, a pager and what lies over them; the caret is drawn; the screen is given back', async () => {
    const console = await open();
    for (const [command, pattern] of [
      ['nodes', /▸ manager-1 /],
      ['tasks', /┏━ Tasks ━ 0 ━/],
      ['networks', /▸ bridge /],
      ['settings', /┏━ settings/],
      ['overview', /Nothing is wrong/],
    ] as const) {
      console.type(`:${command}\r`);
      await console.expectRow(pattern);
    }
    console.type(':no\r');
    await console.expectRow(/▸ manager-1 /);
    console.press('d');
    await console.expectRow(/┏━ .*manager-1/);
    console.press('b');
    await console.expectRow(/^all was read/);
    expect(console.text()).toContain('Raft address');
    expect(console.isScreenRestored()).toBe(true);
    console.press('enter');
    await console.expectRow(/┏━ .*manager-1/);
    console.press('?');
    await console.expectRow(/┏━ help/);
    console.press('esc');
    await console.expectNoRow(/┏━ help/);
    console.resize(90, 26);
    await console.expectScreen(
      rows => rows.length === 26 && rows[2]?.length === 90 && /┓$/.test(rows[2]),
      'the smaller screen',
    );
    console.type(':stat');
    const row = await console.expectRow(/^:stat/);
    expect(console.cellAt(row.trimEnd().length, console.rows().indexOf(row))).toMatchObject({inverse: true});
    console.press('esc');
    await console.expectNoRow(/^:stat/);
    console.type(':q\r');
    expect(await console.exit()).toBe(0);
    expect(console.isScreenRestored()).toBe(true);
  });

  test('an action by its keys, its plan over the panes, and back again', async () => {
    await createService(cluster(), {name: 'web', image: 'app:nohc', replicas: 2});
    await untilRunning(cluster(), 'web', 2);
    const console = await open();
    console.type(':svc /^web$\r');
    await console.expectRow(/▸ web .* 2\/2 /);
    console.press('s');
    await console.expectRow(/┏━ Scale web/);
    console.type('3\r');
    await console.expectRow(/● done after [\d.]+ s: scale web from 2 to 3/, 60_000);
    expect(await countRunning(cluster(), 'web')).toBe(3);
  });

  test('a worker is killed', async () => {
    await workerKilled({console: await open(), cluster: cluster()});
  });
});
