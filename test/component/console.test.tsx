import {describe, expect, it} from 'vitest';
import {createClusterStore} from '../../source/store/create-cluster-store.ts';
import {aCluster} from '../builders/cluster.ts';
import {anIdleRunner} from '../builders/idle-runner.ts';
import {serviceId} from '../builders/ids.ts';
import {aService} from '../builders/objects.ts';
import {type ConsoleHarness, consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();

const selectedRow = (console: ConsoleHarness) =>
  console.rows().find(row => row.includes('▸ ') && row.startsWith('┃'));

describe('the console', () => {
  it.each([
    [80, 24],
    [120, 40],
    [200, 50],
  ])('fills %i×%i cells and no more, on every list', async (columns, rows) => {
    const console = await open(shop().store(), {columns, rows});
    for (const list of ['svc', 'no', 'ta', 'st', 'co', 'net', 'vol', 'sec', 'cfg', 'ev', 'ctx', 'overview']) {
      await console.type(`:${list}`);
      await console.press('enter');
      expect(console.rows()).toHaveLength(rows);
      for (const row of console.rows()) expect([...row].length).toBeLessThanOrEqual(columns);
      expect(console.row(2)).toMatch(/^┏━ /);
      expect(console.row(rows - 1)).toMatch(/command|message/);
    }
  });

  it('drills from a stack to its services, their tasks and a description, and comes back', async () => {
    const part = {stack: 'shop' as never};
    const cluster = aCluster().withManagers(1).withService('shop_web', 2, part).withService('other');
    const console = await open(cluster.store(), {columns: 100, rows: 28});
    await console.type(':stacks');
    await console.press('enter');
    expect(console.text()).toMatch(/▸ shop/);
    await console.press('enter');
    expect(console.row(1)).toContain('stacks ▸ services of shop');
    expect(console.text()).not.toContain('other');
    await console.press('enter');
    expect(console.row(1)).toContain('tasks of shop_web');
    expect(console.text()).toMatch(/shop_web\.1 .*shop_web\.2 /s);
    await console.press('d');
    expect(console.row(1)).toContain('describe shop_web.1');
    await console.press('esc', 'esc', 'esc');
    expect(console.row(2)).toMatch(/^┏━ Stacks /);
  });

  it('keeps the selection on the object while others come before it', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.type(':svc');
    await console.press('enter', 'j');
    expect(selectedRow(console)).toContain('billing');
    await console.tell({
      kind: 'put',
      table: 'services',
      values: [aService({id: serviceId('new'), name: 'aaa'})],
    });
    expect(console.text()).toContain('aaa');
    expect(selectedRow(console)).toContain('billing');
    await console.press('N');
    expect(selectedRow(console)).toContain('billing');
  });

  it('gives the selection to the neighbour when the object is gone', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.type(':svc');
    await console.press('enter', 'j');
    await console.tell({kind: 'remove', table: 'services', ids: ['billing-id']});
    expect(selectedRow(console)).toContain('web');
  });

  it('filters while typing, reports a broken expression, and esc takes the filter back', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.type(':svc');
    await console.press('enter', '/');
    await console.type('bil');
    expect(console.row(2)).toContain('1 of 3');
    await console.type('(');
    expect(console.row(27)).toMatch(/\/bil\(.+/);
    await console.press('backspace', 'enter');
    expect(console.row(2)).toContain('/bil');
    await console.press('esc');
    expect(console.row(2)).not.toContain('/bil');
    expect(console.row(2)).toContain('━ 3 ━');
  });

  it('handles several keys that arrive in one chunk', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.send(':svc\rjj');
    expect(selectedRow(console)).toContain('web');
  });

  it('marks rows and ranges, and copies their names through the terminal', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.type(':svc');
    await console.press('enter', 'space', 'j', 'j', 'ctrl+space');
    expect(console.row(2)).toContain('3 marked');
    await console.press('c');
    expect(console.row(27)).toContain('copied 3 names');
    await console.press('esc');
    expect(console.row(2)).not.toContain('marked');
  });

  it('sorts by the letter of a column, turns round on the second press, and keeps the order', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.type(':svc');
    await console.press('enter', 'N');
    expect(console.row(3)).toContain('NAME↓');
    expect(console.saved.at(-1)?.panes?.['services']?.sort).toEqual({column: 'name', descending: true});
    await console.press('Z');
    expect([26, 27].map(row => console.row(row)).join(' ')).toContain('sorts here: N NAME');
  });

  it('shows side panes where there is room, moves between them, zooms and folds them away', async () => {
    const console = await open(shop().store(), {columns: 140, rows: 44});
    await console.type(':svc');
    await console.press('enter');
    expect(console.text()).toContain('describe api');
    expect(console.text()).toContain('Tasks of api');
    await console.press('3');
    expect(console.rows().some(row => row.includes('┏━ Tasks of api'))).toBe(true);
    await console.press('+');
    expect(console.row(2)).toContain('┏━ Tasks of api');
    expect(console.text()).not.toContain('describe api');
    await console.press('_', 'v');
    expect(console.text()).not.toContain('describe api');
    expect(console.saved.at(-1)?.layout?.split).toBe('off');
    await console.press('v');
    await console.resize(100, 44);
    expect(console.text()).toContain('describe api');
    expect(console.text()).not.toContain('Tasks of api');
    await console.resize(80, 24);
    expect(console.text()).not.toContain('describe api');
  });

  it('lists exactly the live keys in the help, with the reason of those that cannot be used now', async () => {
    const store = shop().store();
    const runner = anIdleRunner(store, {locked: 'read-only: the settings say so'});
    const console = await open(store, {columns: 120, rows: 90, runner});
    await console.type(':svc');
    await console.press('enter', '?');
    const help = console.text();
    expect(help).toMatch(/scale +not now: read-only: the settings say so/);
    expect(help).not.toContain('drain');
    await console.press('esc');
    expect(console.row(2)).toContain('Services');
  });

  it('tells why an action cannot be done when its key is pressed', async () => {
    const store = shop().store();
    const runner = anIdleRunner(store, {locked: 'read-only: the settings say so'});
    const console = await open(store, {columns: 100, rows: 28, runner});
    await console.type(':svc');
    await console.press('enter', 's');
    expect(console.row(27)).toContain('scale: read-only: the settings say so');
  });

  it('suggests and completes in the palette, and says so when there is no such command', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.type(':ctx ');
    expect(console.text()).toContain('homelab');
    await console.type('homelab');
    await console.press('enter');
    expect(console.switchedTo).toEqual(['homelab']);
    await console.type(':nosuchthing');
    await console.press('enter');
    expect(console.row(27)).toContain('there is no command "nosuchthing"');
  });

  it('asks the engine once for a page, and again only when the object changed', async () => {
    const cluster = shop();
    const console = await open(cluster.store(), {columns: 100, rows: 28});
    await console.type(':svc');
    await console.press('enter', 'y');
    await console.waitFor(() => console.text().includes('from the engine'));
    await console.tell({
      kind: 'freshness',
      sources: ['nodes'],
      freshness: {kind: 'stale', sinceMs: 1, reason: 'x'},
    });
    expect(console.inspected).toEqual(['service api-id']);
    const before = console.store.table('services').get('api-id');
    if (before === undefined) throw new Error('the service is there');
    await console.tell({kind: 'put', table: 'services', values: [{...before, version: before.version + 1}]});
    expect(console.inspected).toEqual(['service api-id', 'service api-id']);
  });

  it('goes back and forth in its history', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.send(':svc\r:no\r');
    await console.press('[');
    expect(console.row(2)).toContain('Services');
    await console.press(']');
    expect(console.row(2)).toContain('Nodes');
  });

  it('shows a stale source as stale in the header and on the list', async () => {
    const console = await open(shop().store(), {columns: 140, rows: 28});
    await console.send(':svc\r');
    expect(console.row(0)).toContain('⟳ live');
    await console.tell({
      kind: 'freshness',
      sources: ['services'],
      freshness: {kind: 'stale', sinceMs: Date.now(), reason: 'no answer yet'},
    });
    expect(console.row(0)).not.toContain('live');
    expect(console.row(0)).toContain('stale since');
    expect(console.row(2)).toContain('no answer yet');
  });

  it('never takes what it does not know for nothing', async () => {
    const console = await open(createClusterStore(Date.now()), {columns: 100, rows: 28});
    await console.send(':svc\r');
    expect(console.text()).toContain('Asking the engine');
    await console.tell({
      kind: 'freshness',
      sources: ['services'],
      freshness: {kind: 'lost', sinceMs: Date.now(), reason: 'nobody listens there'},
    });
    expect(console.text()).toContain('Not known: nobody listens there');
    expect(console.text()).not.toContain('No services');
  });

  it('writes nothing while nothing changes', async () => {
    const console = await open(shop().store(), {columns: 120, rows: 40});
    const before = console.bytesWritten();
    await console.tell({
      kind: 'freshness',
      sources: ['services'],
      freshness: {kind: 'live', asOfMs: Date.now()},
    });
    await console.settle();
    expect(console.bytesWritten()).toBe(before);
  });

  it('keeps its columns and its frame whatever a name contains', async () => {
    const hostile = ['\x1b[2J\x1b[31mred', 'wide-日本語', 'rtl-שלום', 'comb-e\u0301e\u0301', 'nul-\0-\x9b5n'];
    const cluster = hostile.reduce((built, name) => built.withService(name), aCluster().withManagers(1));
    const console = await open(cluster.store(), {columns: 100, rows: 28});
    await console.send(':svc\r');
    expect(console.row(2)).toMatch(/^┏━ Services ━ 5 ━+ ⟳ live ┓$/);
    for (let row = 3; row < 26; row++) {
      expect(console.cell(0, row).text).toBe('┃');
      expect([console.row(row), console.cell(99, row).text]).toEqual([console.row(row), '┃']);
    }
  });

  it('says what it needs on a terminal that is too small, and is whole again on a larger one', async () => {
    const console = await open(shop().store(), {columns: 40, rows: 10});
    expect(console.text()).toContain('This terminal is 40×10');
    await console.resize(80, 24);
    expect(console.row(2)).toContain('Overview');
  });

  it('refreshes with ctrl+r and does nothing else', async () => {
    const console = await open(shop().store(), {columns: 100, rows: 28});
    await console.press('ctrl+r');
    expect(console.refreshes()).toBe(1);
    expect(console.row(27)).toContain('asked the engine');
  });

  it('shows only what is not well with !', async () => {
    const cluster = shop().withTaskChanged('web-1', {
      state: 'failed',
      desiredState: 'shutdown',
      error: 'task: non-zero exit (1)',
      exitCode: 1,
    });
    const console = await open(cluster.store(), {columns: 100, rows: 28});
    await console.send(':svc\r!');
    expect(console.row(2)).toContain('faults only');
    expect(console.text()).toContain('web');
    expect(console.text()).not.toContain('billing');
  });

  it('leaves with ctrl+c and gives the screen back', async () => {
    const console = await open(shop().store());
    await console.press('ctrl+c');
    expect(console.isAlternate()).toBe(false);
  });
});
