import {until} from '../until.ts';
import {askEngine, expectAnswer} from './engine-api.ts';
import {type Layout, type NodeName, nodeAddress, nodeFiles} from './layout.ts';

/** What the lab reads of a node in `GET /nodes`. */
export interface SwarmNode {
  readonly id: string;
  readonly hostname: string;
  readonly state: string;
  readonly leader: boolean;
  readonly reachability: string | null;
}

const socketOf = (layout: Layout, node: NodeName) => nodeFiles(layout, node).socket;

/** Makes one swarm of the nodes: what is already in it stays as it is. */
export async function formSwarm(layout: Layout, nodes: readonly NodeName[]): Promise<void> {
  const managers = nodes.filter(node => node.startsWith('manager-'));
  const first = managers[0];
  if (first === undefined) return;
  if (!(await anyManager(layout, managers))) await initSwarm(layout, first);
  const through = await until('a manager answers', () => anyManager(layout, managers), {timeoutMs: 25_000});
  const tokens = await joinTokens(layout, through);
  const workers = nodes.filter(node => node.startsWith('worker-'));
  await Promise.all([
    // Managers one after another: each is a change of the Raft group.
    managers.reduce((before, node) => before.then(() => join(node, tokens.manager)), Promise.resolve()),
    ...workers.map(node => join(node, tokens.worker)),
  ]);
  await waitUntilReady(layout, nodes, nodes.length, 40_000);

  async function join(node: NodeName, token: string): Promise<void> {
    if (await isInSwarm(layout, node)) return;
    const address = nodeAddress(layout, node);
    const body = {
      ListenAddr: '0.0.0.0:2377',
      AdvertiseAddr: address,
      RemoteAddrs: [`${nodeAddress(layout, through)}:2377`],
      JoinToken: token,
    };
    await expectAnswer(socketOf(layout, node), '/swarm/join', {method: 'POST', body, timeoutMs: 30_000});
  }
}

async function initSwarm(layout: Layout, node: NodeName): Promise<void> {
  const body = {ListenAddr: '0.0.0.0:2377', AdvertiseAddr: nodeAddress(layout, node)};
  await expectAnswer(socketOf(layout, node), '/swarm/init', {method: 'POST', body, timeoutMs: 30_000});
}

/** The tokens with which machines join, `Worker` and `Manager` of `GET /swarm`. */
async function joinTokens(layout: Layout, node: NodeName): Promise<{manager: string; worker: string}> {
  const swarm = await expectAnswer(socketOf(layout, node), '/swarm');
  const tokens = (swarm as {JoinTokens: {Manager: string; Worker: string}}).JoinTokens;
  return {manager: tokens.Manager, worker: tokens.Worker};
}

async function isInSwarm(layout: Layout, node: NodeName): Promise<boolean> {
  const info = await expectAnswer(socketOf(layout, node), '/info');
  return (info as {Swarm: {LocalNodeState: string}}).Swarm.LocalNodeState === 'active';
}

/** The first of the nodes that answers as a manager of a swarm with a leader. */
export async function anyManager(layout: Layout, nodes: readonly NodeName[]): Promise<NodeName | null> {
  const managers = nodes.filter(node => node.startsWith('manager-'));
  const answers = await Promise.all(
    managers.map(node => askEngine(socketOf(layout, node), '/nodes', {timeoutMs: 5000}).catch(() => null)),
  );
  return managers.find((_, index) => answers[index]?.status === 200) ?? null;
}

export async function listNodes(layout: Layout, through: NodeName): Promise<SwarmNode[]> {
  const nodes = await expectAnswer(socketOf(layout, through), '/nodes', {timeoutMs: 25_000});
  return (nodes as WireNode[]).map(node => ({
    id: node.ID,
    hostname: node.Description.Hostname,
    state: node.Status.State,
    leader: node.ManagerStatus?.Leader === true,
    reachability: node.ManagerStatus?.Reachability ?? null,
  }));
}

interface WireNode {
  readonly ID: string;
  readonly Description: {readonly Hostname: string};
  readonly Status: {readonly State: string};
  readonly ManagerStatus?: {readonly Leader?: boolean; readonly Reachability: string};
}

/** Waits until a manager tells of so many ready nodes, with every manager among them reachable. */
export async function waitUntilReady(
  layout: Layout,
  nodes: readonly NodeName[],
  count: number,
  timeoutMs: number,
): Promise<void> {
  let seen = 'no manager answers';
  await until(
    `${count} nodes are ready`,
    async () => {
      const through = await anyManager(layout, nodes);
      if (through === null) return false;
      const list = await listNodes(layout, through);
      seen = list.map(node => `${node.hostname} ${node.state} ${node.reachability ?? ''}`).join(', ');
      const ready = list.filter(node => node.state === 'ready' && node.reachability !== 'unreachable');
      return ready.length >= count;
    },
    {timeoutMs, explain: () => seen},
  );
}
