import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runCommand, runJson} from '../driver/command.ts';
import type {Console} from '../driver/console.ts';
import {createService, untilRunning, updateService, updateStateOf} from '../driver/services.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

const through = 'manager-2';

interface Told {
  readonly title: string;
  readonly detail: string;
  readonly kind: string;
  readonly isLate: boolean;
}

const showTimeline = async (console: Console, of = '') => {
  console.type(`:timeline ${of}\r`);
  await console.expectRow(/┏━ Timeline/);
};

onLab('what happens on three managers and two workers', {managers: 3, workers: 2}, lab => {
  const on = () => ({host: lab().dockerHost(through), home});
  const told = async (...args: readonly string[]) =>
    ((await runJson(['timeline', ...args], on())) as {readonly entries: readonly Told[]}).entries;

  test('is told in order with its causes: scaled by key and by docker, crashed, rolled back, nodes lost', async () => {
    const console = openConsole(on());
    await console.expectRow(/nodes 5\/5 .*⟳ live/, 30_000);
    await createService(
      lab(),
      {name: 'web', image: 'app:1', replicas: 2, update: {monitorSeconds: 2, onFailure: 'rollback'}},
      through,
    );
    await untilRunning(lab(), 'web', 2, through);
    console.type(':scale web 3\r');
    await untilRunning(lab(), 'web', 3, through);
    await lab().docker(through, 'service', 'scale', '--detach', 'web=4');
    await createService(lab(), {name: 'crash', image: 'app:crash', replicas: {completions: 1}}, through);
    await untilRunning(lab(), 'web', 4, through);
    await showTimeline(console);
    await console.expectRow(/✖ task +crash on \S+ failed +exit 3/, 30_000);

    await updateService(lab(), 'web', {image: 'app:bad'}, through);
    await until(
      'it is rolled back',
      async () => (await updateStateOf(lab(), 'web', through)) === 'rollback_completed',
      {timeoutMs: 60_000},
    );
    await console.expectRow(/▲ rollout +web: rolled back +[\d.]+ s after it began/);

    const leader = (await lab().leader()) ?? '';
    const victim = leader === through ? 'manager-1' : leader;
    await lab().kill('worker-2');
    await console.expectRow(/✖ node +worker-2 is down +heartbeat failure/, 40_000);
    await lab().kill(victim);
    await console.expectRow(
      new RegExp(`✖ node +${victim} is (unreachable for the other managers|down)`),
      60_000,
    );
    if (victim === leader) await console.expectRow(/▲ node +manager-\d became the leader/, 10_000);
    console.press('ctrl+c');
    expect(await console.exit()).toBe(0);
  });

  test('is there for the next console, of each object and by kind and severity', async () => {
    const console = openConsole({...on(), columns: 80, rows: 24});
    await console.expectRow(/managers .*2\/3/, 30_000);
    await showTimeline(console, 'web');
    await console.expectRow(/▲ rollout +web: rolled back/);
    console.press('f', 'f', 'f', 'f', 'f');
    await console.expectRow(/┏━ Timeline of web ━ \d of \d+ ━ scale ━/);
    await console.expectRow(/· scale +web scaled from 3 to 4/);
    console.press('esc');
    await console.expectNoRow(/ ━ scale ━/);
    console.press('=', '=', '=');
    await console.expectRow(/ ━ critical ━/);
    await console.expectNoRow(/ started /);
    console.press('esc');
    await console.expectNoRow(/ ━ critical ━/);
    console.type('/failed, rolling back\r');
    await console.expectRow(/▸.*✖ rollout +web: rollout failed, rolling back/);
    console.press('enter');
    await console.expectRow(/┏━ logs of web ━ .* ± 30 s/, 20_000);
  });

  test('is printed by a command, in the order in which it happened', async () => {
    const entries = await told('--since', '1h');
    const expected = [
      /^web was created$/,
      /^scale web from 2 to 3: began$/,
      /^web scaled from 2 to 3$/,
      /^web scaled from 3 to 4$/,
      /^crash on \S+ failed$/,
      /^web: rollout began$/,
      /^web: rollout failed, rolling back$/,
      /^web: rolled back$/,
      /^worker-2 is down$/,
      /^manager-\d is (unreachable for the other managers|down)$/,
    ];
    const places = expected.map(title => entries.findIndex(entry => title.test(entry.title)));
    const inOrder = entries.map(({title}) => title).join('\n');
    expect(places, inOrder).not.toContain(-1);
    expect(places, inOrder).toEqual(places.toSorted((a, b) => a - b));
    expect(entries.find(({title}) => /rolling back/.test(title))?.detail).toMatch(
      /^update rolled back due to failure or early termination of web\.\d \(/,
    );
    expect(inOrder).toContain('scale web from 2 to 3: done');
    expect(entries.filter(({title}) => title === 'web scaled from 2 to 3')).toHaveLength(1);
    const ofCrash = await told('crash', '--severity', 'critical');
    expect(ofCrash.map(({title, detail}) => `${title}: ${detail}`)).toContainEqual(
      expect.stringMatching(/^crash on \S+ failed: exit 3/),
    );
    expect(ofCrash.filter(({title}) => !/^crash/.test(title))).toEqual([]);
    const nobody = await runCommand(['timeline', 'nobody'], on());
    expect([nobody.exitCode, nobody.stdout]).toEqual([1, expect.stringMatching(/Nothing about "nobody"/)]);
  });
});
