import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {processorMs, residentMb} from '../processes.ts';

/** What the docker CLI needs for the same lines. */
export interface DockerReading {
  readonly linesASecond: number;
  /** Up to its last line but for a tenth of a second. */
  readonly processorMs: number;
  readonly memoryMb: number;
}

const lookMs = 50;

/** Reads the log of a service with the docker CLI until so many lines have come; null where there is no CLI. */
export async function readWithDocker(
  host: string,
  service: string,
  lines: number,
  option: '--raw' | '--timestamps' = '--raw',
): Promise<DockerReading | null> {
  const started = performance.now();
  const child = spawn('docker', ['-H', host, 'service', 'logs', '-f', option, service], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const {pid} = child;
  let memoryMb = 0;
  let usedMs = 0;
  const look = () => {
    if (pid === undefined) return;
    const nowMb = residentMb(pid);
    // A process that has just ended has no memory to tell of.
    if (!Number.isNaN(nowMb)) memoryMb = Math.max(memoryMb, nowMb);
    usedMs = processorMs(pid);
  };
  const timer = setInterval(() => {
    if (child.exitCode === null) look();
  }, lookMs);
  let ends = 0;
  let endedMs = 0;
  const count = (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) ends += 1;
    if (ends < lines || endedMs > 0) return;
    endedMs = performance.now();
    // A real service goes on being followed.
    look();
    child.kill('SIGKILL');
  };
  child.stdout.on('data', count);
  child.stderr.on('data', count);
  await once(child, 'close').catch(() => undefined);
  clearInterval(timer);
  if (endedMs === 0) return null;
  return {linesASecond: (lines / (endedMs - started)) * 1_000, processorMs: usedMs, memoryMb};
}
