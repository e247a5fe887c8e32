import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {type ProgramInPty, programsOfTests} from './program-in-pty.ts';

const {start, command, folder} = programsOfTests();

/** Modes that are on when all was written, told from the sequences themselves. */
function modesLeftOn(raw: string): readonly string[] {
  const on = new Set(['?25', '?7', '8']);
  let keyboardFlags = 0;
  for (const [, prefix = '', numbers = '', final] of raw.matchAll(/\x1b\[([?<>]?)([\d;]*)([hlu])/g)) {
    if (final === 'u' && prefix === '>') keyboardFlags += 1;
    if (final === 'u' && prefix === '<') keyboardFlags -= Number(numbers || 1);
    if (final === 'u' || prefix === '<' || prefix === '>') continue;
    for (const number of numbers.split(';')) {
      if (final === 'h') on.add(prefix + number);
      else on.delete(prefix + number);
    }
  }
  return [...on, ...(keyboardFlags === 0 ? [] : [`keyboard ${keyboardFlags}`])].toSorted();
}

/** What a terminal starts with: a visible cursor, wrapping, text reordered by the terminal. */
const plainModes = ['8', '?25', '?7'];

function expectGivenBack(state: ProgramInPty): void {
  expect(modesLeftOn(state.raw)).toEqual(plainModes);
  expect(state.isAlternate()).toBe(false);
  expect(state.screen.modes).toMatchObject({
    bracketedPasteMode: false,
    mouseTrackingMode: 'none',
    originMode: false,
    wraparoundMode: true,
    insertMode: false,
    applicationCursorKeysMode: false,
    applicationKeypadMode: false,
    sendFocusMode: false,
  });
  const sgr = [...state.raw.matchAll(/\x1b\[([\d;]*)m/g)].at(-1)?.[1];
  expect(['', '0']).toContain(sgr);
  const margins = [...state.raw.matchAll(/\x1b\[([\d;]*)r/g)].at(-1)?.[1];
  expect(margins).toBe('');
}

/** Starts the program in a shell that writes down how the terminal driver is set before it and after it. */
async function startBetweenStty(): Promise<ProgramInPty & {expectSttyAsBefore(): Promise<void>}> {
  const before = path.join(folder(), 'stty-before');
  const after = path.join(folder(), 'stty-after');
  const log = path.join(folder(), 'exits.log');
  const script = `stty -g > '${before}'; ${command(log)}; stty -g > '${after}'; echo shell again`;
  const state = start(['sh', '-c', `trap : INT HUP TERM; ${script}`]);
  await state.untilText('size 80x24');
  await state.until('the keyboard protocol is on', () => state.raw.includes('\x1b[>1u'));
  return Object.assign(state, {
    async expectSttyAsBefore() {
      await state.until('the shell goes on', () => state.raw.includes('shell again'));
      await state.untilEnded();
      expect(readFileSync(after, 'utf8')).toBe(readFileSync(before, 'utf8'));
    },
  });
}

test.each([
  ['quitting', 'q'],
  ['SIGTERM', 'T'],
  ['SIGHUP', 'H'],
  ['SIGINT', 'I'],
  ['a component that throws', 'b'],
  ['a key handler that throws', 't'],
  ['a rejection that nobody handles', 'r'],
])('%s gives the terminal back as it was', async (_, key) => {
  const state = await startBetweenStty();
  const taken = ['?1000', '?1006', '?1049', '?2004', 'keyboard 1'];
  expect(modesLeftOn(state.raw)).toEqual(expect.arrayContaining(taken));
  state.pty.write(key);
  await state.expectSttyAsBefore();
  expectGivenBack(state);
});

describe('a child that', () => {
  test.each([
    ['is killed', 'k'],
    ['leaves raw mode, a hidden cursor and colours', 'm'],
  ])('%s does not keep the terminal, nor spoil the shell after it', async (_, key) => {
    const state = await startBetweenStty();
    state.pty.write(key);
    await state.untilText(`keys ${key}`);
    await state.until('the screen is back', () => state.isAlternate());
    state.pty.write('j');
    await state.untilText(`keys ${key} j`);
    state.pty.write('q');
    await state.expectSttyAsBefore();
    expectGivenBack(state);
  });
});

test('a window that changes its size while a child has the terminal is drawn in its new size', async () => {
  const state = start();
  await state.untilText('size 80x24');
  state.pty.write('e');
  await state.untilText('child has the terminal');
  state.screen.resize(100, 30);
  state.pty.resize(100, 30);
  state.pty.write('x\r');
  await state.untilText('size 100x30');
});

test('a console that was stopped by SIGSTOP draws its screen anew when it goes on', async () => {
  const state = start(['bash', '--norc', '-i']);
  await state.untilText('shell>');
  state.pty.write(`${command(state.log)}\r`);
  await state.untilText('size 80x24');
  state.pty.write('S');
  await state.untilText('Stopped');
  state.pty.write('echo overwritten\r');
  await state.until('the shell has answered', () => /\noverwritten/.test(state.text()));
  state.pty.write('fg\r');
  await state.until('the screen is back', () => /^size 80x24\nkeys S$/.test(state.text()));
  state.pty.write('j');
  await state.untilText('keys S j');
  state.pty.write('q');
  await state.untilText('ended: closed');
  state.pty.write('exit\r');
  await state.untilEnded();
  expect(state.isAlternate()).toBe(false);
});

test('a terminal that goes away ends the program, without a word in the log', async () => {
  const state = start();
  await state.untilText('size 80x24');
  const {pid} = state.pty;
  const isThere = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  expect(isThere()).toBe(true);
  // Closes our end, as a terminal whose window is closed does; the types leave it out.
  (state.pty as unknown as {destroy(): void}).destroy();
  await state.until('the process is gone', () => !isThere());
  expect(existsSync(state.log)).toBe(false);
});

test('for a screen reader nothing is drawn: lines that stay, and no sequence but those for pastes', async () => {
  const state = start(undefined, {MEDIANEST_SCREEN_READER: '1'});
  await state.untilText('ready, with nothing drawn');
  state.pty.write('j\x1b[A');
  await state.untilText('key up');
  state.pty.write('q');
  await state.untilEnded();
  expect(state.raw).toBe(
    '\x1b[?2004hready, with nothing drawn\r\nkey j\r\nkey up\r\nkey q\r\n\x1b[?2004lended: closed\r\n',
  );
});
