import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type IPty, spawn} from '@lydell/node-pty';
import {Terminal as Xterm} from '@xterm/headless';
import {build} from 'esbuild';
import {afterAll, afterEach, beforeAll, expect} from 'vitest';

/** The program of `fixtures/terminal-program.tsx`, or a shell that starts it, in a pseudo-terminal. */
export interface ProgramInPty {
  readonly pty: IPty;
  readonly screen: Xterm;
  /** Where the program writes its log. */
  readonly log: string;
  readonly bytes: number;
  /** All that was written to the terminal. */
  readonly raw: string;
  readonly exitCode: number | null;
  text(): string;
  isAlternate(): boolean;
  until(what: string, condition: () => boolean): Promise<void>;
  untilText(text: string): Promise<void>;
  untilEnded(): Promise<void>;
}

async function bundle(outfile: string): Promise<void> {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'fixtures/terminal-program.tsx')],
    outfile,
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
}

/** An emulated terminal that answers like one with the kitty keyboard protocol, which the emulator lacks. */
function attach(pty: IPty, log: string): ProgramInPty {
  const screen = new Xterm({cols: 80, rows: 24, allowProposedApi: true});
  let raw = '';
  let bytes = 0;
  let exitCode: number | null = null;
  screen.onData(answer => pty.write(answer));
  screen.parser.registerCsiHandler({prefix: '?', final: 'u'}, () => {
    pty.write('\x1b[?0u');
    return true;
  });
  pty.onData(data => {
    bytes += data.length;
    raw += data;
    screen.write(data);
  });
  pty.onExit(ended => {
    exitCode = ended.exitCode;
  });

  const text = () => {
    const {active} = screen.buffer;
    const rows = Array.from({length: screen.rows}, (_, row) =>
      active.getLine(active.baseY + row)?.translateToString(true),
    );
    return rows
      .map(row => row?.trimEnd())
      .join('\n')
      .trimEnd();
  };
  const until = async (what: string, condition: () => boolean) => {
    const message = `${what}; the screen is:\n${text()}`;
    await expect.poll(condition, {timeout: 20_000, interval: 10, message}).toBe(true);
  };
  return {
    pty,
    screen,
    log,
    get bytes() {
      return bytes;
    },
    get raw() {
      return raw;
    },
    get exitCode() {
      return exitCode;
    },
    text,
    isAlternate: () => screen.buffer.active.type === 'alternate',
    until,
    untilText: wanted => until(`"${wanted}" is shown`, () => text().includes(wanted)),
    untilEnded: () => until('the program ended', () => exitCode !== null),
  };
}

/** Builds the program for one test file, and ends after each test what it started. */
export function programsOfTests() {
  let folder = '';
  let program = '';
  let running: ProgramInPty | null = null;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'medianest-terminal-'));
    program = path.join(folder, 'program.mjs');
    await bundle(program);
  });
  afterEach(() => {
    running?.pty.kill('SIGKILL');
    running = null;
  });
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  return {
    folder: () => folder,
    /** The command line, for a shell. */
    command: (log: string) => `'${process.execPath}' '${program}' '${log}'`,
    start(
      command?: readonly [string, ...string[]],
      env: Readonly<Record<string, string>> = {},
    ): ProgramInPty {
      const log = path.join(folder, `${Math.random().toString(36).slice(2)}.log`);
      const [file, ...args] = command ?? [process.execPath, program, log];
      const {CI: _, ...inherited} = process.env;
      const own = {TERM: 'xterm-256color', LANG: 'C.UTF-8', PS1: 'shell> '};
      running = attach(spawn(file, args, {cols: 80, rows: 24, env: {...inherited, ...own, ...env}}), log);
      return running;
    },
  };
}
