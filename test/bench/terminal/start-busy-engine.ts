import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Worker} from 'node:worker_threads';
import {type BusyEngineOptions, counter} from './busy-counters.ts';

/** A swarm of any size in another thread, which changes all the time. */
export interface BusyEngine {
  readonly host: string;
  /** Changes that were made so far, and those of them that were in an answer that was taken whole. */
  changes(): {readonly made: number; readonly delivered: number};
  /** Whether a list of all tasks is on its way, and how many have been. */
  taskLists(): {readonly isOpen: boolean; readonly done: number};
  /** Lines of logs that were taken. */
  logLines(): number;
  close(): Promise<void>;
}

export async function startBusyEngine(
  options: Pick<BusyEngineOptions, 'tasks' | 'changesPerSecond' | 'logRate'>,
): Promise<BusyEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const socket = join(folder, 'engine.sock');
  const shared = new SharedArrayBuffer(20);
  const counters = new Int32Array(shared);
  const worker = new Worker(new URL('busy-engine.ts', import.meta.url), {
    workerData: {...options, socket, shared} satisfies BusyEngineOptions,
  });
  const read = (index: number) => Atomics.load(counters, index);
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return {
    host: `unix://${socket}`,
    changes: () => ({made: read(counter.made), delivered: read(counter.delivered)}),
    taskLists: () => ({isOpen: read(counter.openTaskLists) > 0, done: read(counter.taskLists)}),
    logLines: () => read(counter.logLines),
    async close() {
      await worker.terminate();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
