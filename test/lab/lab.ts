import {randomBytes} from 'node:crypto';
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {sweep, takeDown} from './down.ts';
import {type ApiRequest, expectAnswer} from './engine-api.ts';
import {type EngineName, enginePath} from './engines.ts';
import {type Layout, layoutOf, type NodeName, nodeAddress, nodeFiles, nodeNames} from './layout.ts';
import {heal, makeSwitch, partition} from './network.ts';
import {
  cutPower,
  endDaemon,
  enter,
  isOn,
  makeNode,
  type NodeRecipe,
  signalDaemon,
  startNode,
} from './node.ts';
import {identify} from './processes.ts';
import {startRegistry} from './registry.ts';
import {prepareMachine, whyNoLab} from './requirements.ts';
import {loadState, saveState} from './state.ts';
import {anyManager, formSwarm, listNodes, type SwarmNode, waitUntilReady} from './swarm.ts';
import {type TlsPaths, tlsFiles} from './tls.ts';
import {watchOver} from './watchdog.ts';

export interface LabOptions {
  /** Default: an id of its own. */
  readonly id?: string;
  /** Default 3. */
  readonly managers?: number;
  /** Default 2. */
  readonly workers?: number;
  /** Default `system`. */
  readonly engine?: EngineName;
  /** Nodes with another engine than the rest. */
  readonly engines?: Readonly<Record<NodeName, EngineName>>;
  /** Nodes whose tcp listener wants client certificates. */
  readonly tls?: readonly NodeName[];
  /** False: the nodes stay outside any swarm. */
  readonly swarm?: boolean;
}

/** A real swarm on this machine. */
export interface Lab {
  readonly id: string;
  readonly nodes: readonly NodeName[];
  /** Path of the node's engine socket, usable from this machine. */
  socket(node: NodeName): string;
  /** The socket as `DOCKER_HOST` wants it. */
  dockerHost(node: NodeName): string;
  /** Inside the lab only: see `net` and `forward`. Engines listen on 2375, with TLS on 2376. */
  address(node: NodeName): string;
  /** Files for a node that was made with `tls`. */
  tls(node: NodeName): TlsPaths;
  /** Body of the engine's answer; rejects with what the engine said. */
  api(node: NodeName, path: string, request?: ApiRequest): Promise<unknown>;
  /** Output of the docker CLI against the node. */
  docker(node: NodeName, ...args: readonly string[]): Promise<string>;
  /** Output of a command on the node. */
  exec(node: NodeName, ...command: readonly string[]): Promise<string>;
  /** A command's arguments such that it runs on the lab's switch, from where every address can be reached. */
  onSwitch(...command: readonly string[]): readonly string[];
  /** The same for a command on the node. */
  onNode(node: NodeName, ...command: readonly string[]): readonly string[];
  net(...command: readonly string[]): Promise<string>;
  /** Powers nodes on and starts their engines; what runs is left alone. */
  start(...nodes: readonly NodeName[]): Promise<void>;
  /** Orderly: the engine stops its containers, then the power goes. */
  stop(...nodes: readonly NodeName[]): Promise<void>;
  /** Power loss. */
  kill(...nodes: readonly NodeName[]): Promise<void>;
  /** Only dockerd dies, its containers go on; `start` brings it back. */
  killDaemon(...nodes: readonly NodeName[]): Promise<void>;
  /** SIGTERM to dockerd and start again, as `systemctl restart docker` does. */
  restartDaemon(...nodes: readonly NodeName[]): Promise<void>;
  /** dockerd stops answering but keeps its connections; `thaw` lets it go on. */
  freeze(...nodes: readonly NodeName[]): Promise<void>;
  thaw(...nodes: readonly NodeName[]): Promise<void>;
  /** These nodes keep each other and lose all others. */
  partition(...nodes: readonly NodeName[]): Promise<void>;
  /** No name: all. */
  heal(...nodes: readonly NodeName[]): Promise<void>;
  isOn(node: NodeName): boolean;
  /** The nodes as the first manager that answers tells of them. */
  listNodes(): Promise<readonly SwarmNode[]>;
  /** The name of the leader; null while there is none. */
  leader(): Promise<NodeName | null>;
  /** Until so many nodes (default: all that are on) are ready. */
  waitReady(count?: number, timeoutMs?: number): Promise<void>;
  /** The name of an image of the lab's registry: `image('app:1')`. */
  image(name: string): string;
  down(): Promise<void>;
}

/**
 * Starts a lab that belongs to this process: it goes down with it, however it ends. Labs that a dead process left are
 * taken down first.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const problem = whyNoLab();
  if (problem !== null) throw new Error(`no lab here: ${problem}`);
  await sweep();
  const id = options.id ?? `t${randomBytes(4).toString('hex')}`;
  const layout = layoutOf(id);
  if (existsSync(layout.dir))
    throw new Error(`lab ${id} is already there: node test/lab/cli.ts down --id ${id}`);
  const recipes = recipesOf(options);
  saveState(layout, {nodes: recipes, owner: identify(process.pid)});
  const release = watchOver(id);
  const down = async () => {
    await takeDown(id);
    release();
  };
  try {
    await raise(layout, recipes, options.swarm ?? true);
  } catch (error) {
    await down();
    throw error;
  }
  return labOf(layout, recipes, down);
}

/** A lab that some process started. */
export function attachLab(id: string): Lab {
  const layout = layoutOf(id);
  const state = loadState(layout);
  if (state === null) throw new Error(`there is no lab ${id}`);
  return labOf(layout, state.nodes, () => takeDown(id));
}

