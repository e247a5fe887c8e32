import {join} from 'node:path';

/** `manager-1`, `worker-2`: role and number, which give the address. */
export type NodeName = string;

/** Where a lab keeps its things and what it calls them. Everything follows from the id, so a lost lab can be found. */
export interface Layout {
  readonly id: string;
  readonly dir: string;
  /** Network namespace of the switch, the registry and nothing else. */
  readonly switchNamespace: string;
  readonly namespacePrefix: string;
  /** Address of the switch and of the registry on it. */
  readonly switchAddress: string;
  /** Parent of all cgroups of the lab's containers. */
  readonly cgroup: string;
  readonly registry: string;
}

export interface NodeFiles {
  readonly dir: string;
  readonly socket: string;
  readonly config: string;
  readonly data: string;
  readonly etc: string;
  readonly init: string;
  readonly initPid: string;
  readonly initLog: string;
  readonly daemonLog: string;
  readonly tls: string;
}

const namespaceMark = 'mnlab';

/** Folder of all labs of this machine. Must be short: a unix socket's path has at most 107 bytes. */
export function labsFolder(): string {
  return process.env['MEDIANEST_LAB_DIR'] ?? '/var/tmp/mnlab';
}

export function layoutOf(id: string): Layout {
  if (!/^[a-z0-9]{1,10}$/.test(id)) {
    throw new Error(`lab id "${id}": 1 to 10 lower-case letters and digits are wanted`);
  }
  const dir = join(labsFolder(), id);
  if (Buffer.byteLength(join(dir, 'manager-99', 'docker.sock')) > 107) {
    throw new Error(`lab folder ${dir} is too long: a unix socket's path has at most 107 bytes`);
  }
  return {
    id,
    dir,
    switchNamespace: `${namespaceMark}-${id}-switch`,
    namespacePrefix: `${namespaceMark}-${id}-`,
    switchAddress: `${block(id)}.1`,
    cgroup: `${namespaceMark}-${id}`,
    registry: 'registry.lab:5000',
  };
}

export function nodeNamespace(layout: Layout, node: NodeName): string {
  return layout.namespacePrefix + node;
}

export function nodeAddress(layout: Layout, node: NodeName): string {
  const [, role, number] = /^(manager|worker)-([1-9]\d?)$/.exec(node) ?? [];
  if (role === undefined) throw new Error(`"${node}" is not a node's name: manager-N or worker-N`);
  return `${block(layout.id)}.${(role === 'manager' ? 10 : 110) + Number(number)}`;
}

export function nodeFiles(layout: Layout, node: NodeName): NodeFiles {
  const dir = join(layout.dir, node);
  return {
    dir,
    socket: join(dir, 'docker.sock'),
    config: join(dir, 'daemon.json'),
    data: join(dir, 'data'),
    etc: join(dir, 'etc'),
    init: join(dir, 'init.json'),
    initPid: join(dir, 'init.pid'),
    initLog: join(dir, 'init.log'),
    daemonLog: join(dir, 'dockerd.log'),
    tls: join(dir, 'tls'),
  };
}

/** The names of a lab's nodes, managers first. */
export function nodeNames(managers: number, workers: number): NodeName[] {
  const numbered = (role: string, count: number) => Array.from({length: count}, (_, i) => `${role}-${i + 1}`);
  return [...numbered('manager', managers), ...numbered('worker', workers)];
}

/** Labs cannot see each other; a block of its own only makes addresses in logs and failures tell labs apart. */
function block(id: string): string {
  const sum = [...id].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 251, 7);
  return `10.99.${sum}`;
}
