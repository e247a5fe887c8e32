import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createThemeChoice} from '../../../../source/app/themes/theme-choice.ts';
import {findShipped} from '../../../../source/config/shipped.ts';
import {
  type Background,
  type Capabilities,
  capabilitiesOf,
} from '../../../../source/terminal/capabilities.ts';
import {resolveTheme} from '../../../../source/ui/theme-resolve.ts';
import {shippedThemes} from '../../ui/shipped-themes.ts';

const shipped = findShipped('themes', import.meta.dirname) ?? '';

let own = '';
beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'own-themes-'));
});
afterEach(() => {
  rmSync(own, {recursive: true});
});

const looksOf = (name: string) => {
  const theme = shippedThemes.find(each => each.name === name);
  if (theme === undefined) throw new Error(`no theme ${name}`);
  return resolveTheme(theme, 'truecolor');
};

/** A terminal that tells of itself when the test says so, and a folder that is watched. */
function setUp(background: Background = null) {
  let capabilities: Capabilities = {...capabilitiesOf({COLORTERM: 'truecolor'}), background};
  const told: (() => void)[] = [];
  const written: (() => void)[] = [];
  const problems: (string | null)[] = [];
  const choice = createThemeChoice({
    folders: [own, shipped],
    terminal: {
      get colorDepth() {
        return capabilities.colorDepth;
      },
      get background() {
        return capabilities.background;
      },
      onCapabilities(listener) {
        told.push(listener);
        return () => void told.splice(told.indexOf(listener), 1);
      },
    },
    watch(onChange) {
      written.push(onChange);
      return () => void written.splice(written.indexOf(onChange), 1);
    },
    changed: problem => problems.push(problem),
  });
  return {
    choice,
    /** What was told to be painted anew, or complained of. */
    problems,
    listeners: () => told.length + written.length,
    tell(more: Partial<Capabilities>) {
      capabilities = {...capabilities, ...more};
      for (const listener of [...told]) listener();
    },
    write(name: string, content: unknown) {
      const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
      writeFileSync(join(own, `${name}.json`), text);
      for (const listener of [...written]) listener();
    },
  };
}

const mine = (hex: string) => ({
  name: 'mine',
  about: 'my own',
  palette: {sea: {hex}},
  tones: {title: {fg: 'sea'}},
});

describe('the theme that is chosen by the background', () => {
  it('is the dark one on a dark terminal and on one that tells nothing, the light one on a light terminal', () => {
    for (const [background, name] of [
      ['dark', 'dark'],
      [null, 'dark'],
      ['light', 'light'],
    ] as const) {
      const {choice} = setUp(background);
      expect(choice.choose('auto')).toBeNull();
      expect(choice.look()).toEqual(looksOf(name));
    }
  });

  it('follows a late answer with one repaint, and none where nothing looks otherwise', () => {
    const {choice, tell, problems} = setUp();
    choice.choose('auto');
    tell({background: 'light'});
    expect(choice.look()).toEqual(looksOf('light'));
    expect(problems).toEqual([null]);
    tell({version: 'xterm(390)'});
    tell({hasSynchronizedOutput: true});
    expect(problems).toEqual([null]);
  });

  it('gives way to a theme that was chosen by name, whatever the terminal answers', () => {
    const {choice, tell, problems} = setUp();
    choice.choose('nord');
    tell({background: 'light'});
    expect(choice.look()).toEqual(looksOf('nord'));
    expect(problems).toEqual([]);
  });
});

