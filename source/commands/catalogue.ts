import type {CommandLineOption, OptionScope} from './arguments/options.ts';
import {commandLineOptions} from './arguments/options.ts';

/** What a command is called, takes and does. */
export interface CatalogueEntry<Name extends string = string> {
  readonly name: Name;
  /** Other spellings that are understood, k9s' short names among them. */
  readonly aliases: readonly string[];
  /** Operands as usage shows them, e.g. `KIND NAME|ID`. */
  readonly operands: string;
  readonly leastOperands: number;
  readonly mostOperands: number;
  readonly takes: readonly OptionScope[];
  readonly summary: string;
  readonly examples: readonly string[];
}

const list = <Name extends string>(
  name: Name,
  aliases: readonly string[],
  summary: string,
  examples: readonly string[],
) => ({
  name,
  aliases,
  operands: '',
  leastOperands: 0,
  mostOperands: 0,
  takes: ['list', 'json'] as const,
  summary,
  examples,
});

/** A command that changes the cluster. */
const action = <Name extends string>(
  name: Name,
  [operands, leastOperands, mostOperands]: readonly [string, number, number],
  summary: string,
  examples: readonly string[],
  also: readonly OptionScope[] = [],
) => ({
  name,
  aliases: [],
  operands,
  leastOperands,
  mostOperands,
  takes: ['act', 'json', ...also] as const,
  summary,
  examples,
});

