import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import type {ThemeChoice} from '../../../source/app/themes/theme-choice.ts';
import {type ResolvedTheme, resolveTheme} from '../../../source/ui/theme-resolve.ts';
import {nowMs} from '../../builders/objects.ts';
import {aTroubledShop, rawPay, shopEvents} from '../../builders/troubled-shop.ts';
import {shippedThemes} from '../../unit/ui/shipped-themes.ts';
import {type ConsoleHarness, renderConsole} from '../console-harness.tsx';
import {type Scene, scenes} from './scenes.ts';
import {frameFaults, meaningByColorAlone, selections} from './screen-rules.ts';
import {readTones, type ToneMap, toneTheme, wrongCells} from './tone-map.ts';

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
  const store = aTroubledShop().store();
  store.applyChanges([{kind: 'events', events: shopEvents}], nowMs);
  const console = await renderConsole(store, {columns, rows, raw: rawPay, themes: themes.choice});
  await scene.go(console);
  await console.settle();
  return {console, themes};
}

describe.each(scenes)('$name: $shows', scene => {
  test.each(sizes)('at %i×%i', async (columns, rows) => {
    const {console, themes} = await openScene(scene, columns, rows);
    try {
      const text = console.rows();
      await expect(`${text.join('\n')}\n`).toMatchFileSnapshot(
        `./expected/${scene.name}.${columns}x${rows}.txt`,
      );
      const map = readTones(console, columns, rows);
      const {count, faults} = frameFaults(map);
      expect(count).toBeGreaterThan(0);
      expect(faults).toEqual([]);
      expect(meaningByColorAlone(map)).toEqual([]);
      for (const {text: selected, row} of selections(map)) {
        // A row of a table from side to side with its mark, or the cursor of a text field.
        if (row < rows - 1) expect(selected).toMatch(/^▸/);
        if (row < rows - 1) expect(selected.length).toBeGreaterThan(columns / 4);
      }
      await inEveryTheme(console, themes.set, map, text);
    } finally {
      await console.close();
    }
  });
});

async function inEveryTheme(
  console: ConsoleHarness,
  show: (look: ResolvedTheme) => void,
  map: ToneMap,
  text: readonly string[],
): Promise<void> {
  for (const [index, theme] of shippedThemes.entries()) {
    // Without colours all themes are one.
    for (const depth of index === 0 ? [...depths, 'none' as const] : depths) {
      const look = resolveTheme(theme, depth);
      show(look);
      console.console.lookChanged();
      await console.settle();
      const where = `${theme.name}, ${depth}`;
      expect(console.rows(), where).toEqual(text);
      expect(wrongCells(console, map, look).slice(0, 5), where).toEqual([]);
    }
  }
}
