import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type IPty, spawn} from '@lydell/node-pty';
import {Terminal as Xterm} from '@xterm/headless';
import {build} from 'esbuild';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';

let folder = '';
let program = '';
let running: Running | null = null;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'medianest-terminal-'));
  program = path.join(folder, 'program.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'fixtures/terminal-program.tsx')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    jsx: 'automatic',
    define: {'process.env.NODE_ENV': '"production"'},
    external: ['react-devtools-core'],
    banner: {
      js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'without-devtools',
        setup(setup) {
          setup.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'none', namespace: 'none'}));
          setup.onLoad({filter: /.*/, namespace: 'none'}, () => ({contents: 'export default {}'}));
        },
      },
    ],
  });
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));
afterEach(() => {
  running?.pty.kill('SIGKILL');
  running = null;
});

interface Running {
  readonly pty: IPty;
  readonly screen: Xterm;
  readonly log: string;
  bytes: number;
  raw: string;
  exitCode: number | null;
}

function start(command?: readonly [string, ...string[]]): Running {
  const log = path.join(folder, `${Math.random().toString(36).slice(2)}.log`);
  const [file, ...args] = command ?? [process.execPath, program, log];
  const {CI: _, ...env} = process.env;
  const pty = spawn(file, args, {
    cols: 80,
    rows: 24,
    env: {...env, TERM: 'xterm-256color', LANG: 'C.UTF-8', PS1: 'shell> '},
  });
  const screen = new Xterm({cols: 80, rows: 24, allowProposedApi: true});
  const state: Running = {pty, screen, log, bytes: 0, raw: '', exitCode: null};
  pty.onData(data => {
    state.bytes += data.length;
    state.raw += data;
    screen.write(data);
  });
  pty.onExit(({exitCode}) => {
    state.exitCode = exitCode;
  });
  running = state;
  return state;
}

function textOf({screen}: Running): string {
  const {active} = screen.buffer;
  return Array.from({length: 24}, (_, row) =>
    active
      .getLine(active.baseY + row)
      ?.translateToString(true)
      .trimEnd(),
  )
    .join('\n')
    .trimEnd();
}

async function until(state: Running, what: string, condition: () => boolean): Promise<void> {
  await expect
    .poll(condition, {timeout: 20_000, interval: 10, message: `${what}; the screen is:\n${textOf(state)}`})
    .toBe(true);
}

const untilText = (state: Running, text: string) =>
  until(state, `"${text}" is shown`, () => textOf(state).includes(text));
const untilEnded = (state: Running) => until(state, 'the program ended', () => state.exitCode !== null);
const isAlternate = (state: Running) => state.screen.buffer.active.type === 'alternate';

test('keys are shown in order, several in one chunk too, and nothing is written at rest', async () => {
  const state = start();
  await untilText(state, 'size 80x24');
  expect(isAlternate(state)).toBe(true);
  state.pty.write('jjj\x1b[A\x1b[5~ \x12');
  await untilText(state, 'keys j j j up pageup space ctrl+r');
  const before = state.bytes;
  // There is no event for "nothing happens"; a second is thirty frames.
  await new Promise(resolve => setTimeout(resolve, 1000));
  expect(state.bytes - before).toBe(0);
});

test('the window may change its size', async () => {
  const state = start();
  await untilText(state, 'size 80x24');
  state.screen.resize(120, 40);
  state.pty.resize(120, 40);
  await untilText(state, 'size 120x40');
});

test('closing restores the screen and the modes', async () => {
  const state = start();
  await untilText(state, 'size 80x24');
  state.pty.write('q');
  await untilEnded(state);
  expect(state.exitCode).toBe(0);
  expect(isAlternate(state)).toBe(false);
  expect(textOf(state)).toBe('ended: closed');
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
    await untilText(state, 'size 80x24');
    state.pty.write(key);
    await untilEnded(state);
    expect(state.exitCode).toBe(70);
    expect(isAlternate(state)).toBe(false);
    expect(textOf(state)).toContain(`MediaNest ended because of a bug in it: ${message}`);
    expect(readFileSync(state.log, 'utf8')).toMatch(new RegExp(`bug: Error: ${message}\\n\\s+at `));
  });
});

test.each(['SIGTERM', 'SIGHUP'])('%s restores the terminal', async signal => {
  const state = start();
  await untilText(state, 'size 80x24');
  state.pty.kill(signal);
  await untilEnded(state);
  expect(isAlternate(state)).toBe(false);
  expect(textOf(state)).toContain('ended: signal');
  expect(existsSync(state.log)).toBe(false);
});

test('what libraries print goes to the log and not to the screen', async () => {
  const state = start();
  await untilText(state, 'size 80x24');
  state.pty.write('l');
  await untilText(state, 'keys l');
  expect(readFileSync(state.log, 'utf8')).toContain('console.log: a library talks');
  expect(textOf(state)).not.toContain('a library talks');
});

test('copying writes the sequence that terminals know', async () => {
  const state = start();
  await untilText(state, 'size 80x24');
  state.pty.write('c');
  await untilText(state, 'keys c');
  expect(state.raw).toContain(`\x1b]52;c;${Buffer.from('copied text').toString('base64')}\x07`);
});

test('a child gets the terminal, its input too, and the screen comes back after it', async () => {
  const state = start();
  await untilText(state, 'size 80x24');
  state.pty.write('e');
  await untilText(state, 'child has the terminal');
  expect(isAlternate(state)).toBe(false);
  state.pty.write('hello\r');
  await until(state, 'the screen is back', () => isAlternate(state) && textOf(state).includes('keys e'));
  expect(state.raw).toContain('child read hello');
  state.pty.write('j');
  await untilText(state, 'keys e j');
});

test('Ctrl-Z stops the console, the shell goes on, fg brings it back', async () => {
  const state = start(['bash', '--norc', '-i']);
  await untilText(state, 'shell>');
  state.pty.write(`'${process.execPath}' '${program}' '${state.log}'\r`);
  await untilText(state, 'size 80x24');
  state.pty.write('j');
  await untilText(state, 'keys j');
  state.pty.write('\x1a');
  await untilText(state, 'Stopped');
  expect(isAlternate(state)).toBe(false);
  state.pty.write('fg\r');
  await until(
    state,
    'the screen is back',
    () => isAlternate(state) && textOf(state).includes('keys j ctrl+z'),
  );
  state.pty.write('k');
  await untilText(state, 'keys j ctrl+z k');
});
