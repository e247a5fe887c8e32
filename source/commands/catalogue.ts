import type {CommandLineOption} from './arguments/options.ts';
import {commandLineOptions} from './arguments/options.ts';
import type {RunCommand} from './command.ts';

/** What a command is called, takes and does. */
export interface CatalogueEntry {
  readonly name: string;
  /** Other spellings that are understood, k9s' short names among them. */
  readonly aliases: readonly string[];
  /** Operands as usage shows them, e.g. `KIND NAME|ID`. */
  readonly operands: string;
  readonly leastOperands: number;
  readonly mostOperands: number;
  readonly takes: readonly ('list' | 'json')[];
  readonly summary: string;
  readonly examples: readonly string[];
  /** Loaded only when it is run: a command must not pay for the others. */
  readonly load: () => Promise<RunCommand>;
}

const list = (
  name: string,
  aliases: readonly string[],
  summary: string,
  examples: readonly string[],
  load: CatalogueEntry['load'],
): CatalogueEntry => ({
  name,
  aliases,
  operands: '',
  leastOperands: 0,
  mostOperands: 0,
  takes: ['list', 'json'],
  summary,
  examples,
  load,
});

/** Every command without a screen. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    name: 'status',
    aliases: ['st', 'pulse'],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: ['json'],
    summary:
      'Say how the swarm is: managers and what may still fail, nodes, services, tasks, and what is wrong.',
    examples: ['medianest status', "medianest status --json | jq '.managers.tolerance'"],
    load: async () => (await import('./status.ts')).runStatus,
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
    load: async () => (await import('./check.ts')).runCheck,
  },
  list(
    'nodes',
    ['node', 'no'],
    'List the nodes of the swarm.',
    ['medianest nodes', 'medianest nodes --json | jq -r \'.[] | select(.state != "ready") | .hostname\''],
    async () => (await import('./lists/nodes.ts')).runNodes,
  ),
  list(
    'services',
    ['service', 'svc'],
    'List services with their truthful replica counts.',
    [
      'medianest services --filter api',
      'medianest services --sort -running',
      "medianest services --filter='-l tier=web'",
    ],
    async () => (await import('./lists/services.ts')).runServices,
  ),
  list(
    'tasks',
    ['task', 'ta'],
    'List tasks, the wanted ones first.',
    ["medianest tasks --filter '!running'", 'medianest tasks --no-trunc'],
    async () => (await import('./lists/tasks.ts')).runTasks,
  ),
  list(
    'stacks',
    ['stack'],
    'List stacks with the health of their services.',
    ['medianest stacks'],
    async () => (await import('./lists/stacks.ts')).runStacks,
  ),
  list(
    'containers',
    ['container', 'ct'],
    'List the containers of the connected engine.',
    ['medianest containers --filter unhealthy'],
    async () => (await import('./lists/containers.ts')).runContainers,
  ),
  list(
    'networks',
    ['network', 'net'],
    'List networks.',
    ['medianest networks --filter overlay'],
    async () => (await import('./lists/networks.ts')).runNetworks,
  ),
  list(
    'volumes',
    ['volume', 'vol'],
    'List the volumes of the connected engine.',
    ['medianest volumes --format names'],
    async () => (await import('./lists/volumes.ts')).runVolumes,
  ),
  list(
    'secrets',
    ['secret', 'sec'],
    'List secrets; their data never leaves the engine.',
    ['medianest secrets --sort createdAt'],
    async () => (await import('./lists/secrets.ts')).runSecrets,
  ),
  list(
    'configs',
    ['config', 'cfg'],
    'List configs.',
    ['medianest configs'],
    async () => (await import('./lists/configs.ts')).runConfigs,
  ),
  {
    name: 'describe',
    aliases: ['inspect'],
    operands: 'KIND NAME|ID',
    leastOperands: 2,
    mostOperands: 2,
    takes: ['json'],
    summary: 'Say all about one node, service, task, stack, container, network, volume, secret or config.',
    examples: ['medianest describe service web', 'medianest describe node manager-1 --json'],
    load: async () => (await import('./describe.ts')).runDescribe,
  },
  list(
    'contexts',
    ['context', 'ctx'],
    'List docker contexts and which one docker itself would use.',
    ['medianest contexts'],
    async () => (await import('./lists/contexts.ts')).runContexts,
  ),
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
    load: async () => (await import('./doctor/doctor.ts')).runDoctor,
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
    load: async () => (await import('./completion/completion.ts')).runCompletion,
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
    load: async () => (await import('./help.ts')).runHelp,
  },
];

/** Finds a command by its name or another spelling of it. */
export function findCommand(name: string): CatalogueEntry | undefined {
  return catalogue.find(entry => entry.name === name || entry.aliases.includes(name));
}

/** The options that a command takes, its own first. */
export function optionsOf(entry: CatalogueEntry): readonly CommandLineOption[] {
  const own = commandLineOptions.filter(
    option => option.scope !== 'global' && entry.takes.includes(option.scope),
  );
  return [...own, ...commandLineOptions.filter(option => option.scope === 'global')];
}
