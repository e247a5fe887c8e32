import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {programsOfTests} from './program-in-pty.ts';

const {start, command} = programsOfTests();

test('keys are shown in order, several in one chunk too, and nothing is written at rest', async () => {
  const state = start();
  await state.untilText('size 80x24');
  expect(state.isAlternate()).toBe(true);
  state.pty.write('jjj\x1b[A\x1b[5~ \x12');
  await state.untilText('keys j j j up pageup space ctrl+r');
  const before = state.bytes;
  // There is no event for "nothing happens"; a second is thirty frames.
  await new Promise(resolve => setTimeout(resolve, 1000));
  expect(state.bytes - before).toBe(0);
});

test('the window may change its size', async () => {
  const state = start();
  await state.untilText('size 80x24');
  state.screen.resize(120, 40);
  state.pty.resize(120, 40);
  await state.untilText('size 120x40');
});

test('closing restores the screen and the modes', async () => {
  const state = start();
  await state.untilText('size 80x24');
  state.pty.write('q');
  await state.untilEnded();
  expect(state.exitCode).toBe(0);
  expect(state.isAlternate()).toBe(false);
  expect(state.text()).toBe('ended: closed');
  expect(state.raw.lastIndexOf('\x1b[?25h')).toBeGreaterThan(state.raw.lastIndexOf('\x1b[?25l'));
  expect(state.raw.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(state.raw.lastIndexOf('\x1b[?2004h'));
});

describe.each([
  ['a component that throws', 'b', 'thrown while rendering'],
  ['a key handler that throws', 't', 'thrown at a key'],
  ['a rejection that nobody handles', 'r', 'rejected unseen'],
])('a bug: %s', (_, key, message) => {
  test('restores the terminal, leaves a trace in the log and exits with 70', async () => {
    const state = start();
    await state.untilText('size 80x24');
    state.pty.write(key);
    await state.untilEnded();
    expect(state.exitCode).toBe(70);
    expect(state.isAlternate()).toBe(false);
    expect(state.text()).toContain(`MediaNest ended because of a bug in it: ${message}`);
    expect(readFileSync(state.log, 'utf8')).toMatch(new RegExp(`bug: Error: ${message}\\n\\s+at `));
  });
});

test.each(['SIGTERM', 'SIGHUP'])('%s restores the terminal', async signal => {
  const state = start();
  await state.untilText('size 80x24');
  state.pty.kill(signal);
  await state.untilEnded();
  expect(state.isAlternate()).toBe(false);
  expect(state.text()).toContain('ended: signal');
  expect(existsSync(state.log)).toBe(false);
});

test('what libraries print goes to the log and not to the screen', async () => {
  const state = start();
  await state.untilText('size 80x24');
  state.pty.write('l');
  await state.untilText('keys l');
  expect(readFileSync(state.log, 'utf8')).toContain('console.log: a library talks');
  expect(state.text()).not.toContain('a library talks');
});

test('copying writes the sequence that terminals know', async () => {
  const state = start();
  await state.untilText('size 80x24');
  state.pty.write('c');
  await state.untilText('keys c');
  expect(state.raw).toContain(`\x1b]52;c;${Buffer.from('copied text').toString('base64')}\x07`);
});

test('a child gets the terminal, its input too, and the screen comes back after it', async () => {
  const state = start();
  await state.untilText('size 80x24');
  state.pty.write('e');
  await state.untilText('child has the terminal');
  expect(state.isAlternate()).toBe(false);
  state.pty.write('hello\r');
  await state.until('the screen is back', () => state.isAlternate() && state.text().includes('keys e'));
  expect(state.raw).toContain('child read hello');
  state.pty.write('j');
  await state.untilText('keys e j');
});

test('Ctrl-Z stops the console, the shell goes on, fg brings it back', async () => {
  const state = start(['bash', '--norc', '-i']);
  await state.untilText('shell>');
  state.pty.write(`${command(state.log)}\r`);
  await state.untilText('size 80x24');
  state.pty.write('j');
  await state.untilText('keys j');
  state.pty.write('\x1a');
  await state.untilText('Stopped');
  expect(state.isAlternate()).toBe(false);
  state.pty.write('fg\r');
  await state.until(
    'the screen is back',
    () => state.isAlternate() && state.text().includes('keys j ctrl+z'),
  );
  state.pty.write('k');
  await state.untilText('keys j ctrl+z k');
});
