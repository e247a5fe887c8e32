import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Console, startConsole} from '../../test/driver/console.ts';
import {type Lab, startLab} from '../../test/lab/lab.ts';
import {until} from '../../test/until.ts';
import {type Frame, picture} from './picture.ts';
import {seed} from './seed.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'frames');
const context = 'homelab';

interface Size {
  readonly columns: number;
  readonly rows: number;
}
const usual: Size = {columns: 120, rows: 36};

/** Draws the pictures of docs/frames: the built console on a real swarm in which something is wrong. */
async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'medianest-frames-'));
  process.on('exit', () => rmSync(home, {recursive: true, force: true}));
  process.on('SIGINT', () => process.exit(130));
  const lab = await startLab({id: context});
  try {
    await seed(lab);
    writeContext(home, `tcp://${lab.address('manager-2')}:2375`);
    // The last one breaks a node.
    for (const scene of [overview, services, narrow, help, nodes]) await scene(lab, home);
  } finally {
    await lab.down();
  }
}

async function overview(lab: Lab, home: string): Promise<void> {
  await onConsole(lab, home, usual, async console => {
    await console.expectRow(/✖ service shop_pay: .*failures/, 60_000);
    await draw('overview', 'The overview: what is wrong, worst first', console, usual);
  });
}

async function services(lab: Lab, home: string): Promise<void> {
  await onConsole(lab, home, usual, async console => {
    await open(console, ':services');
    await select(console, 'shop_pay');
    await console.expectRow(/Tasks of shop_pay/);
    await console.expectRow(/✖ failed/);
    await draw('services', 'The services, beside them the selected one and its tasks', console, usual);
  });
}

async function narrow(lab: Lab, home: string): Promise<void> {
  const small = {columns: 80, rows: 24};
  await onConsole(lab, home, small, async console => {
    await open(console, ':services');
    await console.expectRow(/shop_web .*3\/3/);
    await draw('narrow', 'The services on a screen of 80 columns and 24 rows', console, small);
  });
}

async function help(lab: Lab, home: string): Promise<void> {
  await onConsole(lab, home, usual, async console => {
    await open(console, ':services');
    console.press('?');
    await console.expectRow(/[━─] Help|[━─] Keys/i);
    await draw('help', 'The keys that mean something on the services', console, usual);
  });
}

async function nodes(lab: Lab, home: string): Promise<void> {
  await onConsole(lab, home, usual, async console => {
    await open(console, ':nodes');
    await console.expectRow(/worker-2 .*ready/);
    await lab.kill('worker-2');
    await console.expectRow(/worker-2 .*down/, 60_000);
    await select(console, 'worker-2');
    await console.expectRow(/Tasks of worker-2/);
    await draw('nodes', 'The nodes after one lost its power', console, usual);
  });
}

/** Over TCP inside the lab: its addresses mean the same on every machine. */
async function onConsole(
  lab: Lab,
  home: string,
  size: Size,
  show: (console: Console) => Promise<void>,
): Promise<void> {
  const console = startConsole({
    ...size,
    within: lab.onSwitch(),
    env: {DOCKER_CONFIG: join(home, 'docker')},
  });
  try {
    await console.expectRow(/⟳ live/, 30_000);
    await show(console);
  } finally {
    await console.close();
  }
}

async function open(console: Console, command: string): Promise<void> {
  console.type(command);
  console.press('enter');
  await console.expectRow(new RegExp(`━ ${command.charAt(1).toUpperCase()}${command.slice(2)} `));
}

/** Moves down until the row is selected. */
async function select(console: Console, name: string): Promise<void> {
  const selected = (rows: readonly string[]) => rows.find(row => row.includes('┃▸'));
  console.press('g');
  for (let step = 0; step < 40; step += 1) {
    const before = selected(console.rows());
    if (before?.startsWith(`┃▸ ${name} `)) return;
    console.press('j');
    const hasMoved = (rows: readonly string[]) => ![undefined, before].includes(selected(rows));
    await console.expectScreen(hasMoved, 'the selection moves');
  }
  throw new Error(`no row ${name}`);
}

async function draw(name: string, title: string, console: Console, {columns, rows}: Size): Promise<void> {
  await settled(console);
  const frame: Frame = {title, columns, rows, cellAt: console.cellAt};
  mkdirSync(folder, {recursive: true});
  const file = join(folder, `${name}.svg`);
  const svg = picture(frame);
  writeFileSync(file, svg);
  process.stdout.write(`docs/frames/${name}.svg  ${(svg.length / 1024).toFixed(1)} KB\n`);
}

/** Until nothing was written for a while: a frame may arrive in pieces. */
async function settled(console: Console): Promise<void> {
  let before = -1;
  const isQuiet = () => {
    const now = console.bytesWritten();
    const isSame = now === before;
    before = now;
    return isSame;
  };
  await until('the screen is quiet', isQuiet, {timeoutMs: 20_000, everyMs: 150});
}

/** A context as `docker context create` writes it, and chosen as `docker context use` does. */
function writeContext(home: string, host: string): void {
  const meta = join(home, 'docker', 'contexts', 'meta', createHash('sha256').update(context).digest('hex'));
  mkdirSync(meta, {recursive: true});
  const body = {Name: context, Metadata: {}, Endpoints: {docker: {Host: host, SkipTLSVerify: false}}};
  writeFileSync(join(meta, 'meta.json'), JSON.stringify(body));
  writeFileSync(join(home, 'docker', 'config.json'), JSON.stringify({currentContext: context}));
}

await main();
