import {detectColorDepth, type Environment, isUnicodeLocale} from './capabilities.ts';
import {captureConsole} from './capture-console.ts';
import {copySequence} from './clipboard.ts';
import {createFrameClock, type Timers} from './frame-clock.ts';
import {createInput} from './input.ts';
import type {InputEvent} from './input-event.ts';
import type {LogFile} from './log-file.ts';
import {guardProcess, type ProcessLike} from './process-guard.ts';
import {createScreen} from './screen.tsx';
import type {InputStream, OutputStream} from './streams.ts';
import type {ExitReason, Terminal} from './terminal.ts';
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
/** A process that the shell does not stop (no job control) gets its screen back after this. */
const stopGraceMs = 300;

const pasteOn = '\x1b[?2004h';
const pasteOff = '\x1b[?2004l';
const mouseOn = '\x1b[?1000h\x1b[?1006h';
const mouseOff = '\x1b[?1006l\x1b[?1000l';
/** End of a synchronized frame, plain look, visible cursor: right whatever was cut short. */
const plainAgain = '\x1b[?2026l\x1b[0m\x1b[?25h';
const leaveAltScreen = '\x1b[?1049l';

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

/** Calls every listener of a set that may change while it is called. */
function createListeners<Value>() {
  const listeners = new Set<(value: Value) => void>();
  return {
    add(listener: (value: Value) => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell(value: Value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}

/** Takes the terminal: raw input, the alternate screen, the guards which give it back on every way out. */
export function startTerminal(options: TerminalOptions): Terminal {
  const {stdin, stdout, stderr, env, log} = options;
  const altScreen = options.altScreen ?? true;
  const modesOn = pasteOn + (options.mouse ? mouseOn : '');
  const modesOff = pasteOff + (options.mouse ? mouseOff : '');
  const screen = createScreen({stdin, stdout, stderr, altScreen});
  const clock = createFrameClock(options.frameIntervalMs ?? 33, systemTimers);
  const inputs = createListeners<InputEvent>();
  const resizes = createListeners<void>();
  const {promise: closed, resolve: tellClosed} = Promise.withResolvers<ExitReason>();
  const readSize = () => ({columns: stdout.columns || 80, rows: stdout.rows || 24});
  let size = readSize();
  let isSuspended = false;
  let isClosed = false;

  const input = createInput(stdin, events => {
    for (const event of events) inputs.tell(event);
    clock.flush();
    screen.flush().catch(crash);
  });
  const onResize = () => {
    size = readSize();
    resizes.tell();
  };
  const releaseConsole = captureConsole(console, text => log.write(text));
  const releaseProcess = guardProcess(options.process, {
    crash,
    end: signal => {
      restore({kind: 'signal', signal});
      setTimeout(() => options.exit(signalExitCodes[signal]), endGraceMs).unref();
    },
    // Stopped by SIGSTOP and continued: nobody asked us, and the shell has changed the terminal's modes.
    resume: () => void (isSuspended ? undefined : suspend(async () => {}).catch(crash)),
  });
  const onStop = () => void stopToShell().catch(crash);
  // The terminal is gone, as after SIGHUP; without listeners these errors would look like bugs of ours.
  const onStreamError = () => restore({kind: 'signal', signal: 'SIGHUP'});

  function restore(reason: ExitReason) {
    if (isClosed) return;
    isClosed = true;
    clock.stop();
    input.stop();
    stdout.off('resize', onResize);
    let ending = modesOff + plainAgain;
    try {
      screen.close();
    } catch (error) {
      log.write(traceOf(error));
      if (altScreen) ending = leaveAltScreen + ending;
    }
    stdout.write(ending);
    releaseProcess();
    options.process.off('SIGTSTP', onStop);
    releaseConsole();
    tellClosed(reason);
  }

  function crash(error: unknown) {
    log.write(`bug: ${traceOf(error)}`);
    if (isClosed) return;
    restore({kind: 'crash', error});
    const message = error instanceof Error ? error.message : String(error);
    stderr.write(`MediaNest ended because of a bug in it: ${message}\nThe trace is in ${log.path}\n`);
    options.exit(bugExitCode);
  }

  async function suspend<Result>(run: () => Promise<Result>): Promise<Result> {
    isSuspended = true;
    input.stop();
    stdout.write(modesOff);
    try {
      return await screen.suspend(run);
    } finally {
      isSuspended = false;
      if (!isClosed) {
        stdout.write(modesOn);
        input.start();
        onResize();
      }
    }
  }

  function stopToShell(): Promise<void> {
    return suspend(async () => {
      const {promise: continued, resolve} = Promise.withResolvers<unknown>();
      options.process.on('SIGCONT', resolve);
      options.process.off('SIGTSTP', onStop);
      const timer = setTimeout(resolve, stopGraceMs);
      // The whole group, as a key press would: a wrapper such as npm must stop too, or the shell does not come back.
      options.process.kill(0, 'SIGTSTP');
      await continued;
      clearTimeout(timer);
      options.process.off('SIGCONT', resolve);
      options.process.on('SIGTSTP', onStop);
    });
  }

  options.process.on('SIGTSTP', onStop);
  stdout.on('resize', onResize);
  stdout.on('error', onStreamError);
  stdin.on('error', onStreamError);
  screen.ended.catch(crash);
  stdout.write(modesOn);
  input.start();

  const terminal: Terminal = {
    colorDepth: detectColorDepth(env),
    isUnicode: isUnicodeLocale(env),
    get size() {
      return size;
    },
    onResize: resizes.add,
    render: node => screen.show(<TerminalProvider terminal={terminal}>{node}</TerminalProvider>),
    onInput: inputs.add,
    schedule: clock.schedule,
    waitUntilPainted: () => {
      clock.flush();
      return screen.flush();
    },
    suspend,
    stopToShell,
    repaint: () => suspend(async () => {}),
    copy(text) {
      const sequence = copySequence(text, env);
      if (sequence !== null) stdout.write(sequence);
      return sequence !== null;
    },
    async close() {
      restore({kind: 'closed'});
      await closed;
    },
    closed,
  };
  return terminal;
}
