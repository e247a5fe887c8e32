import {beforeAll, expect, test} from 'vitest';
import {runCommand, runJson} from '../driver/command.ts';
import {onSwarms} from '../simulated/on-simulated.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';
import {seedEveryState} from './seed.ts';

interface ServiceRow {
  readonly name: string;
  readonly stack: string | null;
  readonly desired: number;
  readonly running: number;
  readonly health: string;
  readonly reasons: readonly string[];
}

interface WireFinding {
  readonly name: string;
  readonly title: string;
  readonly blastRadius: string;
  readonly next: string;
}

/** What must be said of each seeded service: health, a word of the reason, and where it is steady the counts. */
const truth: Readonly<Record<string, {health: RegExp; reason: RegExp; counts?: string}>> = {
  shop_web: {health: /^ok$/, reason: /^$/, counts: '3/3'},
  shop_log: {health: /^ok$/, reason: /^$/, counts: '1/1'},
  everywhere: {health: /^ok$/, reason: /^$/, counts: '5/5'},
  zero: {health: /^ok$/, reason: /scaled to 0/, counts: '0/0'},
  exits: {health: /^(warning|critical)$/, reason: /exit 3/},
  unhealthy: {health: /^critical$/, reason: /health check/, counts: '0/1'},
  nosuchimage: {health: /^critical$/, reason: /No such image/, counts: '0/1'},
  nosuchprogram: {health: /^critical$/, reason: /nosuchprogram/, counts: '0/1'},
  outofmemory: {health: /^critical$/, reason: /137.*memory/},
  nowhere: {health: /^critical$/, reason: /constraint/, counts: '0/1'},
  toobig: {health: /^critical$/, reason: /CPU/, counts: '0/2'},
  globalnowhere: {health: /^warning$/, reason: /no node/, counts: '0/0'},
  job: {health: /^ok$/, reason: /./},
  paused: {health: /^critical$/, reason: /exit 1/},
  rolledback: {health: /^critical$/, reason: /rolled back/, counts: '2/2'},
};

/** How a row differs from the truth; null when it does not. */
function untruth(row: ServiceRow | undefined, name: string): string | null {
  const wanted = truth[name];
  if (row === undefined || wanted === undefined) return `${name}: no row`;
  const counts = `${row.running}/${row.desired}`;
  const isTrue =
    wanted.health.test(row.health) &&
    wanted.reason.test(row.reasons.join('; ')) &&
    (wanted.counts === undefined || wanted.counts === counts);
  return isTrue ? null : `${name}: ${counts} ${row.health}: ${row.reasons.join('; ')}`;
}

onSwarms('services in every state', {speed: 4}, cluster => {
  beforeAll(() => seedEveryState(cluster()));
  const host = () => cluster().dockerHost('manager-2');

  test('the services command says of each what it is, and why', async () => {
    let wrong: readonly string[] = [];
    await until(
      'every service is told truthfully',
      async () => {
        const rows = (await runJson(['services'], {host: host()})) as ServiceRow[];
        wrong = Object.keys(truth).flatMap(
          name =>
            untruth(
              rows.find(row => row.name === name),
              name,
            ) ?? [],
        );
        return wrong.length === 0;
      },
      {timeoutMs: 90_000, everyMs: 1000, explain: () => wrong.join('\n')},
    );
  });

  test('the console shows each with its trouble, without a key pressed after the pane was opened', async () => {
    // Wide enough for whole reasons beside the figures.
    const console = openConsole({host: host(), columns: 200});
    await console.expectRow(/nodes 5\/5/, 30_000);
    console.type(':services');
    console.press('enter');
    for (const [name, {counts}] of Object.entries(truth)) {
      const row = await console.expectRow(new RegExp(` ${name} .*${counts ?? ''}`), 30_000);
      if (counts !== undefined) expect(row).toContain(counts);
    }
    await console.expectRow(/ exits .*[✖▲].*exit 3/);
    await console.expectRow(/ nowhere .*✖.*constraint/);
    await console.expectRow(/ globalnowhere .*▲.*no node/);
    await console.expectRow(/ rolledback .*✖ rolled back/);
    await console.expectRow(/ paused .*▲ paused/);
  });

  test('a filter leaves only what matches, and Escape brings the rest back', async () => {
    const console = openConsole({host: host()});
    await console.expectRow(/nodes 5\/5/, 30_000);
    console.type(':services');
    console.press('enter');
    await console.expectRow(/ everywhere .*5\/5/, 30_000);
    console.type('/^shop');
    console.press('enter');
    await console.expectNoRow(/┃[▸ ] *everywhere /);
    await console.expectRow(/ shop_web .*3\/3/);
    console.press('esc');
    await console.expectRow(/ everywhere .*5\/5/);
  });

  test('check ends with the exit code of a critical swarm and names the worst first', async () => {
    const result = await runCommand(['check'], {host: host()});
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toMatch(/^SWARM CRITICAL/);
  });

  test('status tells what is wrong with each as one finding, with its blast radius and a way on', async () => {
    const wanted: Readonly<Record<string, RegExp>> = {
      exits: /^crash loop: /,
      unhealthy: /^health check fails: /,
      nosuchimage: /^crash loop: /,
      outofmemory: /^out of memory: task 1 was killed/,
      nowhere: /^1 task pending$/,
      globalnowhere: /^no node fits$/,
      paused: /^update paused$/,
      rolledback: /^update rolled back$/,
    };
    let left: readonly string[] = [];
    await until(
      'every finding is told',
      async () => {
        const {findings} = (await runJson(['status'], {host: host()})) as {findings: WireFinding[]};
        left = Object.entries(wanted).flatMap(([name, title]) => {
          const own = findings.filter(finding => finding.name === name);
          const isOne = own.length === 1 && title.test(own[0]?.title ?? '');
          const isWhole = own.every(({blastRadius, next}) => blastRadius.includes(name) && next !== '');
          return isOne && isWhole ? [] : `${name}: ${JSON.stringify(own)}`;
        });
        return left.length === 0;
      },
      {timeoutMs: 90_000, everyMs: 1000, explain: () => left.join('\n')},
    );
  });

  test('stacks are told by their services', async () => {
    const stacks = (await runJson(['stacks'], {host: host()})) as {name: string}[];
    expect(stacks.map(stack => stack.name)).toEqual(['shop']);
  });
});
