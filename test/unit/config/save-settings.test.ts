import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {readSettings} from '../../../source/config/read-settings.ts';
import {saveSettings} from '../../../source/config/save-settings.ts';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  path = join(folder, 'medianest', 'settings.json');
});

afterEach(() => {
  rmSync(folder, {recursive: true});
});

const inFolder = (name: string, text: string) => {
  path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('saving settings', () => {
  it('makes folder and file, and writes nothing but what was changed', async () => {
    expect(await saveSettings(path, {theme: 'dark'})).toEqual({kind: 'saved'});
    expect(readFileSync(path, 'utf8')).toBe('{\n  "theme": "dark"\n}\n');
    expect(readSettings(path).settings.theme).toBe('dark');
  });

  it('leaves the other settings as they are, unknown ones too', async () => {
    inFolder('settings.json', '{"mouse": false, "future": [1, 2], "contexts": {"a.b": {"readOnly": true}}}');
    await saveSettings(path, {panes: {services: {columns: ['name'], sort: null}}});
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      mouse: false,
      future: [1, 2],
      contexts: {'a.b': {readOnly: true}},
      panes: {services: {columns: ['name']}},
    });
  });

  it.each([
    ['a syntax error', '{"mouse": false,}'],
    ['a wrong value', '{"mouse": "no"}'],
    ['something that is no object', '[1]'],
  ])('leaves a file with %s untouched, byte for byte, and says why', async (_, text) => {
    inFolder('settings.json', text);
    const outcome = await saveSettings(path, {theme: 'dark'});
    expect(outcome.kind).toBe('refused');
    expect(outcome).toHaveProperty('reason', expect.stringContaining(`${path}:1:`));
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('refuses a value that would make the file faulty, and says which', async () => {
    const outcome = await saveSettings(path, {theme: ''});
    expect(outcome).toEqual({kind: 'refused', reason: expect.stringMatching(/^theme: must be /)});
    expect(readSettings(path).exists).toBe(false);
  });

  it('leaves an empty file untouched', async () => {
    inFolder('settings.json', '');
    expect((await saveSettings(path, {theme: 'dark'})).kind).toBe('refused');
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});
