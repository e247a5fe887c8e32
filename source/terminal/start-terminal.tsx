import type {ReactNode} from 'react';
import {
  type Background,
  type Capabilities,
  type ColorDepth,
  capabilitiesOf,
  type Environment,
} from './capabilities.ts';
import {copySequence} from './clipboard.ts';
import {createFrameClock, type FrameClock, type Timers} from './frame-clock.ts';
import {createInput, type Input} from './input/input.ts';
import type {InputEvent} from './input/input-event.ts';
import {captureConsole} from './life/capture-console.ts';
import {stopUntilContinued} from './life/job-control.ts';
import type {LogFile} from './life/log-file.ts';
import {leaveAltScreen, type Modes, modesFor, plainAgain} from './life/modes.ts';
import {type EndSignal, guardProcess, type ProcessLike} from './life/process-guard.ts';
import {createListeners} from './listeners.ts';
import {createScreen, type Screen} from './screen.tsx';
import type {InputStream, OutputStream} from './streams.ts';
import type {ExitReason, Terminal, TerminalSize} from './terminal.ts';
import {TerminalProvider} from './terminal-context.tsx';

export interface TerminalOptions {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: NodeJS.WritableStream;
  readonly env: Environment;
  readonly log: LogFile;
  readonly process: ProcessLike;
  /** Ends the process; called after the terminal was restored, with 70 for our own bugs, 128 + n for signals. */
  readonly exit: (code: number) => void;
  readonly altScreen?: boolean;
  readonly mouse?: boolean;
  /** Shortest time between two background frames. */
  readonly frameIntervalMs?: number;
}

/** `EX_SOFTWARE` of sysexits.h. */
const bugExitCode = 70;
const signalExitCodes = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;
/** How long the rest of the program may take to end after a signal. */
const endGraceMs = 1500;
const defaultFrameIntervalMs = 33;

