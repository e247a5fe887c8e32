import {PassThrough} from 'node:stream';
import {Terminal as Xterm} from '@xterm/headless';
import type {ReactNode} from 'react';
import {wantsScreenReader} from '../../source/terminal/capabilities.ts';
import {startTerminal} from '../../source/terminal/start-terminal.tsx';
import type {Terminal} from '../../source/terminal/terminal.ts';
import {bytesOf} from '../driver/keys.ts';
import {type EmulatedScreen, invertedCell, readScreen} from './emulated-screen.ts';
import {FakeOutput, FakeProcess} from './fake-streams.ts';

/** An element on an emulated screen, and the hands on its keyboard. */
export interface Harness extends EmulatedScreen {
  readonly terminal: Terminal;
  readonly process: FakeProcess;
  readonly exitCodes: readonly number[];
  readonly logged: readonly string[];
  /** What was written to the error stream. */
  errors(): string;
  /** Bytes written to the screen so far. */
  bytesWritten(): number;
  /** All that was written to the screen so far. */
  raw(): string;
  /** Presses keys by name, one after the other, and waits until the screen shows what came of them. */
  press(...keys: readonly string[]): Promise<void>;
  /** Types text in one chunk, as a fast typist on a slow link does. */
  type(text: string): Promise<void>;
  /** Sends bytes as they are. */
  send(bytes: string): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  /** Waits until the screen shows all that was changed. */
  settle(): Promise<void>;
  /** Waits until a condition on the screen holds; fails with the screen after five seconds. */
  waitFor(condition: (screen: Harness) => boolean): Promise<void>;
  close(): Promise<void>;
}

const longestWaitMs = 5000;

function rendererOfRun(): Readonly<Record<string, string>> {
  const {MEDIANEST_RENDERER: renderer} = process.env;
  return renderer === undefined ? {} : {MEDIANEST_RENDERER: renderer};
}

/** Whether these tests run with Ink's own painter, where the caret is drawn. */
export const isFallback = () => process.env['MEDIANEST_RENDERER'] === 'ink';

/** The terminal of the program between streams of the test. */
function startFakeTerminal(emulator: Xterm, env: Readonly<Record<string, string>>) {
  const stdout = new FakeOutput(emulator);
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => {}});
  const stderr = new PassThrough();
  // What the emulator answers to questions.
  emulator.onData(answer => stdin.write(answer));
  const process = new FakeProcess();
  const exitCodes: number[] = [];
  const logged: string[] = [];
  const terminal = startTerminal({
    stdin,
    stdout,
    stderr,
    // The project `fallback` runs these tests with Ink's own painter.
    env: {...rendererOfRun(), ...env},
    log: {path: 'medianest.log', write: text => void logged.push(text)},
    process,
    exit: code => void exitCodes.push(code),
    screenReader: wantsScreenReader(env),
  });
  return {terminal, stdin, stdout, stderr, process, exitCodes, logged};
}

/** Renders an element with the program's own terminal into an emulated one of the given size. */
export async function renderScreen(
  node: ReactNode,
  size: {readonly columns: number; readonly rows: number} = {columns: 80, rows: 24},
  env: Readonly<Record<string, string>> = {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'},
): Promise<Harness> {
  // A terminal driver turns `\n` into `\r\n`; without one the emulator must.
  const emulator = new Xterm({cols: size.columns, rows: size.rows, allowProposedApi: true, convertEol: true});
  const {terminal, stdin, stdout, stderr, ...noted} = startFakeTerminal(emulator, env);

  const settle = async () => {
    // React hands work on through the event loop: input, commit, effects, then the paint.
    for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve));
    await terminal.waitUntilPainted();
    await new Promise<void>(resolve => emulator.write('', resolve));
  };
  const send = async (bytes: string) => {
    stdin.write(bytes);
    await settle();
  };
  const press = async (key: string) => {
    const {promise: arrived, resolve} = Promise.withResolvers<void>();
    // A lone Esc is only known to be one when nothing followed it for a while.
    const release = terminal.onInput(() => resolve());
    stdin.write(bytesOf(key));
    await arrived;
    release();
    await settle();
  };

  const screen = readScreen(emulator);
  const harness: Harness = {
    ...screen,
    cursor: isFallback() ? () => invertedCell(screen, emulator.cols) : screen.cursor,
    ...noted,
    terminal,
    errors: () => String(stderr.read() ?? ''),
    bytesWritten: () => stdout.bytes,
    raw: () => stdout.raw,
    async press(...keys) {
      for (const key of keys) await press(key);
    },
    type: send,
    send,
    async resize(columns, rows) {
      emulator.resize(columns, rows);
      Object.assign(stdout, {columns, rows});
      stdout.emit('resize');
      await settle();
    },
    settle,
    async waitFor(condition) {
      const deadline = performance.now() + longestWaitMs;
      while (!condition(harness)) {
        if (performance.now() > deadline)
          throw new Error(`condition not met; the screen is:\n${harness.text()}`);
        await new Promise(resolve => setTimeout(resolve, 5));
        await settle();
      }
    },
    async close() {
      await terminal.close();
      emulator.dispose();
    },
  };
  terminal.render(node);
  await settle();
  return harness;
}
