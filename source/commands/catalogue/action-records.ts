import {action, type CatalogueEntry} from './entry.ts';

/** Commands about actions: what one would do, taking one back, what was done. */
export const actionRecords = [
  action(
    'plan',
    ['COMMAND OPERAND...', 2, 51],
    'Print the plan of any of these commands: what changes, what it does to tasks and nodes, its risk, its undo.',
    ['medianest plan drain worker-1', 'medianest plan scale web=5 --json'],
    ['image', 'auth', 'edit', 'force', 'file', 'object', 'driver', 'network', 'stack'],
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
  {
    name: 'incident',
    aliases: [],
    operands: 'start [NAME [OBJECT...]]|stop|status|list|show [NAME]',
    leastOperands: 1,
    mostOperands: 20,
    takes: ['json'],
    summary:
      'Record an incident into one folder: findings as they come and go, the timeline, the journal, logs and specs of what is concerned (and of the objects named); stop writes a report with the times to detect, to act and to recover.',
    examples: [
      'medianest incident start checkout-down shop_web worker-2',
      'medianest incident status',
      'medianest incident stop',
      'medianest incident show checkout-down > report.md',
    ],
  },
] as const satisfies readonly CatalogueEntry[];
