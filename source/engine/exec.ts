import type {Writable} from 'node:stream';

/** A program to be run in a container of the connected engine. */
interface ExecRequest {
  readonly container: string;
  readonly command: readonly string[];
  /** The size of the terminal that it gets; null: none, and errors come apart from the rest. */
  readonly size: TerminalSize | null;
  /** Variables as `NAME=value`. */
  readonly env?: readonly string[];
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A program that runs in a container. */
interface ExecSession {
  /** Ending it is the end of the program's input. */
  readonly input: Writable;
  /** Gives everything that comes out, until all has come. Rejects with `EngineError` where the connection breaks. */
  read(take: (bytes: Uint8Array, isError: boolean) => void): Promise<void>;
  /** Never rejects: a size that came too late does no harm. */
  resize(size: TerminalSize): Promise<void>;
  /** Null while it runs. 126 and 127 mean that the program could not be started. */
  exitCode(): Promise<number | null>;
  /** Leaves it; a program without input ends by itself, or not. */
  close(): void;
}

/** Running programs in containers. */
export interface EngineExec {
  openExec(request: ExecRequest, signal?: AbortSignal): Promise<ExecSession>;
}
