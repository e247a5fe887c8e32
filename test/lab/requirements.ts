import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';

const commands: Readonly<Record<string, string>> = {
  dockerd: 'docker.io',
  docker: 'docker.io',
  runc: 'docker.io',
  iptables: 'iptables',
  ip: 'iproute2',
  busybox: 'busybox-static',
  'docker-registry': 'docker-registry',
  curl: 'curl',
  openssl: 'openssl',
  nsenter: 'util-linux',
  unshare: 'util-linux',
};

/** Why no lab can be had on this machine and how to get one; null when it can. */
export function whyNoLab(): string | null {
  if (process.platform !== 'linux')
    return `a real swarm needs Linux namespaces, and this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'a real swarm needs root: run as root, or in a privileged container';
  const folders = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`.split(':');
  const missing = Object.keys(commands).filter(
    name => !folders.some(folder => existsSync(join(folder, name))),
  );
  if (missing.length === 0) return null;
  const packages = [...new Set(missing.map(name => commands[name]))].join(' ');
  return `${missing.join(', ')} not found: apt-get install -y --no-install-recommends ${packages}`;
}

/** Mount points that every node needs; cgroup v1 hierarchies only where the machine has no cgroups mounted at all. */
export async function prepareMachine(): Promise<void> {
  for (const folder of ['/etc/docker', '/var/lib/docker']) mkdirSync(folder, {recursive: true});
  if (/^\S+ \S+ cgroup2? /m.test(readFileSync('/proc/mounts', 'utf8'))) return;
  await execa('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'cgroup', '/sys/fs/cgroup']);
  const rows = readFileSync('/proc/cgroups', 'utf8').matchAll(/^([a-z_]+)\t\d+\t\d+\t1$/gm);
  for (const [, name = ''] of rows) {
    const folder = join('/sys/fs/cgroup', name);
    mkdirSync(folder);
    await execa('mount', ['-t', 'cgroup', '-o', name, 'cgroup', folder]);
  }
}
