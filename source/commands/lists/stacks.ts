import type {StackSummary} from '../../domain/summaries.ts';
import {sortRows} from '../output/sort-rows.ts';
import type {Listing} from './listing.ts';
import {nameField} from './object-fields.ts';
import {listCommand} from './run-list.ts';

/** `medianest stacks`. */
export const stacksListing: Listing<StackSummary> = {
  name: 'stacks',
  sources: ['services', 'tasks', 'nodes', 'networks', 'secrets', 'configs'],
  alsoAsk: ['containers'],
  rows: store => sortRows(store.derived('stacks').values(), row => [row.name]),
  nameOf: row => row.name,
  labelsOf: () => ({}),
  fields: [
    nameField(row => row.name),
    {
      name: 'services',
      type: 'number',
      meaning: 'Services.',
      title: 'SERVICES',
      align: 'right',
      value: row => row.services,
    },
    {
      name: 'running',
      type: 'number',
      meaning: 'Tasks truly running, over all its services.',
      title: 'RUNNING',
      align: 'right',
      value: row => row.tasksRunning,
      cell: row => `${row.tasksRunning}/${row.tasksDesired}`,
      level: row => row.health.level,
    },
    {name: 'desired', type: 'number', meaning: 'Tasks wanted.', value: row => row.tasksDesired},
    {
      name: 'networks',
      type: 'number',
      meaning: 'Networks.',
      title: 'NETWORKS',
      align: 'right',
      value: row => row.networks,
    },
    {
      name: 'secrets',
      type: 'number',
      meaning: 'Secrets.',
      title: 'SECRETS',
      align: 'right',
      value: row => row.secrets,
    },
    {
      name: 'configs',
      type: 'number',
      meaning: 'Configs.',
      title: 'CONFIGS',
      align: 'right',
      value: row => row.configs,
    },
    {
      name: 'health',
      type: 'string',
      meaning: 'The worst health of its services.',
      title: 'HEALTH',
      value: row => row.health.level,
      cell: row => [row.health.level, ...row.health.reasons.slice(0, 1)].join(': '),
      level: row => row.health.level,
      gives: true,
    },
    {
      name: 'reasons',
      type: 'array of strings',
      meaning: 'Why the health is what it is, worst first.',
      value: row => row.health.reasons,
    },
  ],
};

/** Runs `medianest stacks`. */
export const runStacks = listCommand(stacksListing);
