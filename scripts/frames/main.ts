import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Console, startConsole} from '../../test/driver/console.ts';
import {type Lab, startLab} from '../../test/lab/lab.ts';
import {darkTerminal, type Frame, lightTerminal, picture} from './picture.ts';
import {type Artist, gallery, losses, panes, type Size, small, usual} from './scenes.ts';
import {seed} from './seed.ts';
import {settled} from './settled.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'frames');
const context = 'homelab';

/** Draws the pictures of docs/frames: the built console on a real swarm in which something is wrong. */
async function main(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'medianest-frames-'));
  process.on('exit', () => rmSync(home, {recursive: true, force: true}));
  process.on('SIGINT', () => process.exit(130));
  const lab = await startLab({id: context});
  try {
    await seed(lab);
    writeContext(home, `tcp://${lab.address('manager-2')}:2375`);
    for (const scene of panes) await onConsole(lab, home, scene.size ?? usual, scene.draw);
    await onConsole(lab, home, small, gallery);
    // Last, for it breaks a node.
    await onConsole(lab, home, usual, artist => losses(artist, () => lab.kill('worker-2')));
  } finally {
    await lab.down();
  }
}

/** Over TCP inside the lab: its addresses mean the same on every machine. */
async function onConsole(
  lab: Lab,
  home: string,
  size: Size,
  show: (artist: Artist) => Promise<void>,
): Promise<void> {
  // A home of its own for each: what one console keeps is not for the next. Its path is on the screen of the settings.
  const own = join(tmpdir(), 'operator');
  mkdirSync(own);
  const console = startConsole({
    ...size,
    home: own,
    within: lab.onSwitch(),
    env: {DOCKER_CONFIG: join(home, 'docker'), FORCE_COLOR: '3'},
  });
  try {
    await console.expectRow(/⟳ live/, 30_000);
    await show({console, draw: (name, title, isLight) => draw(console, size, {name, title, isLight})});
  } finally {
    await console.close();
    rmSync(own, {recursive: true});
  }
}

interface Picture {
  readonly name: string;
  readonly title: string;
  readonly isLight: boolean | undefined;
}

async function draw(console: Console, size: Size, {name, title, isLight}: Picture): Promise<void> {
  await settled(console);
  const terminal = isLight ? lightTerminal : darkTerminal;
  const frame: Frame = {title, terminal, ...size, cellAt: console.cellAt};
  mkdirSync(folder, {recursive: true});
  const svg = picture(frame);
  writeFileSync(join(folder, `${name}.svg`), svg);
  process.stdout.write(`docs/frames/${name}.svg  ${(svg.length / 1024).toFixed(1)} KB\n`);
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
