import {describe, expect, it} from 'vitest';
import {anActionSwarm} from '../builders/action-swarm.ts';
import {aClock} from '../builders/fake-clock.ts';
import {type ConsoleHarness, consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();

const size = {
  columns: 120,
  rows: 50,
  env: {TERM: 'xterm-256color', LANG: 'C.UTF-8', MEDIANEST_SCREEN_READER: '1'},
};
const lines = (console: ConsoleHarness) => console.rows().filter(row => row !== '');

describe('the console for a screen reader', () => {
  it('tells a dialog whole when it opens, then what has the keys, and that it was closed', async () => {
    const swarm = anActionSwarm(shop());
    const console = await open(swarm.store, {...size, runner: swarm.runner});
    await console.send(':svc /^web$\r');
    const before = lines(console).length;
    await console.press('r');
    const told = lines(console).slice(before);
    expect(told[0]).toBe('dialog: restart web');
    expect(told.join('\n')).toMatch(/same as docker service update --force web/);
    expect(told.join('\n')).toMatch(/^ *risk disruptive: tasks stop or move/m);
    expect(told.at(-1)).toBe('button Cancel, 1 of 3');
    await console.press('tab');
    expect(lines(console).slice(before + told.length)).toEqual(['button Restart, 2 of 3']);
    await console.press('esc');
    expect(lines(console).slice(before + told.length + 1, before + told.length + 2)).toEqual(['closed']);
    expect(swarm.writes).toEqual([]);
  });

  it('echoes what is typed into a field of a dialog, and tells what is wrong with it', async () => {
    const swarm = anActionSwarm(shop());
    const console = await open(swarm.store, {...size, runner: swarm.runner});
    await console.send(':svc /^web$\r');
    await console.press('s');
    expect(lines(console).slice(-2)).toEqual([
      expect.stringMatching(/^field Replicas, now 3/),
      expect.stringMatching(/^Replicas:/),
    ]);
    await console.type('x');
    await console.type('y');
    expect(lines(console).at(-1)).toBe('Replicas: xy');
    await console.press('enter');
    expect(lines(console).slice(-2)).toEqual([
      expect.stringMatching(/^a number of replicas/),
      'Replicas: xy',
    ]);
    await console.press('backspace');
    expect(lines(console).at(-1)).toBe('Replicas: x');
  });

  it('tells how an action ended that nobody looks at', async () => {
    const clock = aClock();
    const swarm = anActionSwarm(shop());
    const console = await open(swarm.store, {...size, runner: swarm.runner, timers: clock});
    await console.send(':svc /^web$\r');
    await console.press('s');
    await console.type('+1');
    await console.press('enter');
    await swarm.clock.advance(0);
    await console.settle();
    await console.press('esc');
    swarm.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    await swarm.clock.advance(6_000);
    await console.settle();
    await clock.advance(2_000);
    await console.settle();
    expect(console.text()).toMatch(/^done after [\d.]+ s: scale web from 3 to 4: /m);
  });

  it('begins with what it is, how the swarm is, and the page that is open', async () => {
    const console = await open(shop().store(), size);
    expect(console.isAlternate()).toBe(false);
    expect(lines(console)[0]).toBe('MediaNest, as plain lines for a screen reader.');
    expect(console.text()).toMatch(/swarm: .*managers 3\/3, may lose 1, nodes 5\/5, services 3\/3/);
    expect(console.text()).toMatch(/^overview$/m);
  });

  it('tells a list by its title and the row that is selected, and each row that is moved to', async () => {
    const console = await open(shop().store(), size);
    await console.send(':svc\r');
    expect(console.text()).toMatch(/^services, 3 rows, sorted by /m);
    expect(console.text()).toMatch(/^api, .*running 2\/2.*, 1 of 3$/m);
    const before = lines(console).length;
    await console.press('j');
    expect(lines(console)).toHaveLength(before + 1);
    expect(lines(console).at(-1)).toMatch(/^billing, .*, 2 of 3$/);
  });

  it('writes what is typed on behind what is there, and anew on a line of its own when it is edited', async () => {
    const console = await open(shop().store(), size);
    await console.type(':');
    await console.type('no');
    expect(lines(console).at(-1)).toBe('command: no');
    await console.press('backspace');
    expect(lines(console).slice(-2)).toEqual(['command: no', 'command: n']);
  });

  it('tells what changed by itself, with what it was before, and not at once but together', async () => {
    const clock = aClock();
    const store = shop().store();
    const console = await open(store, {...size, timers: clock});
    await console.send(':svc\r');
    const web = store.table('services').get('web-id');
    if (web === undefined) throw new Error('the service is there');
    const before = lines(console).length;
    await console.tell({kind: 'put', table: 'services', values: [{...web, image: 'web:2', version: 9}]});
    expect(lines(console)).toHaveLength(before);
    await clock.advance(2000);
    await console.settle();
    expect(lines(console).slice(before)).toEqual([expect.stringMatching(/^web: image .*, was .*/)]);
    await clock.advance(60_000);
    await console.settle();
    expect(lines(console)).toHaveLength(before + 1);
  });

  it('tells messages, and reads a page from its first line on', async () => {
    const console = await open(shop().store(), {
      ...size,
      raw: {ID: 'api-id', Spec: {Name: 'api', Labels: {tier: 'one'}}},
    });
    await console.send(':svc\r]');
    expect(console.text()).toContain('there is no later view');
    await console.send('y');
    await console.waitFor(screen => /tier: one/.test(screen.text()));
  });

  it('sends no sequence but those for pastes, and never moves the cursor', async () => {
    const console = await open(shop().store(), size);
    await console.send(':svc\rjj?\x1bd');
    await console.send(':nodes\r/node\r');
    const sequences = console.raw().match(/\x1b(?:\[[^@-~]*[@-~]|.)/g) ?? [];
    expect([...new Set(sequences)].toSorted()).toEqual(['\x1b[?2004h']);
  });
});
