import type {CatalogueEntry} from './entry.ts';

/** Commands that read logs. */
export const logs = [
  {
    name: 'logs',
    aliases: ['log'],
    operands: 'SERVICE|TASK|STACK|NODE...',
    leastOperands: 1,
    mostOperands: 50,
    takes: ['logs', 'json'],
    summary:
      'Print the logs of services, tasks, stacks and nodes, merged by time, and follow them wherever their tasks go.',
    examples: [
      'medianest logs web --follow',
      'medianest logs web.3 api --since 10m --level warn',
      "medianest logs shop --grep 'timeout|refused' --around 3",
      'medianest logs web --json | jq -r \'select(.stream == "stderr") | .text\'',
    ],
  },
] as const satisfies readonly CatalogueEntry[];
