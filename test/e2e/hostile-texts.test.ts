import fc from 'fast-check';
import {expect, test} from 'vitest';
import {hostileStrings, hostileText} from '../builders/hostile-strings.ts';
import {runCommand} from '../driver/command.ts';
import type {Console} from '../driver/console.ts';
import {expectOnlyOurs, stateAfter} from '../driver/only-ours.ts';
import {createService} from '../driver/services.ts';
import {onSimulated} from '../simulated/on-simulated.ts';
import {startRenamingProxy} from '../simulated/renaming-proxy.ts';
import type {SimulatedCluster} from '../simulated/simulated-cluster.ts';
import {openConsole} from './open-console.ts';

const size = {columns: 120, rows: 36};
/** So many texts go over the wire at a time. */
const round = 75;

/** All that we know to do harm, and combinations of it; the same in every run. */
const texts: readonly string[] = [
  ...hostileStrings.map(([, text]) => text),
  ...fc.sample(hostileText, {numRuns: 300 - hostileStrings.length, seed: 20_261}),
].filter(text => text !== '');
const rounds = Array.from({length: Math.ceil(texts.length / round)}, (_, at) =>
  texts.slice(at * round, (at + 1) * round),
);

/** Services of which each has an image, labels, an environment and a constraint of its own, well and ill. */
async function seedMany(cluster: SimulatedCluster): Promise<void> {
  const images = ['app:1', 'app:crash', 'app:nope', 'app:noexec', 'app:nohc', 'eat:1'];
  for (let at = 0; at < 12; at++) {
    await createService(cluster, {
      name: `service${at}`,
      image: images[at % images.length] ?? 'app:1',
      replicas: 2,
      labels: {'com.docker.stack.namespace': `stack${at % 3}`, [`label${at}`]: `value${at}`},
      env: [`FIRST${at}=1`, `SECOND${at}=2`],
      ...(at % 4 === 3 && {constraints: [`node.labels.zone==moon${at}`]}),
    });
  }
  for (const name of ['first', 'second']) {
    const body = {Name: name, Labels: {[`of ${name}`]: 'mine'}, Data: 'eA=='};
    await cluster.api('manager-1', '/secrets/create', {method: 'POST', body});
    await cluster.api('manager-1', '/configs/create', {method: 'POST', body});
    await cluster.api('manager-1', '/networks/create', {
      method: 'POST',
      body: {Name: name, Driver: 'overlay'},
    });
  }
}

/** Every row of the panes begins and ends with a frame, in the first and in the last column. */
function isAligned(console: Console): boolean {
  const rows = console.rows();
  const top = rows.findIndex(row => /^[┏┌]/.test(row));
  const bottom = rows.findLastIndex(row => /^[┗└]/.test(row));
  const sides = /[┃│┏┗┌└├┣┓┛┐┘┤┫]/;
  const inside = Array.from({length: bottom - top + 1}, (_, at) => top + at);
  return (
    top === 2 &&
    bottom >= size.rows - 4 &&
    inside.every(
      row =>
        sides.test(console.cellAt(0, row).text) && sides.test(console.cellAt(size.columns - 1, row).text),
    )
  );
}

const panes = [
  'Services',
  'Nodes',
  'Tasks',
  'Stacks',
  'Containers',
  'Networks',
  'Secrets',
  'Configs',
  'Events',
];

async function lookEverywhere(console: Console): Promise<void> {
  for (const pane of panes) {
    console.type(`:${pane.toLowerCase()}`);
    console.press('enter');
    const isOpen = (rows: readonly string[]) => rows.some(row => row.startsWith(`┏━ ${pane}`));
    await console.expectScreen(rows => isOpen(rows) && isAligned(console), `${pane}, its frames aligned`);
    if (pane === 'Events') continue;
    // A stack is no object of the engine: it has no spec.
    for (const key of pane === 'Stacks' ? ['d'] : ['d', 'y']) {
      console.press(key);
      await console.expectScreen(
        rows => !isOpen(rows) && isAligned(console),
        `${key} of ${pane}, its frames aligned`,
      );
      console.press('esc');
      await console.expectScreen(isOpen, `${pane} again`);
    }
  }
}

const lists = [
  'services',
  'nodes',
  'tasks',
  'stacks',
  'containers',
  'networks',
  'secrets',
  'configs',
  'status',
];

/** Of those that fail, which have most to tell, first. */
async function serviceIds(cluster: SimulatedCluster): Promise<readonly string[]> {
  const services = await cluster.api('manager-1', '/services');
  const all = services as readonly {readonly ID: string; readonly Spec: {readonly Name: string}}[];
  return all.toSorted((a, b) => b.Spec.Name.localeCompare(a.Spec.Name)).map(({ID}) => ID);
}

async function expectHarmless(args: readonly string[], host: string): Promise<void> {
  const {stdout, stderr} = await runCommand(args, {host});
  for (const text of [stdout, stderr]) {
    expect(text, args.join(' ')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]|\p{Format}|\p{Surrogate}/u);
    expect(text).not.toMatch(/\n\s+at .*:\d+:\d+|TypeError/);
  }
  if (args.includes('--json')) expect(() => JSON.parse(stdout), args.join(' ')).not.toThrow();
}

onSimulated('texts made to harm, from the wire to the screen', {managers: 1, workers: 2}, cluster => {
  let isSeeded = false;
  const throughProxy = async (some: readonly string[], look: (host: string) => Promise<void>) => {
    if (!isSeeded) await seedMany(cluster());
    isSeeded = true;
    const proxy = await startRenamingProxy(cluster().dockerHost('manager-1').slice('unix://'.length), some);
    try {
      await look(proxy.host);
      expect(proxy.used()).toBe(some.length);
    } finally {
      await proxy.close();
    }
  };

  test.each(rounds.map((some, at) => [at * round + 1, at * round + some.length, some] as const))(
    'the console stays whole and sends nothing of them as a sequence: %i to %i',
    async (_from, _to, some) => {
      await throughProxy(some, async host => {
        const console = openConsole({host, ...size});
        const recorded = console.record();
        await console.expectScreen(rows => /⟳ live\s*$/.test(rows[0] ?? ''), 'a live picture', 30_000);
        await lookEverywhere(console);
        console.type(':quit');
        console.press('enter');
        expect(await console.exit()).toBe(0);
        const raw = recorded();
        expectOnlyOurs(raw);
        expect(await stateAfter(raw, size)).toEqual([]);
      });
    },
  );

  test.each(rounds.map((some, at) => [at * round + 1, at * round + some.length, some] as const))(
    'no command prints one as it is: %i to %i',
    async (_from, _to, some) => {
      await throughProxy(some, async host => {
        const [id = ''] = await serviceIds(cluster());
        const about = [
          ['why', id],
          ['describe', 'service', id],
          ['scale', `${id}=3`, '--dry-run'],
          ['journal'],
        ];
        for (const args of [...lists.map(list => [list]), ...about])
          await Promise.all([expectHarmless(args, host), expectHarmless([...args, '--json'], host)]);
      });
    },
  );

  test('an engine that fails with such words is told in plain ones', async () => {
    const host = cluster().dockerHost('manager-1');
    for (const [, message] of hostileStrings) {
      cluster().faults.set('error-500', {message});
      await expectHarmless(['services'], host);
    }
    cluster().faults.clearAll();
  });
});
