import type {ReactNode} from 'react';
import type {Background, Capabilities, ColorDepth} from './capabilities.ts';
import {copySequence} from './clipboard.ts';
import {createFrameClock, type FrameClock, systemTimers} from './frame-clock.ts';
import {createInput, type Input} from './input/input.ts';
import type {InputEvent} from './input/input-event.ts';
import {captureConsole} from './life/capture-console.ts';
import {stopUntilContinued} from './life/job-control.ts';
import {leaveAltScreen, type Modes, modesFor, plainAgain} from './life/modes.ts';
import {type EndSignal, guardProcess} from './life/process-guard.ts';
import {type Link, openLink} from './link/link.ts';
import {createListeners} from './listeners.ts';
import {createProbe, type Probe} from './probe/create-probe.ts';
import type {Screen} from './screen.ts';
import {createScreen} from './stage/stage.tsx';
import type {ExitReason, Terminal, TerminalSize} from './terminal.ts';
import {TerminalProvider} from './terminal-context.tsx';
import type {TerminalOptions} from './terminal-options.ts';

/** `EX_SOFTWARE` of sysexits.h. */
const bugExitCode = 70;
const signalExitCodes = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;
/** How long the rest of the program may take to end after a signal. */
const endGraceMs = 1500;

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`;
}

class StartedTerminal implements Terminal {
  readonly colorDepth: ColorDepth;
  readonly isUnicode: boolean;
  readonly closed: Promise<ExitReason>;
  readonly #options: TerminalOptions;
  readonly #tellClosed: (reason: ExitReason) => void;
  readonly #link: Link;
  readonly #screen: Screen;
  readonly #clock: FrameClock;
  readonly #input: Input;
  readonly #probe: Probe;
  #modes: Modes;
  #hasMouse: boolean;
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
    this.#probe = createProbe(options.env, systemTimers, this.#onAnswer);
    this.colorDepth = this.capabilities.colorDepth;
    this.isUnicode = this.capabilities.isUnicode;
    this.#hasMouse = options.mouse ?? false;
    this.#modes = this.#wantedModes();
    this.#size = this.#readSize();
    this.#link = openLink({stdout: options.stdout, timers: systemTimers});
    this.#clock = createFrameClock(
      () => options.frameIntervalMs ?? this.#link.frameIntervalMs,
      systemTimers,
      () => this.#screen.expectCommit(),
    );
    this.#screen = createScreen({
      ...options,
      altScreen: options.altScreen ?? true,
      link: this.#link,
      clock: this.#clock,
    });
    this.#input = createInput(options.stdin, events => this.#take(events), this.#probe.take);
    this.#screen.ended.catch(this.#crash);
    this.#releases = this.#listen();
    this.#input.start();
    this.#probe.ask(text => this.#link.send(text));
    this.#link.send(this.#modes.on);
  }

  get size(): TerminalSize {
    return this.#size;
  }

  get capabilities(): Capabilities {
    return this.#probe.capabilities;
  }

  get background(): Background {
    return this.capabilities.background;
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

  readonly suspend = <Result,>(run: () => Promise<Result>): Promise<Result> =>
    this.#lend(async () => {
      const restoreTty = this.#options.saveTty?.();
      try {
        return await run();
      } finally {
        restoreTty?.();
      }
    });

  async #lend<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.#isSuspended || this.#isClosed) return run();
    this.#isSuspended = true;
    this.#input.stop();
    this.#link.send(this.#modes.off);
    try {
      return await this.#screen.suspend(run);
    } finally {
      this.#isSuspended = false;
      this.#takeBack();
    }
  }

  readonly repaint = (): Promise<void> => this.#lend(async () => {});

  readonly stopToShell = (): Promise<void> =>
    this.#lend(() => stopUntilContinued(this.#options.process, this.#onStop));

  readonly copy = (text: string): boolean => {
    const sequence = copySequence(text, this.#options.env);
    if (sequence !== null) this.#link.send(sequence);
    return sequence !== null;
  };

  readonly setMouse = (isOn: boolean): void => {
    this.#hasMouse = isOn;
    this.#setModes();
  };

  readonly close = async (): Promise<void> => {
    await this.#probe.settled();
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
    process.on('exit', this.#onExit);
    stdout.on('resize', this.#onResize);
    stdout.on('error', this.#onStreamError);
    stdin.on('error', this.#onStreamError);
    stdin.on('end', this.#onStreamError);
    return [
      captureConsole(console, text => log.write(text)),
      guardProcess(process, {crash: this.#crash, end: this.#end, resume: this.#onContinued}),
      () => process.off('SIGTSTP', this.#onStop),
      () => process.off('exit', this.#onExit),
      () => stdout.off('resize', this.#onResize),
    ];
  }

  #wantedModes(): Modes {
    const wanted = {mouse: this.#hasMouse, kittyKeyboard: this.capabilities.hasKittyKeyboard};
    return modesFor(wanted, this.#options.env);
  }

  #setModes(): void {
    const before = this.#modes;
    this.#modes = this.#wantedModes();
    if (this.#modes.on === before.on || this.#isSuspended || this.#isClosed) return;
    this.#link.send(before.off + this.#modes.on);
  }

  readonly #onAnswer = (): void => {
    this.#setModes();
    this.#answers.tell();
  };

  #take(events: readonly InputEvent[]): void {
    this.#screen.expectCommit();
    for (const event of events) this.#inputs.tell(event);
    this.#clock.flush();
    this.#screen.flush().catch(this.#crash);
  }

  #takeBack(): void {
    if (this.#isClosed) return;
    this.#link.send(this.#modes.on);
    this.#input.start();
    this.#onResize();
  }

  readonly #onResize = (): void => {
    const {columns, rows} = this.#readSize();
    if (columns === this.#size.columns && rows === this.#size.rows) return;
    this.#size = {columns, rows};
    this.#screen.resized();
    this.#resizes.tell();
  };

  readonly #onStop = (): void => {
    this.stopToShell().catch(this.#crash);
  };

  // Stopped by SIGSTOP, which nobody can see coming: the shell has changed the modes and written over the screen.
  readonly #onContinued = (): void => {
    if (!this.#isSuspended) this.repaint().catch(this.#crash);
  };

  // Somebody ended the process without closing us first.
  readonly #onExit = (): void => this.#restore({kind: 'closed'});

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
    let ending = plainAgain;
    // Before the alternate screen is left, which has keyboard flags of its own.
    this.#link.sendNow(this.#modes.off);
    try {
      this.#screen.close();
    } catch (error) {
      this.#options.log.write(traceOf(error));
      ending = leaveAltScreen + ending;
    }
    this.#link.sendNow(ending);
    this.#link.close();
    for (const release of this.#releases) release();
    this.#tellClosed(reason);
  }
}

/** Takes the terminal: raw input, the alternate screen, and the guards which give it back on every way out. */
export function startTerminal(options: TerminalOptions): Terminal {
  return new StartedTerminal(options);
}