const entries = [
  {
    name: 'status',
    aliases: ['pulse'],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: ['json'],
    summary:
      'Say how the swarm is: managers and what may still fail, nodes, services, tasks, and what is wrong.',
    examples: ['medianest status', "medianest status --json | jq '.managers.tolerance'"],
  },
  {
    name: 'check',
    aliases: [],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: [],
    summary: 'The same as one line with performance data and an exit code, for monitoring systems.',
    examples: ['medianest check --timeout 5'],
  },
  list('nodes', ['node', 'no'], 'List the nodes of the swarm.', [
    'medianest nodes',
    'medianest nodes --json | jq -r \'.[] | select(.state != "ready") | .hostname\'',
  ]),
  list('services', ['service', 'svc', 'se'], 'List services with their truthful replica counts.', [
    'medianest services --filter api',
    'medianest services --sort -running',
    "medianest services --filter='-l tier=web'",
  ]),
  list('tasks', ['task', 'ta', 'ps'], 'List tasks, the wanted ones first.', [
    "medianest tasks --filter '!running'",
    'medianest tasks --no-trunc',
  ]),
  list('stacks', ['stack', 'st'], 'List stacks with the health of their services.', ['medianest stacks']),
  list('containers', ['container', 'co'], 'List the containers of the connected engine.', [
    'medianest containers --filter unhealthy',
  ]),
  list('networks', ['network', 'net'], 'List networks.', ['medianest networks --filter overlay']),
  list('volumes', ['volume', 'vol'], 'List the volumes of the connected engine.', [
    'medianest volumes --format names',
  ]),
  list('secrets', ['secret', 'sec'], 'List secrets; their data never leaves the engine.', [
    'medianest secrets --sort createdAt',
  ]),
  list('configs', ['config', 'cfg'], 'List configs.', ['medianest configs']),
  {
    name: 'describe',
    aliases: ['inspect'],
    operands: 'KIND NAME|ID',
    leastOperands: 2,
    mostOperands: 2,
    takes: ['json'],
    summary: 'Say all about one node, service, task, stack, container, network, volume, secret or config.',
    examples: ['medianest describe service web', 'medianest describe node manager-1 --json'],
  },
  {
    name: 'why',
    aliases: [],
    operands: 'SERVICE|TASK',
    leastOperands: 1,
    mostOperands: 1,
    takes: ['json'],
    summary:
      'Say why tasks are pending (each node beside the filter that rules it out, and the nearest fix) or failing.',
    examples: ['medianest why web', 'medianest why web.3 --json'],
  },
  action(
    'scale',
    ['SERVICE=REPLICAS...', 1, 50],
    'Give services another number of replicas: web=5, or web=+2 and web=-1 for more and fewer.',
    ['medianest scale web=5 --wait', 'medianest scale web=+2 api=-1 --dry-run'],
  ),
  action('restart', ['SERVICE', 1, 1], 'Replace every task of a service by one of the same spec.', [
    'medianest restart web --yes --wait',
  ]),
  action(
    'update',
    ['SERVICE', 1, 1],
    'Run another image in a service, pinned by its digest.',
    ['medianest update web --image registry.example/app:2 --wait'],
    ['image'],
  ),
  action('rollback', ['SERVICE', 1, 1], 'Go back to the previous spec of a service.', [
    'medianest rollback web --dry-run',
  ]),
  action('rm', ['SERVICE', 1, 1], 'Remove a service.', ['medianest rm web --confirm web']),
  action('drain', ['NODE', 1, 1], 'Give all tasks of a node away, and tell before where each one goes.', [
    'medianest drain worker-1 --dry-run',
    'medianest drain worker-1 --yes --wait',
  ]),
  action('pause', ['NODE', 1, 1], 'Give a node no more tasks; those that it has go on.', [
    'medianest pause worker-1',
  ]),
  action('activate', ['NODE', 1, 1], 'Give a node tasks again.', ['medianest activate worker-1']),
  action('node-label', ['NODE KEY=VALUE|KEY-...', 2, 50], 'Set labels of a node, or take them away (KEY-).', [
    'medianest node-label worker-1 zone=north rack-',
  ]),
  action('promote', ['NODE', 1, 1], 'Make a worker a manager.', ['medianest promote worker-1 --yes --wait']),
  action('demote', ['NODE', 1, 1], 'Make a manager a worker; refused where quorum would be lost.', [
    'medianest demote manager-3 --dry-run',
  ]),
  action(
    'node-rm',
    ['NODE', 1, 1],
    'Remove a node from the swarm.',
    ['medianest node-rm worker-1 --confirm worker-1'],
    ['force'],
  ),
  action(
    'plan',
    ['COMMAND OPERAND...', 2, 51],
    'Print the plan of any of these commands: what changes, what it does to tasks and nodes, its risk, its undo.',
    ['medianest plan drain worker-1', 'medianest plan scale web=5 --json'],
    ['image', 'force'],
  ),
  action('undo', ['[ACTION]', 0, 1], 'Take the last action back, or the one with this id in the journal.', [
    'medianest undo --dry-run',
  ]),
  {
    name: 'journal',
    aliases: [],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: ['json'],
    summary: 'Print what was done with MediaNest on this machine: when, by whom, on what, and how it ended.',
    examples: ['medianest journal', "medianest journal --json | jq '.[-1]'"],
  },
  list('contexts', ['context', 'ctx'], 'List docker contexts and which one docker itself would use.', [
    'medianest contexts',
  ]),
  {
    name: 'doctor',
    aliases: [],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: ['json'],
    summary:
      'Say what is wrong with the terminal, the connection, the permissions and the settings, and what to do.',
    examples: ['medianest doctor', 'medianest doctor --host ssh://root@manager-1'],
  },
  {
    name: 'demo',
    aliases: [],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: ['demo'],
    summary: 'Show the console on a simulated swarm in which things go wrong. Needs no Docker.',
    examples: [
      'medianest demo',
      'medianest demo --scenario quorum-at-risk',
      'medianest demo --nodes 1000 --tasks 10000 --rate 500',
      'medianest demo --serve /tmp/demo.sock & sleep 2; docker -H unix:///tmp/demo.sock service ls',
    ],
  },
  {
    name: 'completion',
    aliases: [],
    operands: 'bash|zsh|fish',
    leastOperands: 1,
    mostOperands: 1,
    takes: [],
    summary: 'Print the completion script of a shell.',
    examples: ['source <(medianest completion bash)'],
  },
  {
    name: 'help',
    aliases: [],
    operands: '[COMMAND]',
    leastOperands: 0,
    mostOperands: 1,
    takes: [],
    summary: 'Say what there is, or all about one command.',
    examples: ['medianest help services'],
  },
] as const satisfies readonly CatalogueEntry[];

export type CommandName = (typeof entries)[number]['name'];

/** Every command without a screen, in the order of help and documentation. */
export const catalogue: readonly CatalogueEntry<CommandName>[] = entries;

/** Finds a command by its name or another spelling of it. */
export function findCommand(name: string): CatalogueEntry<CommandName> | undefined {
  return catalogue.find(entry => entry.name === name || entry.aliases.includes(name));
}

/** The options that a command takes, its own first. */
export function optionsOf(entry: CatalogueEntry): readonly CommandLineOption[] {
  const own = commandLineOptions.filter(
    option => option.scope !== 'global' && entry.takes.includes(option.scope),
  );
  return [...own, ...commandLineOptions.filter(option => option.scope === 'global')];
}
