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
] as const satisfies readonly CatalogueEntry[];
