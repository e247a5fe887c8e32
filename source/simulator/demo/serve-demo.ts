import {once} from 'node:events';
import {rmdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {serveSwarm} from '../serve.ts';
import {buildDemo} from './build-demo.ts';
import type {DemoOptions} from './demo-options.ts';
import {playFault} from './play-fault.ts';
import {socketPaths} from './socket-paths.ts';

/** What serving a demo needs of the process that does it. */
export interface DemoProcess {
  readonly out: (text: string) => void;
  /** Resolves when it is to end. */
  readonly ended: Promise<void>;
}

/** Serves the Engine API of a demo's managers until the process is told to end. */
export const serveDemo = async (
  options: DemoOptions & {readonly serve: string},
  {out, ended}: DemoProcess,
): Promise<void> => {
  const demo = buildDemo(options);
  const {swarm} = demo;
  const managers = swarm.managerIds();
  const paths = socketPaths(options.serve, managers.length);
  const sockets = paths.flatMap((path, at) => {
    const node = managers[at];
    return node === undefined ? [] : [{node, path}];
  });
  try {
    const served = await serveSwarm({swarm, sockets}).catch(refuse);
    const stopFault =
      options.fault === null ? () => undefined : playFault(swarm, served.faults, options.fault);
    const [first = '', ...others] = served.hosts;
    out(`DOCKER_HOST=${first}\n`);
    if (others.length > 0) out(`Other managers: ${others.join(' ')}\n`);
    process.send?.(served.hosts);
    await ended;
    stopFault();
    await served.close();
    if (process.send !== undefined) removeFolderOf(options.serve);
  } finally {
    demo.close();
  }
};

/** Raised where the API cannot be served; what to say is in the message. */
class DemoRefused extends Error {
  override readonly name = 'DemoRefused';
}

const refuse = (error: unknown): never => {
  throw new DemoRefused(`cannot serve the API: ${error instanceof Error ? error.message : String(error)}`);
};

/** Resolves on a signal that ends, and, for a process that was forked, when its parent is gone. */
export const endOfProcess = async (): Promise<void> => {
  const isForked = process.send !== undefined;
  if (isForked && !process.connected) return;
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'].map(name => once(process, name)));
};

/** A console that was killed leaves the folder that it made for its demo. */
const removeFolderOf = (socket: string): void => {
  try {
    rmdirSync(dirname(socket));
  } catch {
    // Not empty, or gone already.
  }
};
