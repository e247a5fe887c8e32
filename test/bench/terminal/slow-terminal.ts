import {readSync} from 'node:fs';
import {spawn} from '@lydell/node-pty';
import {bytesOf} from '../../driver/keys.ts';
import {createScreen} from '../../driver/screen.ts';
import type {CommandLine, TerminalSize, TimedTerminal} from '../timed-terminal.ts';

export interface SlowLine {
  readonly bytesPerSecond: number;
  /** There and back. */
  readonly roundTripMs: number;
}

type Rows = readonly string[];

/** A terminal at the far end of a slow line. */
export interface SlowTerminal
  extends Pick<TimedTerminal, 'when' | 'press' | 'type' | 'rows' | 'bytesWritten'> {
  readonly pid: number;
  close(): Promise<void>;
}

const turnMs = 4;

/**
 * Takes from the pseudo-terminal only what the line carries in the time, so that the kernel's buffer fills as it does
 * before a real one; what was taken is seen half a round trip later, and keys arrive half a round trip later.
 */
export function startOnSlowLine(program: CommandLine, size: TerminalSize, line: SlowLine): SlowTerminal {
  const screen = createScreen(size.columns, size.rows);
  const env = {TERM: 'xterm-256color', ...program.env};
  const pty = spawn(program.file, [...program.args], {
    name: 'xterm-256color',
    cols: size.columns,
    rows: size.rows,
    env,
  });
  const {fd} = pty as unknown as {readonly fd: number};
  const waiting = new Set<(atMs: number) => void>();
  const state = {bytes: 0, lastMs: performance.now(), hasEnded: false};
  pty.pause();
  pty.onExit(() => {
    state.hasEnded = true;
  });

  const show = (data: Buffer) => {
    const atMs = performance.now();
    state.lastMs = atMs;
    void screen.write(data).then(() => {
      for (const check of [...waiting]) check(atMs);
    });
  };
  const take = (most: number): number => {
    const buffer = Buffer.alloc(most);
    try {
      const count = readSync(fd, buffer, 0, most, null);
      state.bytes += count;
      if (count > 0) setTimeout(show, line.roundTripMs / 2, buffer.subarray(0, count));
      return count;
    } catch {
      return 0;
    }
  };
  let readAtMs = performance.now();
  let owed = 0;
  const reading = setInterval(() => {
    const nowMs = performance.now();
    // An idle line saves nothing up.
    owed = Math.min(line.bytesPerSecond / 50, owed + ((nowMs - readAtMs) * line.bytesPerSecond) / 1000);
    readAtMs = nowMs;
    if (owed >= 1) owed -= take(Math.floor(owed));
  }, turnMs);
  const send = (bytes: string) =>
    void setTimeout(() => {
      if (!state.hasEnded) pty.write(bytes);
    }, line.roundTripMs / 2);
  screen.onReply(send);

  const when = (holds: (rows: Rows) => boolean, what: string, timeoutMs = 30_000): Promise<number> =>
    new Promise((resolve, reject) => {
      const check = (atMs: number) => {
        if (!holds(screen.rows())) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(atMs);
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`not within ${timeoutMs / 1000} s: ${what}\n${screen.rows().join('\n')}`));
      }, timeoutMs);
      waiting.add(check);
      check(state.lastMs);
    });

  return {
    pid: pty.pid,
    when,
    press: (...keys) => {
      for (const key of keys) send(bytesOf(key));
    },
    type: send,
    rows: screen.rows,
    bytesWritten: () => state.bytes,
    async close() {
      const ended = state.hasEnded
        ? Promise.resolve()
        : new Promise<void>(resolve => pty.onExit(() => resolve()));
      if (!state.hasEnded) pty.kill('SIGTERM');
      await ended;
      clearInterval(reading);
      screen.close();
      program.dispose();
    },
  };
}
