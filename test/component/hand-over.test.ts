import {chmodSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {type ProgramInPty, programsOfTests} from './program-in-pty.ts';

const {start, folder} = programsOfTests();

/** Writes a program of a few lines of shell that stands in for a person's own. */
function aProgram(name: string, script: string): string {
  const file = path.join(folder(), name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

async function started(env: Readonly<Record<string, string>> = {}): Promise<ProgramInPty> {
  const state = start(undefined, env);
  await state.untilText('size 80x24');
  return state;
}

/** The screen is the program's own again, it takes keys, and the modes are those that it wants. */
async function expectTakenBack(state: ProgramInPty, end: string): Promise<void> {
  await state.untilText(end);
  await state.until('the screen is back', () => state.isAlternate());
  state.pty.write('j');
  await state.until('a key is answered', () => /keys .* j$/m.test(state.text()));
  expect(state.screen.modes).toMatchObject({
    bracketedPasteMode: true,
    mouseTrackingMode: 'vt200',
    originMode: false,
    wraparoundMode: false,
    insertMode: false,
    applicationCursorKeysMode: false,
    applicationKeypadMode: false,
    sendFocusMode: false,
  });
}

describe('a child', () => {
  test('that is killed gives the terminal back, and its end is told', async () => {
    const state = await started();
    state.pty.write('k');
    await expectTakenBack(state, '{"kind":"killed","signal":"SIGKILL"}');
  });

  test('that dies in raw mode, on the other screen, with mouse and all else on, leaves nothing of it', async () => {
    const state = await started();
    state.pty.write('m');
    await expectTakenBack(state, '{"kind":"killed","signal":"SIGKILL"}');
    // Drawn by letters and not by lines, from the first row on: neither the character set nor the margins stayed.
    expect(state.text()).toMatch(/^size 80x24\nkeys m j\n/);
    state.pty.write('q');
    await state.untilEnded();
    expect(state.isAlternate()).toBe(false);
    expect(state.text().trim()).toBe('ended: closed');
  });

  test('that cannot be started is told in words', async () => {
    const state = await started();
    state.pty.write('n');
    await expectTakenBack(state, 'there is no program \\"no-such-program\\"');
  });

  test('gets Ctrl-C for itself alone', async () => {
    const state = await started();
    state.pty.write('i');
    await state.untilText('child waits');
    state.pty.write('\x03');
    await state.untilText('child was interrupted');
    state.pty.write('\r');
    await state.untilText('child goes on');
    state.pty.write('\r');
    await expectTakenBack(state, '{"kind":"exited","code":0}');
  });

  test('that Ctrl-\\ ends does not take the console with it', async () => {
    const state = await started();
    state.pty.write('w');
    await state.untilText('child waits');
    state.pty.write('\x1c');
    await expectTakenBack(state, '{"kind":"killed","signal":"SIGQUIT"}');
  });

  test('may be a shell with jobs of its own', async () => {
    const state = await started();
    state.pty.write('x');
    await state.until('the shell asks', () => /shell> $/.test(state.raw));
    state.pty.write('echo $((6 * 7))\r');
    await state.until('the shell answers', () => /\b42\r/.test(state.raw));
    state.pty.write('exit 3\r');
    await expectTakenBack(state, '{"kind":"exited","code":3}');
  });

  test('that writes more than the terminal takes at once loses nothing', async () => {
    const state = await started();
    const before = state.bytes;
    state.pty.write('F');
    await state.untilText('all written');
    expect(state.raw.split('0123456789abcdef').length - 1).toBeGreaterThan(400_000 / 17 - 2);
    expect(state.bytes - before).toBeGreaterThan(400_000);
    state.pty.write('\r');
    await expectTakenBack(state, '{"kind":"exited","code":0}');
  });

  test('is hung up when the console is ended meanwhile', async () => {
    const state = await started();
    state.pty.write('w');
    await state.untilText('child waits');
    process.kill(state.pty.pid, 'SIGTERM');
    await state.untilEnded();
    expect(state.text()).toContain('ended: signal');
    expect(state.isAlternate()).toBe(false);
  });
});

describe('a pager', () => {
  test('gets the text, and keys from the terminal', async () => {
    const pager = aProgram('pager', 'cat; echo "all of it"; read key < /dev/tty; echo "key $key"');
    const state = await started({PAGER: pager});
    state.pty.write('p');
    await state.until('the text is shown', () => /a text to page\r\nall of it\r/.test(state.raw));
    state.pty.write('z\r');
    await expectTakenBack(state, '{"kind":"exited","code":0}');
    expect(state.raw).toContain('key z');
  });

  test('may be left before it has read the text', async () => {
    const state = await started({PAGER: 'true'});
    state.pty.write('p');
    await expectTakenBack(state, '{"kind":"exited","code":0}');
  });
});

describe('an editor', () => {
  test('changes a text in a file that only its person can read, which is removed', async () => {
    const notes = path.join(folder(), 'edited-file');
    const editor = aProgram(
      'editor',
      `echo "$2" > '${notes}'; stat -c %a "$2" >> '${notes}'; echo after >> "$2"`,
    );
    const state = await started({VISUAL: `${editor} --wait`});
    state.pty.write('E');
    await expectTakenBack(state, String.raw`{"kind":"edited","text":"before\nafter\n"}`);
    const [file = '', mode] = readFileSync(notes, 'utf8').trim().split('\n');
    expect(mode).toBe('600');
    expect(path.basename(file)).toBe('web_.._a.yaml');
    expect(statSync(path.dirname(file), {throwIfNoEntry: false})).toBeUndefined();
  });

  test('that changes nothing, or ends with an error, changes nothing', async () => {
    const editor = aProgram('failing-editor', 'echo spoilt > "$1"; exit 1');
    const calm = await started({EDITOR: 'true', VISUAL: ''});
    calm.pty.write('E');
    await expectTakenBack(calm, '{"kind":"unchanged"}');
    calm.pty.write('q');
    await calm.untilEnded();
    const failing = await started({EDITOR: editor, VISUAL: ''});
    failing.pty.write('E');
    await expectTakenBack(failing, '{"kind":"failed","reason":"the editor: it ended with exit code 1"}');
  });
});