describe('a theme of the person’s own', () => {
  it('is shown as soon as its file is written, and looks otherwise as soon as it is changed', () => {
    writeFileSync(join(own, 'mine.json'), JSON.stringify(mine('#0088aa')));
    const {choice, write, problems} = setUp();
    expect(choice.choose('mine')).toBeNull();
    expect(choice.look().title).toEqual({foreground: {kind: 'rgb', red: 0, green: 0x88, blue: 0xaa}});
    write('mine', mine('#00aa88'));
    expect(choice.look().title).toEqual({foreground: {kind: 'rgb', red: 0, green: 0xaa, blue: 0x88}});
    expect(problems).toEqual([null]);
  });

  it('that was broken while it is on the screen stays as it was, and the fault is told with its line', () => {
    writeFileSync(join(own, 'mine.json'), JSON.stringify(mine('#0088aa')));
    const {choice, write, problems} = setUp();
    choice.choose('mine');
    const before = choice.look();
    write('mine', '{\n  "name": "mine",\n  "palette": {"sea": {"hex": "blue"}},\n  "tones": {}\n}');
    expect(choice.look()).toBe(before);
    expect(problems).toEqual([
      `theme mine: ${own}/mine.json:3:23: palette.sea.hex must be written as "#rrggbb"`,
    ]);
    write('mine', mine('#ffffff'));
    expect(problems.at(-1)).toBeNull();
    expect(choice.look().title.foreground).toEqual({kind: 'rgb', red: 255, green: 255, blue: 255});
  });

  it('that is broken from the start is replaced by the automatic one, until it is mended', () => {
    writeFileSync(join(own, 'mine.json'), '{"name": "mine",}');
    const {choice, write} = setUp('light');
    expect(choice.choose('mine')).toBe(`theme mine: ${own}/mine.json:1:16: the "," before "}" must go`);
    expect(choice.look()).toEqual(looksOf('light'));
    write('mine', mine('#0088aa'));
    expect(choice.look().title.foreground).toEqual({kind: 'rgb', red: 0, green: 0x88, blue: 0xaa});
  });

  it('is read again on demand where no change was noticed', () => {
    const {choice} = setUp();
    writeFileSync(join(own, 'mine.json'), JSON.stringify(mine('#0088aa')));
    choice.choose('mine');
    writeFileSync(join(own, 'mine.json'), JSON.stringify(mine('#ffffff')));
    expect(choice.reload()).toBeNull();
    expect(choice.look().title.foreground).toEqual({kind: 'rgb', red: 255, green: 255, blue: 255});
  });
});

describe('choosing', () => {
  it('leaves what is on the screen when there is no theme of the name', () => {
    const {choice} = setUp();
    choice.choose('gruvbox');
    expect(choice.choose('gruvbux')).toBe('there is no theme "gruvbux"; did you mean "gruvbox"?');
    expect(choice.look()).toEqual(looksOf('gruvbox'));
  });

  it('offers every theme with what it is for, own ones too, and faulty ones with what is wrong', () => {
    const {choice, write} = setUp();
    write('mine', mine('#0088aa'));
    write('broken', '[]');
    const options = new Map(choice.options().map(({name, about}) => [name, about]));
    expect([...options.keys()][0]).toBe('auto');
    for (const {name, about} of shippedThemes) expect(options.get(name)).toBe(about);
    expect(options.get('mine')).toBe('my own');
    expect(options.get('broken')).toMatch(
      /^✖ theme broken: .*broken\.json:1:1: a theme must be a JSON object$/,
    );
  });

  it('looks at another theme without leaving the present one', () => {
    const {choice} = setUp();
    choice.choose('gruvbox');
    expect(choice.lookOf('nord')).toEqual(looksOf('nord'));
    expect(choice.lookOf('none-such')).toBeNull();
    expect(choice.look()).toEqual(looksOf('gruvbox'));
  });

  it('listens no more once it is closed', () => {
    const {choice, listeners} = setUp();
    expect(listeners()).toBe(2);
    choice.close();
    expect(listeners()).toBe(0);
  });

  it('takes a folder of the name of a theme for no theme', () => {
    mkdirSync(join(own, 'folder.json'));
    const {choice} = setUp();
    expect(choice.choose('folder')).toBe(`theme folder: ${own}/folder.json: it is no file`);
  });
});
