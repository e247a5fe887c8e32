import type {CatalogueEntry} from './entry.ts';

/** Commands that read what was: logs, and the timeline. */
export const logs = [
  {
    name: 'logs',
    aliases: ['log'],
    operands: 'SERVICE|TASK|STACK|NODE...',
    leastOperands: 1,
    mostOperands: 50,
    takes: ['logs', 'range', 'json'],
    summary:
      'Print the logs of services, tasks, stacks and nodes, merged by time, and follow them wherever their tasks go.',
    examples: [
      'medianest logs web --follow',
      'medianest logs web.3 api --since 10m --level warn',
      "medianest logs shop --grep 'timeout|refused' --around 3",
      'medianest logs web --json | jq -r \'select(.stream == "stderr") | .text\'',
    ],
  },
  {
    name: 'timeline',
    aliases: ['tl'],
    operands: '[OBJECT]',
    leastOperands: 0,
    mostOperands: 1,
    takes: ['timeline', 'range', 'json'],
    summary:
      'Print what consoles on this machine saw happen in the swarm: tasks, nodes, rollouts, health, scaling, actions; of everything, or of one object.',
    examples: [
      'medianest timeline --since 1h --severity warning',
      'medianest timeline web --kind task --kind rollout',
      "medianest timeline --json | jq '.entries[-1]'",
    ],
  },
] as const satisfies readonly CatalogueEntry[];
