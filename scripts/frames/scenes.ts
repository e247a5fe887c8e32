import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Console} from '../../test/driver/console.ts';

/** Cells of a screen. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export const usual: Size = {columns: 120, rows: 36};
export const small: Size = {columns: 80, rows: 24};

/** A console, and the hand that draws what is on its screen. */
export interface Artist {
  readonly console: Console;
  draw(name: string, title: string, isLight?: boolean): Promise<void>;
}

/** Pictures that are drawn in one console of its own. */
interface Scene {
  readonly size?: Size;
  readonly draw: (artist: Artist) => Promise<void>;
}

/** A list with a row that must be there first. */
const list = (name: string, row: RegExp, title: string): Scene => ({
  async draw({console, draw}) {
    await open(console, `:${name}`);
    // Events come when a container happens to end on this very node.
    await console.expectRow(row, 90_000);
    await draw(name, title);
  },
});

const overview: Scene = {
  async draw({console, draw}) {
    await console.expectRow(/✖ service shop_pay: update paused/, 60_000);
    await draw('overview', 'The overview: what is wrong, worst first');
  },
};

const services: Scene = {
  async draw({console, draw}) {
    await open(console, ':services');
    await select(console, 'shop_pay');
    await console.expectRow(/Tasks of shop_pay/);
    await console.expectRow(/✖ failed/);
    await draw('services', 'The services, beside them the selected one and its tasks');
    console.press('?');
    await console.expectRow(/[━─] Help|[━─] Keys/i);
    await draw('help', 'The keys that mean something on the services');
    console.press('esc');
    await console.expectRow(/━ Services /);
    console.press('d');
    await console.expectRow(/━ describe shop_pay/);
    await console.expectRow(/Image /);
    await draw('describe', 'Everything about one service, in words');
    console.press('esc');
    await console.expectRow(/━ Services /);
    console.type(':se');
    await console.expectRow(/▸ se +services/);
    await draw('palette', 'The command line offers what the typed letters may mean');
  },
};

const spec: Scene = {
  async draw({console, draw}) {
    await open(console, ':services');
    await select(console, 'shop_cart');
    console.press('y');
    await console.expectRow(/━ spec shop_cart/);
    await console.expectRow(/CART_PASSWORD=•/);
    await draw('spec', 'A spec as YAML, with what is secret masked');
  },
};

const usedBy: Scene = {
  async draw({console, draw}) {
    await open(console, ':secrets');
    await select(console, 'shop_signing-key');
    console.press('u');
    await console.expectRow(/Used by 1 service/);
    await draw('used-by', 'Who uses a secret');
  },
};

const settings: Scene = {
  async draw({console, draw}) {
    console.type(':settings\r');
    await console.expectRow(/━ settings/i);
    await draw('settings', 'The settings in force');
  },
};

const narrow: Scene = {
  size: small,
  async draw({console, draw}) {
    await open(console, ':services');
    await console.expectRow(/shop_web .*3\/3/);
    await draw('narrow', 'The services on a screen of 80 columns and 24 rows');
    console.type('/shop');
    await console.expectRow(/━ \/shop/);
    await draw('filter', 'A filter while it is typed');
    console.press('esc');
    await console.expectNoRow(/━ \/shop/);
    console.type(':theme\r');
    await console.expectRow(/▸ theme auto/);
    await draw('themes', 'The themes, with the screen in the one under the cursor');
  },
};

const acting: Scene = {
  async draw({console, draw}) {
    await open(console, ':services');
    await select(console, 'shop_web');
    console.press('r');
    await console.expectRow(/━ restart shop_web/);
    await draw('plan', 'What a restart would do, before it is confirmed');
    console.press('esc');
    await console.expectNoRow(/━ restart shop_web/);
    console.press('l');
    await console.expectRow(/━ logs of shop_web ━ following/);
    await draw('logs', 'The logs of all tasks of a service, followed');
    console.press('esc');
    await console.expectRow(/━ Services /);
    await select(console, 'shop_pay');
    console.press('o');
    await console.expectRow(/━ rollout of shop_pay/);
    await draw('rollout', 'A rollout that the engine paused, a lane for each slot');
  },
};

/** Every pane, and what lies over them. */
export const panes: readonly Scene[] = [
  overview,
  services,
  acting,
  spec,
  usedBy,
  settings,
  narrow,
  list('tasks', /mail_spool.*✖ failed/, 'The tasks, with those that failed under their slots'),
  list('stacks', /▸|shop /, 'The stacks'),
  list('containers', /● running/, 'The containers of the connected engine'),
  list('networks', /shop_front/, 'The networks'),
  list('volumes', /shop_uploads/, 'The volumes of the connected engine'),
  list('secrets', /shop_signing-key/, 'The secrets'),
  list('configs', /shop_nginx\.conf/, 'The configs'),
  list('events', / (die|start|create) /, 'What happened since the console was opened'),
  list('contexts', /homelab/, 'The docker contexts'),
];

const themesFolder = join(import.meta.dirname, '..', '..', 'themes');

/** The same screen in every theme; those for light terminals on a light one. */
export async function gallery({console, draw}: Artist): Promise<void> {
  await open(console, ':services');
  await select(console, 'shop_pay');
  for (const file of readdirSync(themesFolder).sort()) {
    const name = file.replace(/\.json$/, '');
    console.type(`:theme ${name}\r`);
    await console.expectRow(new RegExp(`^ theme ${name} *$`));
    // Any key takes the message away, and the keys come back.
    console.press('j', 'k');
    await console.expectNoRow(new RegExp(`^ theme ${name} *$`));
    await draw(`theme-${name}`, `The theme ${name}`, name.endsWith('light') && !name.startsWith('solarized'));
  }
}

/** What a lost node looks like. */
export async function losses({console, draw}: Artist, lose: () => Promise<unknown>): Promise<void> {
  await open(console, ':nodes');
  await console.expectRow(/worker-2 .*ready/);
  await lose();
  await console.expectRow(/worker-2 .*down/, 60_000);
  await select(console, 'worker-2');
  await console.expectRow(/Tasks of worker-2/);
  await draw('nodes', 'The nodes after one lost its power');
}

async function open(console: Console, command: string): Promise<void> {
  console.type(`${command}\r`);
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
