import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {constants} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {fail, root} from './project.mjs';

const oldest = 22;

/** Whether this very process is new enough to run the console. */
export function isNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= oldest;
}

/** The present Node where it is new enough, else the project's own. */
export function findNode() {
  if (isNewEnough()) return process.execPath;
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  return fail(
    `needs Node ${oldest} or newer, this is ${process.versions.node}, and the project's own Node is not installed ` +
      '(were install scripts off?): run "npm rebuild node", or use a newer Node',
  );
}

/** Environment in which `node`, also in shebangs, is the Node that was found. */
export function environment(extra = {}) {
  const path = [dirname(findNode()), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return {...process.env, PATH: path, ...extra};
}

/** Runs a script with a Node that is new enough: here where possible (it saves a process), else in a child. */
export async function runScript(file, args) {
  if (isNewEnough()) {
    process.argv = [process.execPath, file, ...args];
    await import(pathToFileURL(file).href);
    return;
  }
  const child = spawn(findNode(), [file, ...args], {stdio: 'inherit', env: environment()});
  // The terminal sends its signals to the whole group: the child decides, and we end with it.
  for (const signal of ['SIGINT', 'SIGQUIT']) process.on(signal, () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', error => fail(`cannot start ${findNode()}: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
