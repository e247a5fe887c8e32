import {afterEach, describe, expect, test} from 'vitest';
import {Root} from '../../source/app/root.tsx';
import type {ThemeChoice} from '../../source/app/themes/theme-choice.ts';
import {TerminalProvider} from '../../source/terminal/terminal-context.tsx';
import {isTheme} from '../../source/ui/theme.ts';
import {resolveTheme} from '../../source/ui/theme-resolve.ts';
import darkFile from '../../themes/dark.json' with {type: 'json'};
import {anActionSwarm} from '../builders/action-swarm.ts';
import {type ConsoleHarness, renderConsole, shop} from './console-harness.tsx';
import {cellsInWords, type EmulatedScreen} from './emulated-screen.ts';
import {stockCells} from './stock-screen.ts';

let open: ConsoleHarness | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

if (!isTheme(darkFile)) throw new Error('the dark theme is not a theme');
const look = resolveTheme(darkFile, '256');
/** One theme, with colours. */
const themes: ThemeChoice = {
  look: () => look,
  lookOf: () => look,
  choose: () => null,
  reload: () => null,
  options: () => [],
  close: () => undefined,
};

/** What is typed, key after key, and what is open then. */
const places: readonly (readonly [string, readonly string[]])[] = [
  ...['overview', 'svc', 'no', 'ta', 'st', 'co', 'net', 'vol', 'sec', 'cfg', 'ev', 'ctx'].map(
    list => [`the list "${list}"`, [`:${list}`, 'enter']] as const,
  ),
  ['a description', [':svc', 'enter', 'd']],
  ['a specification', [':svc', 'enter', 'y']],
  ['who uses a service', [':svc', 'enter', 'u']],
  ['tasks of a service', [':svc', 'enter', 'enter']],
  ['the help', ['?']],
  ['the palette', [':s']],
  ['a filter', [':svc', 'enter', '/', 'we']],
  ['marked rows', [':svc', 'enter', 'space', 'j', 'space']],
  ['the columns', [':svc', 'enter', 'ctrl+w']],
  ['a plan', [':svc', 'enter', 'r']],
  ['a plan whose name is typed', [':svc', 'enter', 'ctrl+d', 'we']],
  ['a refusal', [':svc', 'enter', 'ctrl+u']],
  ['several plans', [':svc', 'enter', 'space', 'j', 'space', 'r']],
  ['a form', [':svc', 'enter', 's', 'we']],
  ['an action on its way', [':no', 'enter', 'g', 'r', 'tab', 'enter']],
  ['the line above the footer', [':no', 'enter', 'g', 'r', 'tab', 'enter', 'esc']],
  ['the journal', ['@']],
];

const isText = (step: string) => step.startsWith(':') || step === 'we';

/** The screen with the terminal's own cursor as stock Ink shows it: an inverted cell. */
function withDrawnCaret(screen: ConsoleHarness): EmulatedScreen {
  const raw = screen.raw();
  if (raw.lastIndexOf('\x1b[?25h') <= raw.lastIndexOf('\x1b[?25l')) return screen;
  const caret = screen.cursor();
  return {
    ...screen,
    cell(column, row) {
      const cell = screen.cell(column, row);
      return column === caret.column && row === caret.row ? {...cell, inverse: !cell.inverse} : cell;
    },
  };
}

describe.each([
  [80, 24],
  [120, 40],
  [200, 60],
  [50, 8],
])('at %i×%i', (columns, rows) => {
  test.each(places)('%s is what stock Ink makes of it, cell for cell', async (_title, steps) => {
    const swarm = anActionSwarm(shop());
    open = await renderConsole(swarm.store, {columns, rows, themes, runner: swarm.runner});
    const {console, terminal} = open;
    const root = <Root console={console} />;
    for (const step of steps) await (isText(step) ? open.type(step) : open.press(step));
    await open.settle();
    const stock = await stockCells(<TerminalProvider terminal={terminal}>{root}</TerminalProvider>, {
      columns,
      rows,
    });
    expect(cellsInWords(withDrawnCaret(open), columns, rows)).toEqual(stock);
  });
});
