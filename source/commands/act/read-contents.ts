import {readFile} from 'node:fs/promises';
import {buffer} from 'node:stream/consumers';

/** Reads a file whole; `-` is the standard input. Rejects with the system's own error. */
export const readContents = (path: string): Promise<Uint8Array> =>
  path === '-' ? buffer(process.stdin) : readFile(path);
