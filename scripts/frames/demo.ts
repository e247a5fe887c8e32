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
  await console.expectRow(/━ rollout of shop_api /, 20_000);
  await take(2.5, 'shop_api 1.9.0 is being rolled out by someone else: its page opens by itself');
  await console.expectRow(/failed, and was rolled back/, 30_000);
  await console.expectRow(/ECONNREFUSED/);
  await take(5, 'It never got healthy, and its last lines say why: a rollback is no success');
  console.press('esc');
  await select(console, /▸ ✖ service shop_api: update rolled back/);
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
  // A line tells of it, or its page opens: that depends on when the last key was pressed.
  await console.expectRow(/media_transcoder/, 40_000);
  console.press('esc');
  await console.expectRow(/nodes 7\/7/, 40_000);
  await select(console, /▸ . service media_transcoder: .*failure/, 40_000);
  await take(3.5, 'The node is back by itself; meanwhile a new version runs out of memory');
  console.press('ctrl+u');
  await console.expectRow(/━ roll media_transcoder back/);
  await take(5, 'Ctrl+U: back to the version before. What would be done, and the same in docker’s words');
  console.press('tab', 'enter');
  await console.expectRow(/rolling back, as was asked for/, 20_000);
  await take(3, 'Each slot, old and new');
  await console.expectRow(/✔ rolled back, as was asked for/, 60_000);
  await take(4, 'Done is what was seen in the swarm');
  console.press('esc');
  await console.expectRow(/━ Overview/);
  console.type(':services');
  console.press('enter');
  await console.expectRow(/━ Services /);
  await console.expectRow(/shop_search .*1 pending/, 40_000);
  await take(4, ':services. What is left to do');
  console.type('/shop_web');
  console.press('enter', 'l');
  await console.expectRow(/━ logs of shop_web/);
  await console.expectRow(/request served/);
  await take(5, 'l: the logs of all its tasks, in order');
}

async function select(console: Console, wanted: RegExp, patienceMs = 10_000): Promise<void> {
  await console.expectRow(new RegExp(wanted.source.replace('▸ ', '')), patienceMs);
  for (let tries = 0; tries < 12 && !wanted.test(console.text()); tries++) {
    console.press('j');
    await settled(console);
  }
  await console.expectRow(wanted);
}

await main();
