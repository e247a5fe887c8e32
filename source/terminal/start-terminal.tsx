import type {ReactNode} from 'react';
import type {Background, Capabilities, ColorDepth} from './capabilities.ts';
import {type Child, type ChildEnd, runChild} from './child/run-child.ts';
import {copySequence} from './clipboard.ts';
import {createFrameClock, type FrameClock, systemTimers} from './frame-clock.ts';
import {createInput, type Input} from './input/input.ts';
import type {InputEvent} from './input/input-event.ts';
import {bugExitCode, bugMessage, signalExitCodes, traceOf} from './life/exit-codes.ts';
import {stopUntilContinued} from './life/job-control.ts';
import {listen} from './life/listen.ts';
import {createLoan, type Loan, withChild} from './life/loan.ts';
import {createModeSwitch, type ModeSwitch} from './life/mode-switch.ts';
import {leaveAltScreen, plainAgain} from './life/modes.ts';
import type {EndSignal} from './life/process-guard.ts';
import {type Link, openLink} from './link/link.ts';
import {createListeners} from './listeners.ts';
import {createProbe, type Probe} from './probe/create-probe.ts';
import type {Screen} from './screen.ts';
import {screenFor} from './screen-for.ts';
import {sizeOf} from './streams.ts';
import type {ExitReason, Terminal, TerminalSize} from './terminal.ts';
import {TerminalProvider} from './terminal-context.tsx';
import type {TerminalOptions} from './terminal-options.ts';
import {spoken} from './text/spoken.ts';

/** How long the rest of the program may take to end after a signal. */
const endGraceMs = 1500;

class StartedTerminal implements Terminal {
  readonly colorDepth: ColorDepth;
  readonly isUnicode: boolean;
  readonly isScreenReader: boolean;
  readonly closed: Promise<ExitReason>;
  readonly #options: TerminalOptions;
  readonly #tellClosed: (reason: ExitReason) => void;
  readonly #link: Link;
  readonly #screen: Screen;
  readonly #clock: FrameClock;
  readonly #input: Input;
  readonly #probe: Probe;
  readonly #modes: ModeSwitch;
  readonly #loan: Loan;
  readonly #inputs = createListeners<InputEvent>();
  readonly #resizes = createListeners<void>();
  readonly #answers = createListeners<void>();
  readonly #releases: readonly (() => void)[];
  #size: TerminalSize;
  #isClosed = false;