const systemTimers: Timers = {
  now: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`;
}

class StartedTerminal implements Terminal {
  readonly colorDepth: ColorDepth;
  readonly isUnicode: boolean;
  readonly closed: Promise<ExitReason>;
  readonly #options: TerminalOptions;
  readonly #tellClosed: (reason: ExitReason) => void;
  readonly #screen: Screen;
  readonly #clock: FrameClock;
  readonly #input: Input;
  #modes: Modes;
  #hasMouse: boolean;
  #capabilities: Capabilities;
  readonly #inputs = createListeners<InputEvent>();
  readonly #resizes = createListeners<void>();
  readonly #answers = createListeners<void>();
  readonly #releases: readonly (() => void)[];
  #size: TerminalSize;
  #isSuspended = false;
  #isClosed = false;

  constructor(options: TerminalOptions) {
    const {promise, resolve} = Promise.withResolvers<ExitReason>();
    this.closed = promise;
    this.#tellClosed = resolve;
    this.#options = options;
    this.#capabilities = capabilitiesOf(options.env);
    this.colorDepth = this.#capabilities.colorDepth;
    this.isUnicode = this.#capabilities.isUnicode;
    this.#hasMouse = options.mouse ?? false;
    this.#modes = modesFor(this.#hasMouse);
    this.#size = this.#readSize();
    this.#screen = createScreen({...options, altScreen: options.altScreen ?? true});
    this.#clock = createFrameClock(options.frameIntervalMs ?? defaultFrameIntervalMs, systemTimers);
    this.#input = createInput(options.stdin, events => this.#take(events));
    this.#screen.ended.catch(this.#crash);
    this.#releases = this.#listen();
    options.stdout.write(this.#modes.on);
    this.#input.start();
  }

  get size(): TerminalSize {
    return this.#size;
  }

  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  get background(): Background {
    return this.#capabilities.background;
  }

  get hasMouse(): boolean {
    return this.#hasMouse;
  }

  readonly onCapabilities = this.#answers.add;
  readonly onInput = this.#inputs.add;
  readonly onResize = this.#resizes.add;

  readonly render = (node: ReactNode): void => {
    this.#screen.show(<TerminalProvider terminal={this}>{node}</TerminalProvider>);
  };

  readonly schedule = (task: () => void): void => this.#clock.schedule(task);

  readonly waitUntilPainted = (): Promise<void> => {
    this.#clock.flush();
    return this.#screen.flush();
  };

  readonly suspend = async <Result,>(run: () => Promise<Result>): Promise<Result> => {
    if (this.#isSuspended || this.#isClosed) return run();
    this.#isSuspended = true;
    this.#input.stop();
    this.#options.stdout.write(this.#modes.off);
    try {
      return await this.#screen.suspend(run);
    } finally {
      this.#isSuspended = false;
      this.#takeBack();
    }
  };

  readonly repaint = (): Promise<void> => this.suspend(async () => {});

  readonly stopToShell = (): Promise<void> =>
    this.suspend(() => stopUntilContinued(this.#options.process, this.#onStop));

  readonly copy = (text: string): boolean => {
    const sequence = copySequence(text, this.#options.env);
    if (sequence !== null) this.#options.stdout.write(sequence);
    return sequence !== null;
  };

  readonly setMouse = (isOn: boolean): void => {
    if (isOn === this.#hasMouse) return;
    const {off} = this.#modes;
    this.#hasMouse = isOn;
    this.#modes = modesFor(isOn);
    if (!this.#isSuspended && !this.#isClosed) this.#options.stdout.write(off + this.#modes.on);
  };

  readonly close = async (): Promise<void> => {
    this.#restore({kind: 'closed'});
    await this.closed;
  };

  #readSize(): TerminalSize {
    // A pty that was never told its size says 0.
    return {columns: this.#options.stdout.columns || 80, rows: this.#options.stdout.rows || 24};
  }

  #listen(): readonly (() => void)[] {
    const {stdin, stdout, process, log} = this.#options;
    process.on('SIGTSTP', this.#onStop);
    stdout.on('resize', this.#onResize);
    stdout.on('error', this.#onStreamError);
    stdin.on('error', this.#onStreamError);
    stdin.on('end', this.#onStreamError);
    return [
      captureConsole(console, text => log.write(text)),
      guardProcess(process, {crash: this.#crash, end: this.#end, resume: this.#onContinued}),
      () => process.off('SIGTSTP', this.#onStop),
      () => stdout.off('resize', this.#onResize),
    ];
  }

  #take(events: readonly InputEvent[]): void {
    for (const event of events) this.#inputs.tell(event);
    this.#clock.flush();
    this.#screen.flush().catch(this.#crash);
  }

  #takeBack(): void {
    if (this.#isClosed) return;
    this.#options.stdout.write(this.#modes.on);
    this.#input.start();
    this.#onResize();
  }

  readonly #onResize = (): void => {
    const {columns, rows} = this.#readSize();
    if (columns === this.#size.columns && rows === this.#size.rows) return;
    this.#size = {columns, rows};
    this.#resizes.tell();
  };

  readonly #onStop = (): void => {
    this.stopToShell().catch(this.#crash);
  };

  // Stopped by SIGSTOP, which nobody can see coming: the shell has changed the modes and written over the screen.
  readonly #onContinued = (): void => {
    if (!this.#isSuspended) this.repaint().catch(this.#crash);
  };

  // The terminal went away under us; a listener keeps that from looking like a bug.
  readonly #onStreamError = (): void => this.#end('SIGHUP');

  readonly #end = (signal: EndSignal): void => {
    if (this.#isClosed) return;
    this.#restore({kind: 'signal', signal});
    setTimeout(() => this.#options.exit(signalExitCodes[signal]), endGraceMs).unref();
  };

  readonly #crash = (error: unknown): void => {
    const {log, stderr, exit} = this.#options;
    log.write(`bug: ${traceOf(error)}`);
    if (this.#isClosed) return;
    this.#restore({kind: 'crash', error});
    const message = error instanceof Error ? error.message : String(error);
    stderr.write(`MediaNest ended because of a bug in it: ${message}\nThe trace is in ${log.path}\n`);
    exit(bugExitCode);
  };

  #restore(reason: ExitReason): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#clock.stop();
    this.#input.stop();
    let ending = this.#modes.off + plainAgain;
    try {
      this.#screen.close();
    } catch (error) {
      this.#options.log.write(traceOf(error));
      ending = leaveAltScreen + ending;
    }
    this.#options.stdout.write(ending);
    for (const release of this.#releases) release();
    this.#tellClosed(reason);
  }
}

/** Takes the terminal: raw input, the alternate screen, and the guards which give it back on every way out. */
export function startTerminal(options: TerminalOptions): Terminal {
  return new StartedTerminal(options);
}