export function recipesOf(options: LabOptions): NodeRecipe[] {
  return nodeNames(options.managers ?? 3, options.workers ?? 2).map(name => {
    const engine = options.engines?.[name] ?? options.engine ?? 'system';
    enginePath(engine); // says what to do when it is not here
    return {name, engine, tls: options.tls?.includes(name) ?? false};
  });
}

/** Starts whatever of a lab is not running yet. */
export async function raise(layout: Layout, recipes: readonly NodeRecipe[], swarm: boolean): Promise<void> {
  await prepareMachine();
  const names = recipes.map(recipe => recipe.name);
  const hosts = names.map(name => `${nodeAddress(layout, name)} ${name}`);
  const registryHost = `${layout.switchAddress} ${layout.registry.replace(/:\d+$/, '')}`;
  writeFileSync(join(layout.dir, 'hosts'), ['127.0.0.1 localhost', registryHost, ...hosts, ''].join('\n'));
  // Nobody answers there, so that names outside the lab fail at once.
  const resolver = `nameserver ${layout.switchAddress}\noptions timeout:1 attempts:1\n`;
  writeFileSync(join(layout.dir, 'resolv.conf'), resolver);
  await makeSwitch(layout);
  await Promise.all([
    startRegistry(layout),
    ...recipes.map(async recipe => {
      await makeNode(layout, recipe);
      await startNode(layout, recipe);
    }),
  ]);
  if (swarm) await formSwarm(layout, names);
}

function labOf(layout: Layout, recipes: readonly NodeRecipe[], down: () => Promise<void>): Lab {
  const names = recipes.map(recipe => recipe.name);
  const recipeOf = (node: NodeName): NodeRecipe => {
    const recipe = recipes.find(({name}) => name === node);
    if (recipe === undefined) throw new Error(`no node "${node}" in lab ${layout.id}: ${names.join(', ')}`);
    return recipe;
  };
  const socket = (node: NodeName) => nodeFiles(layout, recipeOf(node).name).socket;
  const each =
    (act: (node: NodeRecipe) => Promise<unknown>) =>
    async (...nodes: readonly NodeName[]) => {
      await Promise.all(nodes.map(recipeOf).map(act));
    };
  const onSwitch = (...command: readonly string[]) => [
    'nsenter',
    `--net=/run/netns/${layout.switchNamespace}`,
    ...command,
  ];
  const onNode = (node: NodeName, ...command: readonly string[]) => [
    'nsenter',
    ...enter(layout, recipeOf(node).name, command),
  ];
  const run = async ([file = '', ...args]: readonly string[]) => (await execa(file, args)).stdout;

  return {
    id: layout.id,
    nodes: names,
    socket,
    dockerHost: node => `unix://${socket(node)}`,
    address: node => nodeAddress(layout, recipeOf(node).name),
    tls: node => tlsFiles(nodeFiles(layout, recipeOf(node).name).tls),
    api: (node, path, request) => expectAnswer(socket(node), path, request),
    docker: async (node, ...args) => {
      const env = {DOCKER_HOST: `unix://${socket(node)}`, PATH: enginePath(recipeOf(node).engine)};
      return (await execa('docker', args, {env})).stdout;
    },
    exec: (node, ...command) => run(onNode(node, ...command)),
    onSwitch,
    onNode,
    net: (...command) => run(onSwitch(...command)),
    start: each(node => startNode(layout, node)),
    stop: each(async node => {
      await endDaemon(layout, node.name, 'SIGTERM');
      await cutPower(layout, node.name);
    }),
    kill: each(node => cutPower(layout, node.name)),
    killDaemon: each(node => endDaemon(layout, node.name, 'SIGKILL')),
    restartDaemon: each(async node => {
      await endDaemon(layout, node.name, 'SIGTERM');
      await startNode(layout, node);
    }),
    freeze: each(node => signalDaemon(layout, node.name, 'SIGSTOP')),
    thaw: each(node => signalDaemon(layout, node.name, 'SIGCONT')),
    partition: (...nodes) =>
      partition(
        layout,
        nodes.map(node => recipeOf(node).name),
      ),
    heal: (...nodes) => heal(layout, nodes.length > 0 ? nodes.map(node => recipeOf(node).name) : names),
    isOn: node => isOn(layout, recipeOf(node).name),
    listNodes: async () => {
      const through = await anyManager(layout, names);
      return through === null ? [] : listNodes(layout, through);
    },
    leader: async () => {
      const through = await anyManager(layout, names);
      if (through === null) return null;
      return (await listNodes(layout, through)).find(node => node.leader)?.hostname ?? null;
    },
    waitReady: (count, timeoutMs) =>
      waitUntilReady(
        layout,
        names,
        count ?? names.filter(name => isOn(layout, name)).length,
        timeoutMs ?? 60_000,
      ),
    image: name => `${layout.registry}/${name}`,
    down,
  };
}
