import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The checkout's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const loader = join(root, 'dist', 'medianest.js');

/** Says what is wrong in one line and ends. */
export function fail(message) {
  process.stderr.write(`medianest: ${message}\n`);
  process.exit(1);
}
