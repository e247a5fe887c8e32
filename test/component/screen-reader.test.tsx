import {describe, expect, it} from 'vitest';
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