  constructor(options: TerminalOptions) {
    const {promise, resolve} = Promise.withResolvers<ExitReason>();
    this.closed = promise;
    this.#tellClosed = resolve;
    this.#options = options;
    this.#probe = createProbe(options.env, systemTimers, this.#onAnswer);
    this.colorDepth = this.capabilities.colorDepth;
    this.isUnicode = this.capabilities.isUnicode;
    this.isScreenReader = options.screenReader ?? false;
    const isPainted = !this.isScreenReader;
    this.#modes = createModeSwitch(
      options.env,
      {mouse: isPainted && (options.mouse ?? false), explicitDirection: isPainted},
      sequences => {
        if (!this.#loan.isGiven && !this.#isClosed) this.#link.send(sequences);
      },
    );
    this.#size = sizeOf(this.#options.stdout);
    this.#link = openLink({...options, timers: systemTimers});
    this.#clock = createFrameClock(
      () => options.frameIntervalMs ?? this.#link.frameIntervalMs,
      systemTimers,
      () => this.#screen.expectCommit(),
    );
    this.#screen = screenFor(options, this.#link, this.#clock);
    this.#loan = createLoan({
      isClosed: () => this.#isClosed,
      give: () => this.#give(),
      takeBack: () => this.#takeBack(),
      screen: this.#screen,
    });
    this.#input = createInput(options.stdin, events => this.#take(events), this.#probe.take);
    this.#screen.ended.catch(this.#crash);
    this.#releases = listen(options, {
      crash: this.#crash,
      end: this.#end,
      resume: this.#onContinued,
      stop: this.#onStop,
      resize: this.#onResize,
      exit: this.#onExit,
      lost: () => this.#end('SIGHUP'),
    });
    this.#input.start();
    // Nothing that it could answer matters to plain lines.
    if (!this.isScreenReader) this.#probe.ask(text => this.#link.send(text));
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
    return this.#modes.hasMouse;
  }

  readonly onCapabilities = this.#answers.add;
  readonly onInput = this.#inputs.add;
  readonly onResize = this.#resizes.add;
  readonly isGiven = (): boolean => this.#loan.isGiven;

  readonly render = (node: ReactNode): void => {
    this.#screen.show(<TerminalProvider terminal={this}>{node}</TerminalProvider>);
  };

  readonly schedule = (task: () => void): void => this.#clock.schedule(task);

  readonly waitUntilPainted = (): Promise<void> => {
    this.#clock.flush();
    return this.#screen.flush();
  };

  readonly suspend = <Result,>(run: () => Promise<Result>): Promise<Result> => {
    const {process, saveTty} = this.#options;
    const send = (text: string) => this.#link.sendNow(text);
    return this.#loan.lend(() => withChild({process, saveTty, send}, run));
  };

  readonly handOver = (child: Child): Promise<ChildEnd> => this.suspend(() => runChild(child, this.closed));

  readonly repaint = (): Promise<void> => this.#loan.lend(async () => {});

  readonly stopToShell = (): Promise<void> =>
    this.#loan.lend(() => stopUntilContinued(this.#options.process, this.#onStop));

  readonly say = (lines: readonly string[]): void =>
    this.echo(lines.map(line => `${line.replaceAll('\n', ' ')}\n`).join(''));

  readonly echo = (text: string): void => {
    if (!this.isScreenReader || text === '' || this.#loan.isGiven || this.#isClosed) return;
    this.#link.send(spoken(text, this.isUnicode));
  };

  readonly copy = (text: string): boolean => {
    const sequence = copySequence(text, this.#options.env);
    if (sequence !== null) this.#link.send(sequence);
    return sequence !== null;
  };

  readonly setMouse = (isOn: boolean): void => this.#modes.setMouse(isOn && !this.isScreenReader);

  readonly close = async (): Promise<void> => {
    await this.#probe.settled();
    this.#restore({kind: 'closed'});
    await this.closed;
  };

  readonly #onAnswer = (): void => {
    this.#modes.setKittyKeyboard(this.capabilities.hasKittyKeyboard);
    this.#answers.tell();
  };

  #take(events: readonly InputEvent[]): void {
    this.#screen.expectCommit();
    for (const event of events) this.#inputs.tell(event);
    this.#clock.flush();
    this.#screen.flush().catch(this.#crash);
  }

  #give(): void {
    this.#input.stop();
    // Nothing of a frame that the terminal has not taken yet may follow into what has the screen next.
    this.#link.sendNow(this.#modes.off);
  }

  #takeBack(): void {
    this.#link.send(this.#modes.on);
    this.#input.start();
    this.#onResize();
  }

  readonly #onResize = (): void => {
    const {columns, rows} = sizeOf(this.#options.stdout);
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
    if (!this.#loan.isGiven) this.repaint().catch(this.#crash);
  };

  // Somebody ended the process without closing us first.
  readonly #onExit = (): void => this.#restore({kind: 'closed'});

  readonly #end = (signal: EndSignal): void => {
    // Ctrl-C is sent to all programs of the terminal, and means the one that has it.
    if (this.#isClosed || (signal === 'SIGINT' && this.#loan.isGiven)) return;
    this.#restore({kind: 'signal', signal});
    setTimeout(() => this.#options.exit(signalExitCodes[signal]), endGraceMs).unref();
  };

  readonly #crash = (error: unknown): void => {
    const {log, stderr, exit} = this.#options;
    log.write(`bug: ${traceOf(error)}`);
    if (this.#isClosed) return;
    this.#restore({kind: 'crash', error});
    stderr.write(bugMessage(error, log.path));
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
    this.#link.sendNow(this.isScreenReader ? '' : ending);
    this.#link.close();
    for (const release of this.#releases) release();
    this.#tellClosed(reason);
  }
}

/** Takes the terminal: raw input, the alternate screen, and the guards which give it back on every way out. */
export function startTerminal(options: TerminalOptions): Terminal {
  return new StartedTerminal(options);
}
