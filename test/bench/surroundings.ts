import {readFileSync} from 'node:fs';
import {cpus, loadavg, release, totalmem} from 'node:os';
import {join} from 'node:path';
import {engineVersion} from '../lab/engines.ts';

const packageFile = join(import.meta.dirname, '..', '..', 'package.json');

/** One line that says on what and when was measured, and how busy the machine was just before. */
export async function surroundings(): Promise<string> {
  const {version} = JSON.parse(readFileSync(packageFile, 'utf8')) as {version: string};
  const [first] = cpus();
  const [load = 0] = loadavg();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const engine = await engineVersion('system').catch(() => 'none');
  return [
    `_${new Date().toISOString().slice(0, 10)}: medianest ${version}, Node ${process.versions.node}, Docker engine ${engine},`,
    `Linux ${release()}, ${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${gigabytes} GiB;`,
    `load average of the last minute ${load.toFixed(2)} at the start of this measurement._`,
  ].join(' ');
}
