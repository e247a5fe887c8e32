import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {remains, sweep, takeDown} from './down.ts';
import {engineVersion, fetchable, fetchEngine, hasEngine, isEngineName} from './engines.ts';
import {attachLab, raise, recipesOf} from './lab.ts';
import {layoutOf, type NodeName, nodeAddress, nodeFiles} from './layout.ts';
import {ports} from './network.ts';
import {answers, isOn, lastLines} from './node.ts';
import {whyNoLab} from './requirements.ts';
import {labIds, loadState, saveState} from './state.ts';

const usage = `node test/lab/cli.ts COMMAND [--id lab]
  up [--managers 3] [--workers 2] [--engine system|trixie|sid] [--on NODE=ENGINE]… [--tls NODE]… [--no-swarm]
  down | status | list | sweep          sweep takes down the labs whose owners died
  start|stop|kill|kill-daemon|restart-daemon|freeze|thaw NODE…
  partition NODE…   heal [NODE…]        the partitioned keep each other and lose all others
  wait [COUNT]                          until so many nodes (default all that are on) are ready
  env NODE | logs NODE                  DOCKER_HOST of a node; the end of its engine's log
  docker NODE ARGS…   exec NODE COMMAND…   net COMMAND…   (a command on the lab's switch)
  engine [newest|trixie|sid]            fetches a newer engine beside the system's
  deps                                  what this machine lacks for a lab`;

const options = {
  id: {type: 'string', default: process.env['LAB_ID'] ?? 'lab'},
  managers: {type: 'string', default: '3'},
  workers: {type: 'string', default: '2'},
  engine: {type: 'string', default: 'system'},
  on: {type: 'string', multiple: true},
  tls: {type: 'string', multiple: true},
  'no-swarm': {type: 'boolean', default: false},
} as const;

/** Commands that hand everything after their name to another program. */
const passing = new Set(['docker', 'exec', 'net']);

async function main(argv: readonly string[]): Promise<number> {
  const at = argv.findIndex(word => passing.has(word));
  const own = at === -1 ? argv : argv.slice(0, at + 1);
  const {values, positionals} = parseArgs({args: [...own], options, allowPositionals: true});
  const [command = 'help', ...words] = positionals;
  const rest = at === -1 ? words : argv.slice(at + 1);
  switch (command) {
    case 'up':
      return up(values);
    case 'down':
      return down(values.id);
    case 'list':
      return print(labIds().join('\n'));
    case 'sweep':
      await sweep();
      return 0;
    case 'engine':
      return engine(rest[0] ?? 'newest');
    case 'deps':
      return deps();
    case 'status':
      return status(values.id);
    case 'help':
      return print(usage);
    default:
      return onLab(values.id, command, rest);
  }
}

function deps(): number {
  const problem = whyNoLab();
  print(problem ?? 'nothing is missing');
  return problem === null ? 0 : 1;
}

async function up(values: {
  id: string;
  managers: string;
  workers: string;
  engine: string;
  on?: readonly string[];
  tls?: readonly string[];
  'no-swarm': boolean;
}): Promise<number> {
  const problem = whyNoLab();
  if (problem !== null) throw new Error(problem);
  const started = performance.now();
  const layout = layoutOf(values.id);
  const known = loadState(layout)?.nodes ?? [];
  const engineOf = (name: string) => {
    if (!isEngineName(name)) throw new Error(`unknown engine "${name}": system, trixie or sid`);
    return name;
  };
  const wanted = recipesOf({
    managers: Number(values.managers),
    workers: Number(values.workers),
    engine: engineOf(values.engine),
    engines: Object.fromEntries(
      (values.on ?? []).map(pair => {
        const [node = '', name = ''] = pair.split('=');
        return [node, engineOf(name)];
      }),
    ),
    tls: values.tls ?? [],
  });
  const added = wanted.filter(recipe => !known.some(({name}) => name === recipe.name));
  const nodes = [...known, ...added];
  saveState(layout, {nodes, owner: null});
  await raise(layout, nodes, !values['no-swarm']);
  return print(`${nodes.length} nodes up in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function down(id: string): Promise<number> {
  await takeDown(id);
  const left = await remains(id);
  for (const thing of left) console.error(`left: ${thing}`);
  return left.length === 0 ? 0 : 1;
}

async function engine(name: string): Promise<number> {
  const wanted = name === 'newest' ? fetchable : fetchable.filter(each => each === name);
  for (const each of wanted) {
    const fault = await fetchEngine(each).then(
      () => null,
      (error: unknown) => error,
    );
    if (fault === null) return print(`${each}: ${await engineVersion(each)}`);
    console.error(`${each}: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  return hasEngine('system') && name === 'newest' ? print(`system: ${await engineVersion('system')}`) : 1;
}

async function status(id: string): Promise<number> {
  const layout = layoutOf(id);
  const nodes = loadState(layout)?.nodes;
  if (nodes === undefined) return print(`there is no lab ${id}`);
  const bridges = await ports(layout);
  console.log(
    `${'NODE'.padEnd(12)}${'ADDRESS'.padEnd(15)}${'POWER'.padEnd(7)}${'ENGINE'.padEnd(8)}BRIDGE  DOCKER_HOST`,
  );
  for (const {name, engine: engineName} of nodes) {
    const {socket} = nodeFiles(layout, name);
    const power = !isOn(layout, name) ? 'off' : (await answers(socket)) ? 'on' : 'mute';
    const row = [
      name.padEnd(11),
      nodeAddress(layout, name).padEnd(14),
      power.padEnd(6),
      engineName.padEnd(7),
    ];
    console.log([...row, (bridges.get(name) ?? '-').padEnd(7), `unix://${socket}`].join(' '));
  }
  for (const node of await attachLab(id).listNodes()) {
    console.log(
      `${node.id}  ${node.hostname}  ${node.state}  ${node.leader ? 'leader' : (node.reachability ?? '')}`,
    );
  }
  return 0;
}

async function onLab(id: string, command: string, words: readonly string[]): Promise<number> {
  const lab = attachLab(id);
  const [node = '', ...args] = words;
  const changes: Readonly<Record<string, (...nodes: readonly NodeName[]) => Promise<void>>> = {
    start: lab.start,
    stop: lab.stop,
    kill: lab.kill,
    'kill-daemon': lab.killDaemon,
    'restart-daemon': lab.restartDaemon,
    freeze: lab.freeze,
    thaw: lab.thaw,
    partition: lab.partition,
    heal: lab.heal,
  };
  const change = changes[command];
  if (change !== undefined) {
    await change(...words);
    return 0;
  }
  switch (command) {
    case 'wait':
      await lab.waitReady(node === '' ? undefined : Number(node));
      return 0;
    case 'env':
      return print(`DOCKER_HOST=${lab.dockerHost(node)}`);
    case 'logs':
      return print(lastLines(nodeFiles(layoutOf(id), node).daemonLog, 50));
    case 'docker':
      return pass(['docker', '-H', lab.dockerHost(node), ...args]);
    case 'net':
      return pass(lab.onSwitch(...words));
    case 'exec':
      return pass(lab.onNode(node, ...args));
    default:
      throw new Error(`unknown command "${command}"\n${usage}`);
  }
}

async function pass([file = '', ...args]: readonly string[]): Promise<number> {
  return (await execa(file, args, {stdio: 'inherit', reject: false})).exitCode ?? 1;
}

function print(text: string): number {
  console.log(text);
  return 0;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`lab: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
