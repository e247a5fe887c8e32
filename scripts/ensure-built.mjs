import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {isBuilt} from './freshness.mjs';
import {ensureInstalled} from './install.mjs';
import {fail, root} from './project.mjs';
import {environment, findNode} from './runtime.mjs';

/** Installs what is missing and builds what is not up to date. */
export function ensureBuilt() {
  ensureInstalled();
  if (isBuilt()) return;
  const script = join(root, 'scripts', 'build.mjs');
  const result = spawnSync(findNode(), [script], {cwd: root, stdio: ['ignore', 2, 2], env: environment()});
  if (result.status !== 0) fail('the build failed');
}
