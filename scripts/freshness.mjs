import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {loader, root} from './project.mjs';

const keyFile = join(root, 'dist', '.key');
const files = [
  'cli.tsx',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.mjs',
  'scripts/bundle-plugins.mjs',
];
const folders = ['source', 'themes'];

/** Changes whenever a file that the build reads is changed, added or removed. Looks at times and sizes only. */
export function sourceKey() {
  const hash = createHash('sha256');
  const add = path => {
    const stat = statSync(join(root, path), {throwIfNoEntry: false});
    if (stat?.isFile()) hash.update(`${path} ${stat.mtimeMs} ${stat.size}\n`);
  };
  for (const path of files) add(path);
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), {recursive: true}).sort())
      add(join(folder, String(name)));
  }
  return hash.digest('hex');
}

/** Whether dist is what the sources of this moment give. */
export function isBuilt() {
  try {
    return statSync(loader).isFile() && readFileSync(keyFile, 'utf8') === sourceKey();
  } catch {
    return false;
  }
}

export function markBuilt(key) {
  writeFileSync(keyFile, key);
}
