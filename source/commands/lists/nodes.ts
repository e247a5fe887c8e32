import type {NodeSummary} from '../../domain/summaries.ts';
import {nodeUse} from '../../store/metrics/uses.ts';
import {sortRows} from '../output/sort-rows.ts';
import {type Listing, timeValue} from './listing.ts';
import {idField} from './object-fields.ts';
import {listCommand} from './run-list.ts';
import {type Used, usedFields, usedOf} from './used-fields.ts';

/** `medianest nodes`. */
export const nodesListing: Listing<Used<NodeSummary>> = {
  name: 'nodes',
  sources: ['nodes'],
  alsoAsk: ['tasks', 'services'],
  rows: store => sortRows(store.derived('nodes').values(), row => [row.node.hostname]),
  usedRows: (look, nowMs) =>
    nodesListing.rows(look.store).map(row => ({...row, used: usedOf(nodeUse(row, look, nowMs), nowMs)})),
  nameOf: row => row.node.hostname,
  labelsOf: row => ({...row.node.engineLabels, ...row.node.labels}),
  fields: [
    idField('node', row => row.node.id),
    {
      name: 'hostname',
      type: 'string',
      meaning: 'Hostname; two nodes may have the same when one rejoined.',
      title: 'HOSTNAME',
      value: row => row.node.hostname,
    },
    {
      name: 'role',
      type: 'string',
      meaning: '`manager` or `worker`.',
      title: 'ROLE',
      value: row => row.node.role,
      cell: row => (row.node.manager?.leader ? 'manager (leader)' : row.node.role),
    },
    {
      name: 'availability',
      type: 'string',
      meaning: '`active`, `pause` or `drain`.',
      title: 'AVAILABILITY',
      value: row => row.node.availability,
      level: row => (row.node.availability === 'active' ? 'ok' : 'warning'),
    },
    {
      name: 'state',
      type: 'string',
      meaning:
        '`ready`, `down`, `disconnected`, or `unknown` (while nodes register again after a leader change).',
      title: 'STATE',
      value: row => row.node.state,
      level: row => (row.node.state === 'ready' ? 'ok' : row.node.state === 'down' ? 'critical' : 'unknown'),
    },
    {
      name: 'leader',
      type: 'boolean',
      meaning: 'Whether it leads the managers.',
      value: row => row.node.manager?.leader ?? false,
    },
    {
      name: 'reachability',
      type: 'string or null',
      meaning: '`reachable`, `unreachable` or `unknown`; null on a worker.',
      title: 'REACHABILITY',
      value: row => row.node.manager?.reachability ?? null,
      level: row =>
        row.node.manager === null || row.node.manager.reachability === 'reachable' ? 'ok' : 'critical',
    },
    {
      name: 'address',
      type: 'string',
      meaning: 'Address as the managers see it.',
      title: 'ADDRESS',
      value: row => row.node.address,
    },
    {
      name: 'engineVersion',
      type: 'string',
      meaning: 'Version of the engine.',
      title: 'ENGINE',
      value: row => row.node.engineVersion,
    },
    {
      name: 'message',
      type: 'string',
      meaning: 'The managers’ word on the state, such as `heartbeat failure`; mostly empty.',
      value: row => row.node.message,
    },
    {
      name: 'runningTasks',
      type: 'number',
      meaning: 'Tasks truly running there: 0 on a node that is down.',
      title: 'TASKS',
      align: 'right',
      value: row => row.runningTasks,
      cell: row => (row.claimedTasks > 0 ? `0 (+${row.claimedTasks} lost)` : String(row.runningTasks)),
    },
    {
      name: 'health',
      type: 'string',
      meaning: '`ok`, `progress`, `unknown`, `warning` or `critical`.',
      value: row => row.health.level,
    },
    {
      name: 'reasons',
      type: 'array of strings',
      meaning: 'Why the health is what it is, worst first.',
      value: row => row.health.reasons,
    },
    ...usedFields<NodeSummary>('Memory of the node.'),
    {name: 'labels', type: 'object', meaning: 'Labels of the node.', value: row => row.node.labels},
    {
      name: 'createdAt',
      type: 'string',
      meaning: 'When it joined.',
      value: row => timeValue(row.node.createdAtMs),
    },
  ],
};

/** Runs `medianest nodes`. */
export const runNodes = listCommand(nodesListing);
