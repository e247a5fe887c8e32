import {existsSync, readdirSync, rmdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {until} from '../until.ts';
import {type Layout, labsFolder, layoutOf} from './layout.ts';
import {namespaces} from './network.ts';
import {identify, isAlive, recall, signal} from './processes.ts';
import {isAbandoned, labIds, loadState} from './state.ts';

/**
 * Ends every process of a lab and deletes all it made. Works from the id alone, also when its folder or its state is
 * lost: whatever lives in the lab's own network namespaces is the lab's.
 */
export async function takeDown(id: string): Promise<void> {
  const layout = layoutOf(id);
  for (const node of foldersIn(layout.dir)) signal(recall(join(layout.dir, node, 'init.json')), 'SIGKILL');
  signal(recall(join(layout.dir, 'registry.json')), 'SIGKILL');
  for (const namespace of await namespacesOf(layout)) {
    await endProcessesIn(namespace);
    await execa('ip', ['netns', 'delete', namespace]);
  }
  await until(`the folder of lab ${id} is gone`, () => removed(layout.dir), {timeoutMs: 10_000});
  removeCgroups(layout);
  if (foldersIn(labsFolder()).length === 0) rmSync(labsFolder(), {recursive: true, force: true});
}

/** Takes down the labs whose owners died. */
export async function sweep(): Promise<void> {
  for (const id of labIds()) {
    if (isAbandoned(loadState(layoutOf(id)))) await takeDown(id);
  }
}

/** What is left of a lab, in words; empty when nothing is. */
export async function remains(id: string): Promise<string[]> {
  const layout = layoutOf(id);
  const {stdout: processes} = await execa('ps', ['-eo', 'args']);
  return [
    ...(await namespacesOf(layout)).map(name => `network namespace ${name}`),
    ...(existsSync(layout.dir) ? [`folder ${layout.dir}`] : []),
    ...cgroupFolders(layout).map(folder => `cgroup ${folder}`),
    ...processes.split('\n').filter(line => line.includes(`${layout.dir}/`)),
  ];
}

async function namespacesOf(layout: Layout): Promise<string[]> {
  const names = (await namespaces()).split('\n').map(line => line.split(' ')[0] ?? '');
  return names.filter(name => name.startsWith(layout.namespacePrefix));
}

async function endProcessesIn(namespace: string): Promise<void> {
  const own = process.pid;
  await until(
    `nothing runs in ${namespace}`,
    async () => {
      const {stdout} = await execa('ip', ['netns', 'pids', namespace]);
      const pids = stdout
        .split('\n')
        .map(Number)
        .filter(pid => pid > 0 && pid !== own);
      const alive = pids.map(identify).filter(isAlive);
      for (const process_ of alive) signal(process_, 'SIGKILL');
      return alive.length === 0;
    },
    {timeoutMs: 20_000, everyMs: 50},
  );
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(name => statSync(join(folder, name)).isDirectory());
}

function removed(folder: string): boolean {
  rmSync(folder, {recursive: true, force: true});
  return !existsSync(folder);
}

/** One folder per hierarchy with cgroup v1, one in all with v2. */
function cgroupFolders(layout: Layout): string[] {
  const root = '/sys/fs/cgroup';
  return [root, ...foldersIn(root).map(name => join(root, name))]
    .map(folder => join(folder, layout.cgroup))
    .filter(existsSync);
}

function removeCgroups(layout: Layout): void {
  for (const top of cgroupFolders(layout)) {
    const below = readdirSync(top, {recursive: true, withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(entry => join(entry.parentPath, entry.name))
      .sort((a, b) => b.length - a.length);
    for (const folder of [...below, top]) rmdirSync(folder);
  }
}
