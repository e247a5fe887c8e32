import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import type {ThemeChoice} from '../../../source/app/themes/theme-choice.ts';
import {ThemeProvider} from '../../../source/ui/theme-provider.tsx';
import {type ResolvedTheme, resolveTheme} from '../../../source/ui/theme-resolve.ts';
import {anActionSwarm} from '../../builders/action-swarm.ts';
import {readingOf} from '../../builders/fake-logs.ts';
import {nowMs} from '../../builders/objects.ts';
import {shopLog} from '../../builders/shop-log.ts';
import {shopTimeline} from '../../builders/shop-timeline.ts';
import {aTroubledShop, rawPay, shopEvents} from '../../builders/troubled-shop.ts';
import {shippedThemes} from '../../unit/ui/shipped-themes.ts';
import {renderConsole} from '../console-harness.tsx';
import type {EmulatedScreen} from '../emulated-screen.ts';
import {renderScreen} from '../harness.tsx';
import {actingScenes} from './acting-scenes.ts';
import {failoverScenes} from './failover-scenes.ts';
import {rolloutScenes} from './rollout-scenes.ts';
import {scenes as lookingScenes, type Scene} from './scenes.ts';
import {frameFaults, meaningByColorAlone, selections} from './screen-rules.ts';
import {readTones, toneTheme, wrongCells} from './tone-map.ts';
import {widgetScenes} from './widgets.tsx';

const scenes = [...lookingScenes, ...actingScenes, ...failoverScenes, ...rolloutScenes];
const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
const depths = ['truecolor', '256', '16'] as const;

beforeAll(() => {
  vi.stubEnv('TZ', 'UTC');
  // Ages on the screen are counted from here. Timers stay the machine's own.
  vi.useFakeTimers({toFake: ['Date'], now: nowMs});
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** The shipped themes by name, with the look that the test wants on the screen. */
function themesOfTest() {
  let look = toneTheme;
  const choice: ThemeChoice = {
    look: () => look,
    lookOf: () => null,
    choose: () => null,
    reload: () => null,
    options: () => [
      {name: 'auto', about: 'Dark or light, by the terminal’s background.'},
      ...shippedThemes.map(({name, about = ''}) => ({name, about})),
    ],
    close: () => undefined,
  };
  return {
    choice,
    set(wanted: ResolvedTheme) {
      look = wanted;
    },
  };
}

async function openScene(scene: Scene, columns: number, rows: number) {
  const themes = themesOfTest();
  const swarm = anActionSwarm(aTroubledShop());
  const {store, runner} = swarm;
  store.applyChanges([{kind: 'events', events: shopEvents}], nowMs);
  const console = await renderConsole(store, {
    columns,
    rows,
    raw: rawPay,
    themes: themes.choice,
    runner,
    readLogs: readingOf(...shopLog),
    timeline: await shopTimeline(),
  });
  await scene.go(console, swarm);
  await console.settle();
  return {console, themes};
}

/** A screen of which everything that must hold of every screen can be asked. */
interface Shown {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly screen: EmulatedScreen;
  /** Paints it in other looks. */
  readonly paint: (look: ResolvedTheme) => Promise<void>;
}

async function holds({name, columns, rows, screen, paint}: Shown): Promise<void> {
  await paint(toneTheme);
  const text = screen.rows();
  await expect(`${text.join('\n')}\n`).toMatchFileSnapshot(`./expected/${name}.${columns}x${rows}.txt`);
  const map = readTones(screen, columns, rows);
  const {count, faults} = frameFaults(map);
  expect(count).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  expect(meaningByColorAlone(map)).toEqual([]);
  for (const {text: selected} of selections(map)) {
    // A row or a button with its mark, or the cursor of a text field.
    if (selected.length > 1) expect(selected).toMatch(/^▸/);
  }
  for (const [index, theme] of shippedThemes.entries()) {
    // Without colours all themes are one.
    for (const depth of index === 0 ? [...depths, 'none' as const] : depths) {
      const look = resolveTheme(theme, depth);
      await paint(look);
      const where = `${theme.name}, ${depth}`;
      expect(screen.rows(), where).toEqual(text);
      expect(wrongCells(screen, map, look).slice(0, 5), where).toEqual([]);
    }
  }
}

describe.each(scenes)('$name: $shows', scene => {
  test.each(sizes)('at %i×%i', async (columns, rows) => {
    const {console, themes} = await openScene(scene, columns, rows);
    try {
      await holds({
        name: scene.name,
        columns,
        rows,
        screen: console,
        async paint(look) {
          themes.set(look);
          console.console.lookChanged();
          await console.settle();
        },
      });
    } finally {
      await console.close();
    }
  });
});

describe.each(widgetScenes)('$name: $shows', ({name, node}) => {
  test.each(sizes)('at %i×%i', async (columns, rows) => {
    const screen = await renderScreen(null, {columns, rows});
    try {
      await holds({
        name,
        columns,
        rows,
        screen,
        async paint(look) {
          screen.terminal.render(<ThemeProvider theme={look}>{node(columns, rows)}</ThemeProvider>);
          await screen.settle();
        },
      });
    } finally {
      await screen.close();
    }
  });
});

test('every expected screen is one of these', () => {
  const wanted = [...scenes, ...widgetScenes].flatMap(({name}) =>
    sizes.map(([columns, rows]) => `${name}.${columns}x${rows}.txt`),
  );
  expect(readdirSync(join(import.meta.dirname, 'expected')).sort()).toEqual(wanted.sort());
});
