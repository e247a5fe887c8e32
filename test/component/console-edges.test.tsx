import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {EngineError} from '../../source/engine/errors.ts';
import {aCluster} from '../builders/cluster.ts';
import {nodeId} from '../builders/ids.ts';
import {aManager, aNetwork, aNode, aService, minuteMs} from '../builders/objects.ts';
import {type ConsoleHarness, consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();

const small = {columns: 100, rows: 28} as const;
const large = {columns: 140, rows: 44} as const;

const selectedRow = (console: ConsoleHarness) =>
  console.rows().find(row => row.includes('▸ ') && row.startsWith('┃'));
/** Cells are counted from 0. */
const click = (console: ConsoleHarness, column: number, row: number) =>
  console.send(`\x1b[<0;${column + 1};${row + 1}M\x1b[<0;${column + 1};${row + 1}m`);
const refused = (hint: string) =>
  new EngineError('unreachable', 'Nothing listens at tcp://10.9.9.9:2375.', {
    operation: 'connect',
    target: 'tcp://10.9.9.9:2375',
    hint,
  });

describe('the console at its edges', () => {
  it('searches the help with / and leaves the list below alone', async () => {
    const console = await open(shop().store(), large);
    await console.send(':svc\r?/');
    await console.type('scale');
    expect(console.row(2)).toContain('help');
    expect(console.row(2)).toContain('/scale');
    await console.press('enter', 'esc');
    expect(console.row(2)).toContain('help');
    await console.press('esc');
    expect(console.row(2)).toContain('Services ━ 3');
    expect(console.row(2)).not.toContain('scale');
  });

  it('forgets the marks of what is gone', async () => {
    const console = await open(shop().store(), small);
    await console.send(':svc\r jj ');
    expect(console.row(2)).toContain('2 marked');
    await console.tell({kind: 'remove', table: 'services', ids: ['api-id']});
    expect(console.row(2)).toContain('1 marked');
  });

  it('keeps the marks of what a filter hides', async () => {
    const console = await open(shop().store(), small);
    await console.send(':svc\r jj /web\r');
    const web = console.store.table('services').get('web-id');
    if (web === undefined) throw new Error('the service is there');
    await console.tell({kind: 'put', table: 'services', values: [{...web, version: 2}]});
    expect(console.row(2)).toContain('2 marked');
  });

  it('shows all columns when none of those that were kept exists any more', async () => {
    const settings = JSON.stringify({
      panes: {services: {columns: ['gone'], sort: {column: 'gone', descending: true}}},
    });
    const console = await open(shop().store(), {...small, settings});
    await console.send(':svc\r');
    expect(console.row(3)).toContain('NAME');
    expect(selectedRow(console)).toContain('api');
  });

  it.each([
    [60, 12],
    [20, 5],
    [1, 1],
  ])('takes every key on %i×%i cells', async (columns, rows) => {
    const console = await open(shop().store(), {...large});
    await console.resize(columns, rows);
    await console.send(':svc\rjjk?\x1b[B');
    await console.press('esc', 'enter', 'd', '/');
    await console.type('x');
    await console.press('esc', ':');
    await console.type('no');
    await console.press('tab', 'enter', '3', '+', 'v', 'ctrl+w', 'space', 'esc', 'esc');
    await click(console, 0, 0);
    await console.resize(large.columns, large.rows);
    expect(console.exitCodes).toEqual([]);
    expect(console.text()).toContain('medianest');
  });

  it('shows the command line where the palette leaves no room for panes', async () => {
    const console = await open(shop().store(), {columns: 60, rows: 12});
    await console.type(':ser');
    expect(console.text()).toContain(':ser');
    expect(console.text()).toContain('services');
  });

  it('takes a click on the help for nothing', async () => {
    const console = await open(shop().store(), large);
    await console.send(':svc\r3?');
    await click(console, 20, 10);
    await console.press('esc');
    expect(console.rows().some(row => row.includes('┏━ Tasks of api'))).toBe(true);
  });

  it('selects no row behind the lower border', async () => {
    const cluster = Array.from({length: 60}, (_, index) => `s${String(index).padStart(2, '0')}`).reduce(
      (built, name) => built.withService(name),
      aCluster().withManagers(1),
    );
    const console = await open(cluster.store(), small);
    await console.send(':svc\r');
    const border = console.rows().findIndex(row => row.startsWith('┗'));
    await click(console, 5, border);
    expect(selectedRow(console)).toContain('s00');
    await click(console, 5, border - 1);
    expect(console.rows()[border - 1]).toContain('▸');
  });

  it('opens with a second click also in a side pane that has the whole screen', async () => {
    const console = await open(shop().store(), large);
    await console.send(':svc\r3+');
    expect(console.row(2)).toContain('┏━ Tasks of api');
    await click(console, 5, 5);
    await click(console, 5, 5);
    expect(console.row(1)).toContain('logs of api.2');
  });

  it('selects what is clicked on in the overview, and opens it with a second click', async () => {
    const cluster = shop()
      .withNodeChanged('node-4', {state: 'down'})
      .withNodeChanged('node-5', {state: 'down'});
    const console = await open(cluster.store(), small);
    const at = console.rows().findLastIndex(row => /node-[45]/.test(row));
    const name = /node-[45]/.exec(console.row(at))?.[0] ?? '';
    await click(console, 10, at);
    expect(selectedRow(console)).toContain(name);
    // It has moved up by what was told of the other one, and what is told of it is under the pointer now.
    await click(console, 10, at);
    expect(console.row(1)).toContain(`describe ${name}`);
  });

  it('ends typing a filter where it was typed when another pane is clicked on', async () => {
    const console = await open(shop().store(), large);
    await console.send(':svc\r/');
    await console.type('w');
    const tasks = console.rows().findIndex(row => row.includes('Tasks of'));
    const column = console.row(tasks).indexOf('Tasks of');
    await click(console, column, tasks + 3);
    await console.type('zzz');
    expect(console.text()).not.toContain('zzz');
    expect(console.row(2)).toContain('/w');
  });

  it('says what is wrong, what to do and how to get back when a context does not answer', async () => {
    const console = await open(shop().store(), {
      ...large,
      switching: async name => {
        const {connection} = console.store;
        await console.tell({
          kind: 'connection',
          connection: {...connection, context: name, phase: 'waiting'},
        });
        throw refused('Is the engine running?');
      },
    });
    await console.send(':ctx homelab\r');
    await console.waitFor(() => console.row(43).includes('Nothing listens'));
    expect(console.row(43)).toContain('Is the engine running?');
    expect(console.row(43)).toContain(':ctx default goes back');
  });

  it('does not say that it is connected before it is', async () => {
    const arrival = Promise.withResolvers<void>();
    const console = await open(shop().store(), {...small, switching: () => arrival.promise});
    await console.send(':ctx homelab\r');
    expect(console.row(27)).toContain('connecting to context homelab');
    arrival.resolve();
    await console.waitFor(() => console.row(27).includes('connected to context homelab'));
  });

  it('leaves the places and marks of a swarm behind when another one is connected', async () => {
    const console = await open(shop().store(), {
      ...small,
      async switching(name) {
        const {connection} = console.store;
        await console.tell({kind: 'connection', connection: {...connection, context: name}});
      },
    });
    await console.send(':svc\r \rd:ctx homelab\r');
    await console.waitFor(() => console.row(27).includes('connected'));
    expect(console.row(2)).toContain('Overview');
    await console.send(':svc\r');
    expect(console.row(2)).not.toContain('marked');
    await console.press('[', '[', '[');
    expect(console.text()).not.toContain('describe');
  });

  it('shows contexts that were made meanwhile', async () => {
    const contexts = [{name: 'default', description: '', host: 'unix:///x', current: true, problem: null}];
    const console = await open(shop().store(), {...small, contexts: () => [...contexts]});
    await console.settle();
    contexts.push({
      name: 'fresh',
      description: '',
      host: 'tcp://x:1',
      current: false,
      problem: null as never,
    });
    await console.send(':ctx\r');
    await console.waitFor(() => console.text().includes('fresh'));
  });

  it('filters contexts with / as it filters every list', async () => {
    const console = await open(shop().store(), small);
    await console.send(':ctx /home\r');
    expect(console.switchedTo).toEqual([]);
    expect(console.row(2)).toContain('1 of 2');
  });

  it('asks which one is meant when a name fits several objects', async () => {
    const cluster = aCluster()
      .withNode(aManager({id: nodeId('old1'), hostname: 'twin', state: 'down'}))
      .withNode(aNode({id: nodeId('new1'), hostname: 'twin'}));
    const console = await open(cluster.store(), large);
    await console.send(':describe twin\r');
    expect(console.row(43)).toMatch(/"twin" fits several.*old1.*new1/);
    await console.send(':describe new1\r');
    expect(console.row(1)).toContain('describe twin');
  });

  it('writes over no file, and says so in words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'medianest-save-'));
    try {
      const file = join(folder, 'kept.txt');
      await writeFile(file, 'mine');
      const console = await open(shop().store(), large);
      await console.send(`:save ${file}\r`);
      await console.waitFor(() => console.row(43).includes('not saved'));
      expect(console.row(43)).toContain('is there already');
      expect(await readFile(file, 'utf8')).toBe('mine');
      await console.send(`:save ${join(folder, 'no', 'such', 'folder.txt')}\r`);
      await console.waitFor(() => console.row(43).includes('there is no folder'));
    } finally {
      await rm(folder, {recursive: true});
    }
  });

  it('goes on when the settings cannot be kept', async () => {
    const console = await open(shop().store(), {
      ...small,
      save: () => Promise.reject(new Error('disk full')),
    });
    await console.send(':svc\rN');
    await console.waitFor(() => console.row(27).includes('not kept: disk full'));
  });

  it('asks again on a refresh for a page that the engine did not give', async () => {
    let isUp = false;
    const console = await open(shop().store(), {
      ...small,
      inspect: async () => {
        if (!isUp) throw refused('');
        return {Spec: {Name: 'at last'}};
      },
    });
    await console.send(':svc\ry');
    await console.waitFor(() => console.text().includes('Nothing listens'));
    isUp = true;
    await console.press('ctrl+r');
    await console.waitFor(() => console.text().includes('at last'));
  });

  it('asks again for the page of a network that changed', async () => {
    const network = aNetwork();
    const console = await open(
      shop()
        .with({networks: [network]})
        .store(),
      small,
    );
    await console.send(':net\ry');
    await console.waitFor(() => console.text().includes('from the engine'));
    await console.tell({kind: 'put', table: 'networks', values: [{...network, attachable: true}]});
    expect(console.inspected).toHaveLength(2);
  });

  it('keeps the selected finding in view while others come before it', async () => {
    const services = Array.from({length: 40}, (_, index) => `web${String(index).padStart(2, '0')}`);
    const cluster = services.reduce((built, name) => built.withService(name), aCluster().withManagers(1));
    const console = await open(cluster.store(), small);
    const fail = (name: string, error: string) => ({
      kind: 'put' as const,
      table: 'services' as const,
      values: [
        aService({
          ...console.store.table('services').get(`${name}-id`),
          version: 2,
          update: {
            state: 'paused' as const,
            isManual: false,
            isHeld: false,
            message: error,
            startedAtMs: Date.now() - minuteMs,
            completedAtMs: null,
          },
        }),
      ],
    });
    await console.tell(fail('web39', 'x'));
    await console.press('j', 'k');
    const selected = console.rows().find(row => row.includes('▸ '));
    expect(selected).toContain('web39');
    await console.tell(...services.slice(0, 39).map(name => fail(name, 'x')));
    expect(console.rows().find(row => row.includes('▸ '))).toContain('web39');
  });

  it('cannot be locked in by settings that take away every key that leaves', async () => {
    const settings = JSON.stringify({keys: {'app.quit': [], 'app.palette': [], 'app.help': []}});
    const console = await open(shop().store(), {...small, settings});
    await console.press('ctrl+c');
    expect(console.isAlternate()).toBe(false);
  });

  it('says on the list itself that it is stale where the reason has no room', async () => {
    const console = await open(shop().store(), {columns: 80, rows: 24});
    await console.send(':svc\r');
    const reason = 'Nothing listens at unix:///a/path/that/is/so/long/that/it/has/no/room/docker.sock.';
    await console.tell({
      kind: 'freshness',
      sources: ['services'],
      freshness: {kind: 'stale', sinceMs: Date.now(), reason},
    });
    expect(console.row(2)).toContain('▲ stale since');
  });

  it('tells a long message whole, above the last line', async () => {
    const console = await open(shop().store(), {columns: 80, rows: 24});
    const hint = 'Is the engine running, and does it listen on that port ("hosts" in daemon.json)?';
    console.console.tell(`Nothing listens at tcp://10.9.9.9:2375. ${hint}`, 'critical');
    await console.settle();
    expect(`${console.row(22)} ${console.row(23).trim()}`).toContain('("hosts" in daemon.json)?');
    expect(console.row(21)).toMatch(/^┗/);
    await console.press('j');
    expect(console.row(22)).toMatch(/^┗/);
  });
});
