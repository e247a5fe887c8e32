import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
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

  it('name the colour or the tone that was probably meant, and what is missing', () => {
    const faultsOf = (value: unknown) => {
      const reading = checkTheme('mine.json', JSON.stringify(value, null, 1));
      return reading.kind === 'faulty' ? reading.faults : [];
    };
    expect(faultsOf({palette: {crimson: {hex: '#aa0000'}}, tones: {critical: {fg: 'crimsom'}}})).toEqual([
      'mine.json:1:1: name is missing: a text',
      'mine.json:9:4: tones.critical.fg must be the name of a colour in `palette`; did you mean "crimson"?',
    ]);
    expect(faultsOf({...sound, background: 'blue', paper: 'white', palette: 7})).toEqual([
      'mine.json:10:2: background must be one of dark, light, any',
      'mine.json:11:2: paper must be written as "#rrggbb"',
      'mine.json:3:2: palette must be an object of colours',
      'mine.json:6:4: tones.title.fg must be the name of a colour in `palette`',
    ]);
  });

  it('are never opened when they are no files, or larger than any theme', () => {
    const own = join(folder, 'odd');
    mkdirSync(own);
    const faultOf = (name: string) => {
      const reading = readTheme(name, [own]);
      return reading.kind === 'faulty' ? reading.faults : [];
    };
    const path = (name: string) => join(own, `${name}.json`);
    mkdirSync(path('folder'));
    expect(faultOf('folder')).toEqual([`${path('folder')}: it is no file`]);
    symlinkSync(path('loop'), path('loop'));
    expect(faultOf('loop')).toEqual([`${path('loop')}: it is a link that leads back to itself`]);
    symlinkSync(path('gone'), path('dangling'));
    expect(faultOf('dangling')).toEqual([`${path('dangling')}: it is a link to a file that is not there`]);
    execFileSync('mkfifo', [path('pipe')]);
    expect(faultOf('pipe')).toEqual([`${path('pipe')}: it is no file`]);
    writeFileSync(path('huge'), `${JSON.stringify(sound)}${' '.repeat(300 * 1024)}`);
    expect(faultOf('huge')).toEqual([`${path('huge')}: it is larger than 256 KB, which no theme is`]);
    writeFileSync(path('bytes'), Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    expect(faultOf('bytes')).toEqual([expect.stringMatching(/bytes\.json:1:1: a value is missing before /)]);
  });

  it.skipIf(process.getuid?.() === 0)('say so when they may not be read', () => {
    const path = join(folder, 'own', 'locked.json');
    writeFileSync(path, JSON.stringify(sound), {mode: 0o000});
    expect(readTheme('locked', [join(folder, 'own')])).toMatchObject({
      faults: [`${path}: you may not read it`],
    });
  });

  it('never make the reader throw, whatever is in the file', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map(value => JSON.stringify({...sound, tones: value})),
        ),
        text => {
          const reading = checkTheme('any.json', text);
          expect(['theme', 'faulty']).toContain(reading.kind);
          if (reading.kind === 'faulty') {
            expect(reading.faults.length).toBeGreaterThan(0);
            for (const fault of reading.faults) expect(fault).toMatch(/^any\.json:\d+:\d+: /);
          }
        },
      ),
    );
  });
});
