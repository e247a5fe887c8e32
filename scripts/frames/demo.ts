import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Console, startConsole} from '../../test/driver/console.ts';
import {animation, type Moment, momentOf} from './animation.ts';
import {darkTerminal} from './picture.ts';
import {settled} from './settled.ts';

const file = join(import.meta.dirname, '..', '..', 'docs', 'frames', 'demo.svg');
const size = {columns: 100, rows: 30};

/** Takes the moment that the screen shows, and says how long it is to be looked at. */
type Take = (seconds: number, caption: string) => Promise<void>;

/** Draws the animated picture of the demo: the built console on the simulated swarm, through its first minute. */
async function main(): Promise<void> {
  const moments: Moment[] = [];
  const folder = join(tmpdir(), 'demo');
  mkdirSync(folder, {mode: 0o700});
  const console = startConsole({...size, args: ['demo'], env: {FORCE_COLOR: '3', TMPDIR: folder}});
  const take: Take = async (seconds, caption) => {
    await settled(console);
    const frame = {title: caption, terminal: darkTerminal, ...size, cellAt: console.cellAt};
    moments.push(momentOf(frame, seconds, caption));
  };
  try {
    await story(console, take);
  } finally {
    await console.close();
    rmSync(folder, {recursive: true, force: true});
  }
  const svg = animation('The demo: what goes wrong in a swarm within a minute, and how it is found', moments);
  writeFileSync(file, svg);
  process.stdout.write(
    `docs/frames/demo.svg  ${(svg.length / 1024).toFixed(1)} KB, ${moments.length} moments\n`,
  );
}

async function story(console: Console, take: Take): Promise<void> {
  await console.expectRow(/Nothing is wrong/, 20_000);
  await take(3, 'medianest demo: a simulated swarm, and nothing is wrong');
  await console.expectRow(/Services .*in progress/, 20_000);
  await take(2, 'shop_api 1.9.0 is being rolled out …');
  await console.expectRow(/shop_api: update rolled back/, 30_000);
  await take(4, 'It never gets healthy: a rollback is no success');
  console.press('d');
  await console.expectRow(/━ describe shop_api/);
  await console.expectRow(/its health check failed/);
  await take(4, 'd: describe. The failed task and why');
  console.press('esc');
  await console.expectRow(/worker-3: down/, 40_000);
  await console.expectRow(/shop_db: 1 task pending/, 10_000);
  await take(4.5, 'worker-3 has lost its power: what was on it no longer counts as running');
  await select(console, /▸ ✖ service shop_db: 1 task pending/);
  await take(1.5, 'Why does the database not start elsewhere?');
  console.press('w');
  await console.expectRow(/━ why shop_db/);
  await console.expectRow(/Nearest fix/);
  await take(6, 'w: why. Each node beside what rules it out, and the nearest fix');
  console.press('esc');
  await console.expectRow(/nodes 7\/7/, 40_000);
  await console.expectRow(/media_transcoder: .*failure/, 40_000);
  await take(4, 'The node is back by itself; meanwhile something runs out of memory');
  await console.expectRow(/shop_search: 1 task pending/, 30_000);
  console.type(':services');
  await take(1.5, ':services');
  console.press('enter');
  await console.expectRow(/━ Services /);
  await console.expectRow(/shop_search .*1 pending/);
  await take(5, 'What is left to do');
}

async function select(console: Console, wanted: RegExp): Promise<void> {
  for (let tries = 0; tries < 12 && !wanted.test(console.text()); tries++) {
    console.press('j');
    await settled(console);
  }
  await console.expectRow(wanted);
}

await main();
