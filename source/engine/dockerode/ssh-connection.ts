import {type ChildProcessByStdio, spawn} from 'node:child_process';
import {Duplex, type Readable, type Writable} from 'node:stream';
import type {Transport} from '../endpoint.ts';
import {SshError} from '../translate-ssh.ts';

type SshTransport = Extract<Transport, {kind: 'ssh'}>;

/** Longest part of ssh's words that is kept for an error. */
const stderrLimit = 4_096;

/**
 * The arguments with which the docker CLI reaches an engine by ssh. ~/.ssh/config is honoured, its ControlMaster too.
 * BatchMode, since nobody could see a question for a password; keep-alives, so that a dead machine is noticed.
 */
const sshArguments = ({user, host, port}: SshTransport): readonly string[] => [
  '-T',
  '-o',
  'BatchMode=yes',
  '-o',
  'ConnectTimeout=15',
  '-o',
  'ServerAliveInterval=15',
  ...(user === null ? [] : ['-l', user]),
  ...(port === null ? [] : ['-p', String(port)]),
  '--',
  host,
  'docker system dial-stdio',
];

/** A connection to a far engine through the system's ssh, with the few methods that an HTTP agent asks of a socket. */
export class SshConnection extends Duplex {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  #stderr = '';

  constructor(transport: SshTransport, program: string) {
    super({allowHalfOpen: false});
    this.#child = spawn(program, sshArguments(transport), {stdio: ['pipe', 'pipe', 'pipe']});
    const {stdin, stdout, stderr} = this.#child;
    stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) stdout.pause();
    });
    stderr.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-stderrLimit);
    });
    // A broken pipe tells less than what ssh says when it ends.
    stdin.on('error', () => undefined);
    this.#child.on('error', error => this.destroy(notStarted(program, error)));
    this.#child.on('close', code => this.#closed(code));
  }

  #closed(exitCode: number | null): void {
    const said = this.#stderr.trim();
    if (exitCode === 0) this.push(null);
    else this.destroy(new SshError(said || `ssh ended (exit code ${exitCode ?? 'none'})`, exitCode));
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // Failures of the pipe are told by the end of ssh.
    this.#child.stdin.write(chunk, encoding, () => done());
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  /** An idle connection must not keep the process alive. */
  unref(): this {
    this.#child.unref();
    return this;
  }

  ref(): this {
    this.#child.ref();
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }
}

const notStarted = (program: string, error: Error): SshError =>
  new SshError(
    `the program "${program}" could not be started (${error.message}); is ssh installed?`,
    null,
    error,
  );
