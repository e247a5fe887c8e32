/** What the console needs of the terminal's input; `process.stdin` is one. */
export interface InputStream extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
}

/** What the console needs of the terminal's output; `process.stdout` is one. */
export interface OutputStream extends NodeJS.WritableStream {
  /** Of what Node itself opened: its number. */
  readonly fd?: number;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Cells of a terminal; a pty that was never told its size says 0. */
export function sizeOf({columns, rows}: OutputStream): {readonly columns: number; readonly rows: number} {
  return {columns: columns || 80, rows: rows || 24};
}
