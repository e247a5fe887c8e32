import {describe, expect, it} from 'vitest';
import {createThemeChoice} from '../../source/app/themes/theme-choice.ts';
import {findShipped} from '../../source/config/shipped.ts';
import {capabilitiesOf} from '../../source/terminal/capabilities.ts';
import {shippedThemes} from '../unit/ui/shipped-themes.ts';
import {type ConsoleHarness, consolesOfTests, shop} from './console-harness.tsx';

const shipped = findShipped('themes', import.meta.dirname) ?? '';
const openConsole = consolesOfTests();

const open = async (settings = '{}', start = 'gruvbox') => {
  const themes = createThemeChoice({
    folders: [shipped],
    terminal: {...capabilitiesOf({COLORTERM: 'truecolor'}), onCapabilities: () => () => undefined},
    watch: () => () => undefined,
    changed: () => undefined,
  });
  themes.choose(start);
  return openConsole(shop().store(), {columns: 80, rows: 24, themes, settings});
};

/** The background of the screen, told by the theme that paints it; null: the terminal's own. */
const themeShown = (console: ConsoleHarness): string | null => {
  const {bg} = console.cell(0, 23);
  const hex = bg === null ? null : `#${bg.toString(16).padStart(6, '0')}`;
  const painted = shippedThemes.find(theme => theme.palette['paper']?.hex === hex);
  return painted?.name ?? null;
};

const chosenLine = (console: ConsoleHarness) => console.rows().find(row => row.startsWith('▸ theme '));

describe(':theme', () => {
  it('offers the themes with what they are for, and shows the screen in the one under the cursor', async () => {
    const console = await open('{"theme": "gruvbox"}');
    expect(themeShown(console)).toBe('gruvbox');
    await console.send(':theme\r');
    expect(chosenLine(console)).toMatch(/^▸ theme gruvbox +Retro and warm, on its own dark brown\.$/);
    expect(themeShown(console)).toBe('gruvbox');
    await console.press('up');
    expect(chosenLine(console)).toContain('theme dracula');
    await console.press('down', 'down', 'down', 'down');
    expect(chosenLine(console)).toContain('theme nord');
    expect(themeShown(console)).toBe('nord');
  });

  it('gives the former theme back on esc, and keeps nothing', async () => {
    const console = await open('{"theme": "gruvbox"}');
    await console.send(':theme nord');
    expect(themeShown(console)).toBe('nord');
    await console.press('esc');
    expect(themeShown(console)).toBe('gruvbox');
    expect(console.saved).toEqual([]);
  });

  it('keeps on enter what was looked at', async () => {
    const console = await open('{"theme": "gruvbox"}');
    await console.send(':theme\r');
    await console.press('down', 'down', 'down', 'enter');
    expect(console.row(23)).toBe(' theme nord');
    expect(themeShown(console)).toBe('nord');
    expect(console.saved).toEqual([{theme: 'nord'}]);
  });

  it('keeps it in the context that has a theme of its own', async () => {
    const console = await open(
      '{"contexts": {"default": {"theme": "gruvbox"}, "other": {"readOnly": true}}}',
    );
    await console.send(':theme nord\r');
    const contexts = console.saved[0]?.contexts;
    expect(console.saved[0]).not.toHaveProperty('theme');
    expect(contexts?.['default']?.theme).toBe('nord');
    expect(contexts?.['other']?.readOnly).toBe(true);
  });

  it('says what is wrong with a name and stays', async () => {
    const console = await open();
    await console.send(':theme gruvbux\r');
    expect(console.row(23)).toBe(' there is no theme "gruvbux"; did you mean "gruvbox"?');
    expect(themeShown(console)).toBe('gruvbox');
    expect(console.saved).toEqual([]);
  });

  it('reads the files again on reload', async () => {
    const console = await open();
    await console.send(':theme reload\r');
    expect(console.row(23)).toBe(' read the themes again');
    expect(themeShown(console)).toBe('gruvbox');
  });
});
