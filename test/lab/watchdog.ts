import {spawn} from 'node:child_process';
import {join} from 'node:path';

/** Sees to it that a lab goes down with the process that wanted it. Returns what to call once it is down. */
export function watchOver(id: string): () => void {
  const script = join(import.meta.dirname, 'watchdog.sh');
  const args = [script, process.execPath, join(import.meta.dirname, 'cli.ts'), id];
  const watchdog = spawn('bash', args, {detached: true, stdio: ['pipe', 'ignore', 'ignore']});
  watchdog.on('error', error => {
    throw error;
  });
  watchdog.stdin.on('error', () => {
    // The watchdog was ended by hand: the next run's sweep still finds the lab.
  });
  watchdog.unref();
  if ('unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function') watchdog.stdin.unref();
  return () => {
    watchdog.stdin.end('released\n');
  };
}
