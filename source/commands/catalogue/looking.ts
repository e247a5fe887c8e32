import {type CatalogueEntry, list} from './entry.ts';

/** Commands that only look at the swarm. */
export const looking = [
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
    takes: ['check', 'json'],
    summary:
      'The same as one line with performance data and an exit code, for monitoring systems; of the whole swarm, or of parts of it.',
    examples: [
      'medianest check --timeout 5',
      'medianest check --service shop_web --service shop_db',
      'medianest check --tier endpoints --json',
    ],
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
] as const satisfies readonly CatalogueEntry[];
