import {action, type CatalogueEntry} from './entry.ts';

/** Commands about stacks. */
export const stackActions = [
  action(
    'stack-diff',
    ['STACK', 1, 1],
    'Say what a deployment of a compose file would do to each service of a stack; nothing is changed.',
    ['medianest stack diff shop --file compose.yml'],
    ['file', 'stack', 'auth'],
  ),
  action(
    'stack-deploy',
    ['STACK', 1, 1],
    'Deploy a compose file by docker stack deploy, after the same diff, and see that its services run.',
    [
      'medianest stack deploy shop --file compose.yml --dry-run',
      'medianest stack deploy shop --file compose.yml --yes --wait',
    ],
    ['file', 'stack', 'auth'],
  ),
  {
    name: 'stack-export',
    aliases: [],
    operands: 'STACK',
    leastOperands: 1,
    mostOperands: 1,
    takes: [],
    summary:
      'Print the services of a stack as a compose file; secrets and configs are named in it as external.',
    examples: ['medianest stack export shop > compose.yml'],
  },
  action('stack-rm', ['STACK', 1, 1], 'Remove the services, secrets, configs and networks of a stack.', [
    'medianest stack rm shop --confirm shop',
  ]),
  {
    name: 'shell',
    aliases: ['exec'],
    operands: 'TASK|SERVICE|CONTAINER [-- COMMAND...]',
    leastOperands: 1,
    mostOperands: 200,
    takes: [],
    summary:
      'Run a shell, or another program, in a container: of this engine through its API, of another node by ssh.',
    examples: ['medianest shell web.1', 'medianest shell web -- ls -l /etc'],
  },
] as const satisfies readonly CatalogueEntry[];
