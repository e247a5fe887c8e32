import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {until} from '../until.ts';
import {askEngine} from './engine-api.ts';
import {type EngineName, enginePath} from './engines.ts';
import {type Layout, type NodeName, nodeAddress, nodeFiles, nodeNamespace} from './layout.ts';
import {plugIn} from './network.ts';
import {identify, isAlive, recall, remember, signal, startDetached, waitForEnd} from './processes.ts';
import {makeCertificates, tlsFiles} from './tls.ts';

/** What a node is made of; kept in its folder so that any process can start it again. */
export interface NodeRecipe {
  readonly name: NodeName;
  readonly engine: EngineName;
  /** Also listens on tcp 2376 with client certificates wanted. */
  readonly tls: boolean;
}

const startTimeoutMs = 60_000;

/** Makes the folder of a node. Idempotent: what a node has on its disk stays. */
export async function makeNode(layout: Layout, recipe: NodeRecipe): Promise<void> {
  const files = nodeFiles(layout, recipe.name);
  mkdirSync(files.data, {recursive: true});
  mkdirSync(files.etc, {recursive: true});
  const address = nodeAddress(layout, recipe.name);
  if (recipe.tls) await makeCertificates(files.tls, recipe.name, address);
  writeFileSync(files.config, JSON.stringify(daemonConfig(layout, recipe), null, 2));
}

function daemonConfig(layout: Layout, recipe: NodeRecipe): object {
  const files = nodeFiles(layout, recipe.name);
  const address = nodeAddress(layout, recipe.name);
  const {ca, serverCert, serverKey} = tlsFiles(files.tls);
  // dockerd takes TLS for all of its tcp listeners or for none.
  const tcp = recipe.tls ? `tcp://${address}:2376` : `tcp://${address}:2375`;
  return {
    hosts: ['unix:///var/run/docker.sock', `unix://${files.socket}`, tcp],
    ...(recipe.tls ? {tlsverify: true, tlscacert: ca, tlscert: serverCert, tlskey: serverKey} : {tls: false}),
    'storage-driver': 'overlay2',
    'insecure-registries': [layout.registry],
    'metrics-addr': `${address}:9323`,
    experimental: true,
    'log-driver': 'json-file',
    'log-opts': {'max-size': '5m', 'max-file': '2'},
    labels: [`lab.node=${recipe.name}`],
    'cgroup-parent': `/${layout.cgroup}`,
    'shutdown-timeout': 5,
  };
}

/** Power and engine on; what already runs is left alone. */
export async function startNode(layout: Layout, recipe: NodeRecipe): Promise<void> {
  const files = nodeFiles(layout, recipe.name);
  const init = isAlive(recall(files.init))
    ? nodeInit(layout, recipe.name)
    : await powerOn(layout, recipe.name);
  if (await answers(files.socket)) return;
  const namespaces = ['-t', String(init), '-m', '-u', '-i', '-n', '-p'];
  const daemon = startDetached('nsenter', [...namespaces, '--', 'dockerd', '--config-file', files.config], {
    log: files.daemonLog,
    env: {PATH: enginePath(recipe.engine), TMPDIR: '/run/tmp'},
  });
  await until(`the engine of ${recipe.name} answers`, () => answers(files.socket) || !isAlive(daemon), {
    timeoutMs: startTimeoutMs,
    everyMs: 50,
    explain: () => lastLines(files.daemonLog),
  });
  if (!isAlive(daemon)) throw new Error(`dockerd of ${recipe.name} ended:\n${lastLines(files.daemonLog)}`);
}

/** Makes the node's namespaces around its PID 1 and returns that one's pid. */
async function powerOn(layout: Layout, node: NodeName): Promise<number> {
  const files = nodeFiles(layout, node);
  await plugIn(layout, node);
  for (const file of [files.init, files.initPid, files.socket]) rmSync(file, {force: true});
  const script = join(import.meta.dirname, 'node-init.sh');
  const unshare = ['unshare', '-m', '-u', '-i', '-p', '-f', '--kill-child', '--propagation', 'private'];
  const outer = startDetached(
    'nsenter',
    [`--net=/run/netns/${nodeNamespace(layout, node)}`, ...unshare, 'bash', script, node, files.dir].concat([
      join(layout.dir, 'hosts'),
      join(layout.dir, 'resolv.conf'),
    ]),
    {log: files.initLog},
  );
  remember(outer, files.init);
  return await until(`${node} has its namespaces`, () => readPid(files.initPid), {
    timeoutMs: 10_000,
    everyMs: 10,
    explain: () => lastLines(files.initLog),
  });
}

function nodeInit(layout: Layout, node: NodeName): number {
  const files = nodeFiles(layout, node);
  const pid = isAlive(recall(files.init)) ? readPid(files.initPid) : null;
  if (pid === null) throw new Error(`${node} is off`);
  return pid;
}

function readPid(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

export function isOn(layout: Layout, node: NodeName): boolean {
  return isAlive(recall(nodeFiles(layout, node).init));
}

/** Power loss: every process of the node ends at once, because its PID 1 does. */
export async function cutPower(layout: Layout, node: NodeName): Promise<void> {
  const outer = recall(nodeFiles(layout, node).init);
  if (!isAlive(outer)) return;
  const init = readPid(nodeFiles(layout, node).initPid);
  if (init !== null) signal(identify(init), 'SIGKILL');
  signal(outer, 'SIGKILL');
  await waitForEnd(node, outer);
}

/** A signal to dockerd alone; its containers go on. True when there was a dockerd. */
export async function signalDaemon(layout: Layout, node: NodeName, name: NodeJS.Signals): Promise<boolean> {
  const script = `pid=$(cat /run/docker.pid) && [ -d "/proc/$pid" ] && kill -${name.slice(3)} "$pid"`;
  return (await execa('nsenter', enter(layout, node, ['sh', '-c', script]), {reject: false})).exitCode === 0;
}

/** Ends dockerd and waits until it is gone. SIGTERM stops the containers too, SIGKILL lets them run. */
export async function endDaemon(layout: Layout, node: NodeName, name: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!isOn(layout, node)) return;
  await signalDaemon(layout, node, name);
  const gone = async () => !(await signalDaemon(layout, node, 'SIGCONT'));
  await until(`dockerd of ${node} ends`, gone, {timeoutMs: 30_000});
}

/** Arguments for nsenter that run a command on a node. */
export function enter(layout: Layout, node: NodeName, command: readonly string[]): string[] {
  return ['-t', String(nodeInit(layout, node)), '-m', '-u', '-i', '-n', '-p', '--', ...command];
}

export async function answers(socket: string): Promise<boolean> {
  try {
    return (await askEngine(socket, '/_ping', {timeoutMs: 2000})).status === 200;
  } catch {
    return false;
  }
}

export function lastLines(file: string, count = 8): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
