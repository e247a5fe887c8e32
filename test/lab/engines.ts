import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {execa} from 'execa';

/** `system`: what is installed. `trixie`, `sid`: that Debian release's engine, unpacked beside the system's. */
export type EngineName = 'system' | 'trixie' | 'sid';

export const fetchable: readonly EngineName[] = ['sid', 'trixie'];
const systemPath = '/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin';
const packages = ['docker.io', 'docker-cli', 'containerd'];

/** Where fetched engines are kept between runs. */
function cacheFolder(): string {
  return process.env['MEDIANEST_LAB_CACHE'] ?? '/var/cache/medianest-lab';
}

function engineRoot(engine: EngineName): string {
  return join(cacheFolder(), engine);
}

export function isEngineName(value: string): value is EngineName {
  return value === 'system' || value === 'trixie' || value === 'sid';
}

export function hasEngine(engine: EngineName): boolean {
  return engine === 'system'
    ? existsSync('/usr/sbin/dockerd') || existsSync('/usr/bin/dockerd')
    : existsSync(join(engineRoot(engine), 'usr/sbin/dockerd'));
}

/**
 * PATH of an engine's node. Only dockerd, containerd and the CLI come from the unpacked folder: the newer releases'
 * runc wants a newer libc, and the system's works with all of them.
 */
export function enginePath(engine: EngineName): string {
  if (engine === 'system') return systemPath;
  if (!hasEngine(engine))
    throw new Error(`engine "${engine}" is not here: node test/lab/cli.ts engine ${engine}`);
  const root = engineRoot(engine);
  return [join(root, 'usr/sbin'), join(root, 'usr/bin'), systemPath].join(':');
}

export async function engineVersion(engine: EngineName): Promise<string> {
  const {stdout} = await execa('dockerd', ['--version'], {env: {PATH: enginePath(engine)}});
  return /version ([^,+]+)/.exec(stdout)?.[1] ?? stdout;
}

/** Fetches an engine with apt from another release and unpacks it; nothing of the system is changed. */
export async function fetchEngine(engine: EngineName): Promise<void> {
  if (hasEngine(engine)) return;
  const work = join(cacheFolder(), `${engine}.work`);
  rmSync(work, {recursive: true, force: true});
  for (const name of ['lists/partial', 'packages', 'root']) mkdirSync(join(work, name), {recursive: true});
  const list = join(work, 'sources.list');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  writeFileSync(list, `deb [signed-by=${keyring}] ${debianMirror()} ${engine} main\n`);
  const apt = ['-qq', `-oDir::State::Lists=${join(work, 'lists')}`, `-oDir::Etc::SourceList=${list}`].concat(
    ['-oDir::Etc::SourceParts=/dev/null', '-oDir::Cache::pkgcache=', '-oDir::Cache::srcpkgcache='],
    ['-oAPT::Sandbox::User=root'],
  );
  await execa('apt-get', [...apt, 'update']);
  await execa('apt-get', [...apt, 'download', ...packages], {cwd: join(work, 'packages')});
  for (const file of await readdir(join(work, 'packages'))) {
    await execa('dpkg', ['-x', join(work, 'packages', file), join(work, 'root')]);
  }
  await execa(join(work, 'root/usr/sbin/dockerd'), ['--version']);
  await execa(join(work, 'root/usr/bin/containerd'), ['--version']);
  renameSync(join(work, 'root'), engineRoot(engine));
  rmSync(work, {recursive: true, force: true});
}

/** The mirror that apt already uses for this machine's own release. */
function debianMirror(): string {
  for (const file of ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list']) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const found = /^(?:URIs: |deb (?:\[[^\]]*\] )?)(\S+\/debian\/?)(?:\s|$)/m.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error("no Debian mirror in apt's sources: other releases' engines cannot be fetched");
}
