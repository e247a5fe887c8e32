import {PassThrough} from 'node:stream';
import {Terminal as Xterm} from '@xterm/headless';
import {Box, Text} from 'ink';
import {afterEach, describe, expect, test} from 'vitest';
import {Canvas} from '../../source/terminal/canvas.tsx';
import {createFrameClock, systemTimers} from '../../source/terminal/frame-clock.ts';
import {openLink} from '../../source/terminal/link/link.ts';
import type {Screen} from '../../source/terminal/screen.ts';
import {createScreen, type StageOptions} from '../../source/terminal/stage/stage.tsx';
import {type EmulatedScreen, readScreen} from './emulated-screen.ts';
import {FakeOutput} from './fake-streams.ts';

interface Opened extends EmulatedScreen {
  readonly screen: Screen;
  readonly stdout: FakeOutput;
  readonly logged: readonly string[];
  readonly cursor: () => {readonly column: number; readonly row: number; readonly isShown: boolean};
  settle(): Promise<void>;
}

const open: Opened[] = [];
afterEach(() => {
  for (const {screen} of open.splice(0)) screen.close();
});

function openScreen(more: Partial<StageOptions> = {}): Opened {
  const emulator = new Xterm({cols: 40, rows: 10, allowProposedApi: true});
  const stdout = new FakeOutput(emulator);
  const logged: string[] = [];
  let isShown = true;
  emulator.parser.registerCsiHandler({prefix: '?', final: 'h'}, ([mode]) => {
    if (mode === 25) isShown = true;
    return false;
  });
  emulator.parser.registerCsiHandler({prefix: '?', final: 'l'}, ([mode]) => {
    if (mode === 25) isShown = false;
    return false;
  });
  const screen = createScreen({
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough(),
    env: {},
    log: {path: 'medianest.log', write: text => void logged.push(text)},
    link: openLink({stdout, timers: systemTimers}),
    clock: createFrameClock(() => 0, systemTimers),
    altScreen: true,
    ...more,
  });
  const opened: Opened = {
    ...readScreen(emulator),
    screen,
    stdout,
    logged,
    cursor: () => ({
      column: emulator.buffer.active.cursorX,
      row: emulator.buffer.active.cursorY,
      isShown,
    }),
    async settle() {
      await screen.flush();
      await new Promise<void>(resolve => emulator.write('', resolve));
    },
  };
  open.push(opened);
  return opened;
}

function Page({
  text,
  caret = null,
}: {
  readonly text: string;
  readonly caret?: {column: number; row: number} | null;
}) {
  return (
    <Box flexDirection="column">
      <Text>above</Text>
      <Box marginLeft={2}>
        <Canvas rows={[[{text, style: {}}]]} width={20} height={2} caret={caret} />
      </Box>
    </Box>
  );
}

function Broken(): never {
  throw new Error('thrown while rendering');
}

describe('a tree that is not as the stage was written for', () => {
  test('is painted by Ink itself, and the log says why', async () => {
    const opened = openScreen({findRoot: () => 'the root has no onRender'});
    opened.screen.show(<Page text="hello" />);
    await opened.settle();
    expect(opened.screen.renderer).toBe('ink');
    expect(opened.rows().slice(0, 2)).toEqual(['above', '  hello']);
    expect(opened.logged).toEqual([
      'the paint stage does not know this Ink, which paints itself: the root has no onRender',
    ]);
    opened.screen.show(<Page text="changed" />);
    await opened.settle();
    expect(opened.row(1)).toBe('  changed');
  });
});

describe.each(['stage', 'ink'])('a screen painted by the %s', renderer => {
  const env = {MEDIANEST_RENDERER: renderer};

  test('says who paints, and is on the alternate screen from the first frame on', async () => {
    const {screen, settle, isAlternate} = openScreen({env});
    screen.show(<Page text="hello" />);
    await settle();
    expect(screen.renderer).toBe(renderer);
    expect(isAlternate()).toBe(true);
    expect(screen.counts.frames).toBe(1);
  });

  test('writes a changed word and not the screen', async () => {
    const {screen, settle, stdout, row} = openScreen({env});
    screen.show(<Page text="task 1 of 9" />);
    await settle();
    const before = stdout.bytes;
    screen.show(<Page text="task 2 of 9" />);
    await settle();
    expect(row(1)).toBe('  task 2 of 9');
    expect(stdout.bytes - before).toBeLessThan(30);
  });

  test('lends the terminal as a shell knows it, and paints all again afterwards', async () => {
    const {screen, settle, isAlternate, cursor, row, stdout} = openScreen({env});
    screen.show(<Page text="hello" />);
    await settle();
    await screen.suspend(async () => {
      stdout.write('');
      await settle();
      expect(isAlternate()).toBe(false);
      expect(cursor().isShown).toBe(true);
      screen.show(<Page text="meanwhile" />);
      await settle();
      expect(isAlternate()).toBe(false);
      stdout.write('from the child');
    });
    await settle();
    expect(isAlternate()).toBe(true);
    expect(row(0)).toBe('above');
    expect(row(1)).toBe('  meanwhile');
    expect(cursor().isShown).toBe(false);
  });

  test('gives the terminal back when it is closed', async () => {
    const {screen, settle, isAlternate, cursor} = openScreen({env});
    screen.show(<Page text="hello" />);
    await settle();
    screen.close();
    await settle();
    expect(isAlternate()).toBe(false);
    expect(cursor().isShown).toBe(true);
    await expect(screen.ended).resolves.toBeUndefined();
  });

  test('tells what a component threw', async () => {
    const {screen} = openScreen({env});
    screen.show(<Broken />);
    await expect(screen.ended).rejects.toThrow('thrown while rendering');
  });
});

describe('the caret of a canvas', () => {
  test('is the terminal’s own cursor on the stage, so that input methods find it', async () => {
    const {screen, settle, cursor, cell} = openScreen();
    screen.show(<Page text="hello" caret={{column: 3, row: 0}} />);
    await settle();
    expect(cursor()).toEqual({column: 5, row: 1, isShown: true});
    expect(cell(5, 1).inverse).toBe(false);
    screen.show(<Page text="hello" caret={{column: 4, row: 1}} />);
    await settle();
    expect(cursor()).toEqual({column: 6, row: 2, isShown: true});
    screen.show(<Page text="hello" />);
    await settle();
    expect(cursor().isShown).toBe(false);
  });

  test('stays where it is when something else changes', async () => {
    const {screen, settle, cursor} = openScreen();
    screen.show(<Page text="hello" caret={{column: 3, row: 1}} />);
    await settle();
    screen.show(<Page text="world" caret={{column: 3, row: 1}} />);
    await settle();
    expect(cursor()).toEqual({column: 5, row: 2, isShown: true});
  });

  test('is an inverted cell where Ink paints', async () => {
    const {screen, settle, cursor, cell} = openScreen({env: {MEDIANEST_RENDERER: 'ink'}});
    screen.show(<Page text="h東o" caret={{column: 1, row: 0}} />);
    await settle();
    expect(cursor().isShown).toBe(false);
    expect(cell(2, 1).inverse).toBe(false);
    expect(cell(3, 1)).toMatchObject({text: '東', inverse: true});
    screen.show(<Page text="hi" caret={{column: 5, row: 0}} />);
    await settle();
    expect(cell(7, 1)).toMatchObject({text: ' ', inverse: true});
  });
});
