import {type ChildProcess, spawn} from 'node:child_process';

/** A program that has the terminal for a while: a shell, an editor, a pager. */
export interface Child {
  readonly file: string;
  readonly args: readonly string[];
  /** Given to its standard input, as pagers want it; absent: the terminal is its input. */
  readonly input?: string;
  /** Is told what the program writes to its standard error, which reaches ours all the same. */
  readonly onErrors?: ((text: string) => void) | undefined;
}

/** How a child ended; `failed` could not be started. */
export type ChildEnd =
  | {readonly kind: 'exited'; readonly code: number}
  | {readonly kind: 'killed'; readonly signal: string}
  | {readonly kind: 'failed'; readonly reason: string};

/** A child that does not end when its terminal hangs up is ended after this. */
const hangUpGraceMs = 500;

/** Runs a program on our own terminal. It is hung up when `isOver` resolves. Never rejects. */
export async function runChild(child: Child, isOver: Promise<unknown>): Promise<ChildEnd> {
  let running: ChildProcess;
  try {
    running = spawn(child.file, child.args, {
      stdio: [
        child.input === undefined ? 'inherit' : 'pipe',
        'inherit',
        child.onErrors === undefined ? 'inherit' : 'pipe',
      ],
    });
  } catch (error) {
    return failed(child, error);
  }
  const {promise, resolve} = Promise.withResolvers<ChildEnd>();
  running.on('error', error => resolve(failed(child, error)));
  // What it said last is read before its end is told.
  running.on(child.onErrors === undefined ? 'exit' : 'close', (code, signal) =>
    resolve(signal === null ? {kind: 'exited', code: code ?? 0} : {kind: 'killed', signal}),
  );
  // A pager that was left before it read everything is no fault.
  running.stdin?.on('error', () => {});
  running.stdin?.end(child.input);
  running.stderr?.on('data', (bytes: Buffer) => {
    process.stderr.write(bytes);
    child.onErrors?.(bytes.toString());
  });
  void isOver.then(() => hangUp(running));
  return promise;
}

function hangUp(running: ChildProcess): void {
  if (running.exitCode !== null || running.signalCode !== null) return;
  running.kill('SIGHUP');
  setTimeout(() => running.kill('SIGKILL'), hangUpGraceMs).unref();
}

function failed({file}: Child, error: unknown): ChildEnd {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return {kind: 'failed', reason: `there is no program "${file}"`};
  if (code === 'EACCES') return {kind: 'failed', reason: `"${file}" may not be executed`};
  return {kind: 'failed', reason: error instanceof Error ? error.message : String(error)};
}

/** What a shell ends with when it finds no such program. */
const notFoundCode = 127;

/** How a child ended, where that is worth telling; null when it ended as it should. `chosenBy`: what names the program. */
export function childTrouble(end: ChildEnd, chosenBy?: string): string | null {
  switch (end.kind) {
    case 'exited':
      if (end.code === notFoundCode && chosenBy !== undefined)
        return `there is no such program (exit code ${end.code}); set ${chosenBy} to one`;
      return end.code === 0 ? null : `it ended with exit code ${end.code}`;
    case 'killed':
      return `it was ended by ${end.signal}`;
    case 'failed':
      return end.reason;
  }
}
