import {execa} from 'execa';
import {type Layout, type NodeName, nodeAddress, nodeNamespace} from './layout.ts';

const main = 'br0';

async function ip(...args: readonly string[]): Promise<string> {
  return (await execa('ip', args)).stdout;
}

/** One `ip -batch` in a namespace: a node's network in two processes instead of eight. */
async function ipBatch(namespace: string, lines: readonly string[]): Promise<void> {
  await execa('ip', ['-n', namespace, '-batch', '-'], {input: `${lines.join('\n')}\n`});
}

export async function namespaces(): Promise<string> {
  return ip('netns', 'list');
}

async function hasNamespace(name: string): Promise<boolean> {
  return (await namespaces()).split('\n').some(line => line.split(' ')[0] === name);
}

/** The bridge of the lab in a namespace of its own: nothing is added to the machine's network. Idempotent. */
export async function makeSwitch(layout: Layout): Promise<void> {
  if (await hasNamespace(layout.switchNamespace)) return;
  await ip('netns', 'add', layout.switchNamespace);
  await ipBatch(layout.switchNamespace, [
    'link set lo up',
    `link add ${main} type bridge`,
    `addr add ${layout.switchAddress}/24 dev ${main}`,
    `link set ${main} up`,
  ]);
}

/** A node's namespace, its cable to the switch and its address; no default route, on purpose. Idempotent. */
export async function plugIn(layout: Layout, node: NodeName): Promise<void> {
  const namespace = nodeNamespace(layout, node);
  if (await hasNamespace(namespace)) return;
  await ip('netns', 'add', namespace);
  await ipBatch(namespace, [
    'link set lo up',
    `link add eth0 type veth peer name ${node} netns ${layout.switchNamespace}`,
    `addr add ${nodeAddress(layout, node)}/24 dev eth0`,
    'link set eth0 up',
  ]);
  await ipBatch(layout.switchNamespace, [`link set ${node} master ${main} up`]);
}

/** The named nodes keep each other and lose everyone else: frames vanish silently, the links stay up. */
export async function partition(layout: Layout, nodes: readonly NodeName[]): Promise<void> {
  const taken = await partitions(layout);
  let number = 1;
  while (taken.includes(`p${number}`)) number += 1;
  await ipBatch(layout.switchNamespace, [
    `link add p${number} type bridge`,
    `link set p${number} up`,
    ...nodes.map(node => `link set ${node} master p${number}`),
  ]);
  await dropEmptyPartitions(layout);
}

export async function heal(layout: Layout, nodes: readonly NodeName[]): Promise<void> {
  await ipBatch(
    layout.switchNamespace,
    nodes.map(node => `link set ${node} master ${main}`),
  );
  await dropEmptyPartitions(layout);
}

/** The bridge each node hangs on: `br0`, or the partition that it was put into. */
export async function ports(layout: Layout): Promise<Map<NodeName, string>> {
  const links = await ip('-n', layout.switchNamespace, '-o', 'link', 'show', 'type', 'veth');
  return new Map(
    [...links.matchAll(/^\d+: ([^@:]+)@?.*? master (\S+)/gm)].map(([, name, bridge]) => [
      name ?? '',
      bridge ?? '',
    ]),
  );
}

async function partitions(layout: Layout): Promise<string[]> {
  const bridges = await ip('-n', layout.switchNamespace, '-o', 'link', 'show', 'type', 'bridge');
  return [...bridges.matchAll(/^\d+: (p\d+):/gm)].map(match => match[1] ?? '');
}

async function dropEmptyPartitions(layout: Layout): Promise<void> {
  const used = new Set((await ports(layout)).values());
  const empty = (await partitions(layout)).filter(bridge => !used.has(bridge));
  await ipBatch(
    layout.switchNamespace,
    empty.map(bridge => `link del ${bridge}`),
  );
}
