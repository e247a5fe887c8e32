import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A simulated swarm in a process of its own, so that its work is not the console's. */
export interface Simulator {
  /** As `DOCKER_HOST` takes them: the managers of one swarm. */
  readonly hosts: readonly string[];
  /** Ends the process and removes its sockets. */
  close(): Promise<void>;
}

/** How long it may take to end before it is killed. */
const patienceMs = 2_000;

/** Raised where the simulated swarm cannot be had; what to say is in the message. */
class DemoRefused extends Error {
  override readonly name = 'DemoRefused';
}

/**
 * Starts this program once more, as `medianest demo --serve`. It ends when its channel to us closes, so also when the
 * console is killed; it is no part of the terminal's process group, so that Ctrl-Z and hangups are ours alone.
 */
export const startSimulator = async (demoArguments: readonly string[]): Promise<Simulator> => {
  // Others may not enter it: who can call the API can change what is seen.
  const folder = mkdtempSync(join(tmpdir(), 'medianest-demo-'));
  const socket = join(folder, 'engine.sock');
  const program = process.argv[1] ?? '';
  const child = fork(program, ['demo', ...demoArguments, '--serve', socket], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const close = async () => {
    await end(child);
    rmSync(folder, {recursive: true, force: true});
  };
  try {
    return {hosts: await hostsOf(child), close};
  } catch (error) {
    await close();
    throw error;
  }
};

/** What it serves, as soon as it does. */
const hostsOf = (child: ChildProcess): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = `${complaint}${text}`.slice(0, 2_000);
    });
    child.once('message', message => {
      if (Array.isArray(message)) resolve(message.map(String));
    });
    child.once('error', error =>
      reject(new DemoRefused(`the simulated swarm did not start: ${error.message}`)),
    );
    child.once('close', code =>
      reject(new DemoRefused(`the simulated swarm ended at its start (${code}). ${complaint.trim()}`)),
    );
  });

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  await ended;
  clearTimeout(timer);
};
