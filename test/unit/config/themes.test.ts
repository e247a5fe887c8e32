import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {defaultSettings} from '../../../source/config/settings.ts';
import {findShipped} from '../../../source/config/shipped.ts';
import {checkTheme, listThemes, readTheme, themeFor} from '../../../source/config/themes.ts';

let folder = '';
const shipped = findShipped('themes', import.meta.dirname) ?? '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'themes-'));
  mkdirSync(join(folder, 'own'));
});

afterAll(() => {
  rmSync(folder, {recursive: true});
});

const sound = {name: 'mine', palette: {sea: {hex: '#0088aa'}}, tones: {title: {fg: 'sea', bold: true}}};

describe('themes', () => {
  it('are shipped, sound, and the default is one of them', () => {
    const names = listThemes([shipped]);
    expect(names).toContain(themeFor(defaultSettings.theme, null));
    expect(names).toContain(themeFor(defaultSettings.theme, 'light'));
    for (const name of names) {
      expect(readTheme(name, [shipped]), name).toMatchObject({kind: 'theme'});
    }
  });

  it('come from the own folder before the shipped one', () => {
    const own = join(folder, 'own');
    writeFileSync(join(own, 'dark.json'), JSON.stringify(sound));
    expect(readTheme('dark', [own, shipped])).toMatchObject({kind: 'theme', theme: {name: 'mine'}});
    expect(readTheme('dark', [join(folder, 'absent'), shipped])).toMatchObject({theme: {name: 'dark'}});
  });

  it('are named nearest when there is none of the name', () => {
    expect(readTheme('drak', [shipped])).toEqual({
      kind: 'absent',
      reason: 'there is no theme "drak"; did you mean "dark"?',
    });
  });

  it('are looked up, never reached by a path', () => {
    expect(readTheme('../themes/dark', [shipped]).kind).toBe('absent');
  });

  it('are refused with line, column and reason', () => {
    const text = `{
  "name": "mine",
  "palette": {"sea": {"hex": "blue"}},
  "tones": {
    "titel": {"fg": "sea"},
    "text": {"fg": "see"}
  }
}`;
    expect(checkTheme('mine.json', text)).toMatchObject({
      kind: 'faulty',
      faults: [
        expect.stringMatching(/^mine\.json:3:23: palette\.sea\.hex must be written as "#rrggbb"$/),
        expect.stringMatching(/^mine\.json:5:5: tones\.titel is not a tone; .*; did you mean "title"\?$/),
        expect.stringMatching(
          /^mine\.json:6:14: tones\.text\.fg must be the name of a colour in `palette`; did you mean "sea"\?$/,
        ),
      ],
    });
    expect(checkTheme('mine.json', '{"name": "mine",}')).toMatchObject({
      faults: ['mine.json:1:16: the "," before "}" must go'],
    });
  });
});
