import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fail, root} from './project.mjs';

const stamp = join(root, 'node_modules', '.medianest-lock');

/** Installs the packages when they are missing or are not those of package-lock.json. */
export function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const key = createHash('sha256').update(lock).digest('hex');
  if (read(stamp) === key) return;
  if (!matches(JSON.parse(lock.toString()))) installPackages();
  writeFileSync(stamp, key);
}

/** Whether what npm says it installed is what the lock file wants; optional packages may be for other machines. */
function matches(lock) {
  const installed = read(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return false;
  const have = JSON.parse(installed).packages;
  return Object.entries(lock.packages).every(
    ([path, wanted]) =>
      path === '' ||
      (have[path] === undefined ? wanted.optional === true : have[path].version === wanted.version),
  );
}

function installPackages() {
  process.stderr.write('medianest: installing packages (npm ci), about half a minute the first time\n');
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  // Output goes to standard error: standard output belongs to the command that is about to run.
  const settings = {cwd: root, stdio: ['ignore', 2, 2], env: {...process.env, NODE_ENV: ''}};
  const result =
    npm !== undefined && existsSync(npm)
      ? spawnSync(process.execPath, [npm, ...options], settings)
      : spawnSync('npm', options, {...settings, shell: process.platform === 'win32'});
  if (result.status !== 0) fail(`npm ci failed${result.error ? `: ${result.error.message}` : ''}`);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
