import {fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** How large a swarm is to be. */
export interface SwarmSize {
  readonly nodes: number;
  readonly services: number;
  readonly tasks: number;
}

/** The product's own simulator in another process, so that what it costs is not taken for the console's. */
export interface SimulatedProcess {
  readonly socket: string;
  readonly pid: number;
  /** Lets the swarm change so often a second from now on. */
  setRate(changesPerSecond: number): Promise<void>;
  /** Changes of the swarm so far, by its Raft index. */
  changes(): Promise<number>;
  close(): Promise<void>;
}

export async function startSimulated(size: SwarmSize): Promise<SimulatedProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const socket = join(folder, 'engine.sock');
  const program = fileURLToPath(new URL('simulator-program.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(size), socket], {execArgv: []});
  const told = async (): Promise<number> => {
    const [index] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the simulator ended'))),
    ]);
    return Number(index);
  };
  const ask = (wish: number | 'changes'): Promise<number> => {
    const answer = told();
    child.send(wish);
    return answer;
  };
  await told();
  return {
    socket,
    pid: child.pid ?? 0,
    async setRate(changesPerSecond) {
      await ask(changesPerSecond);
    },
    changes: () => ask('changes'),
    async close() {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.disconnect();
        await ended;
      }
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
