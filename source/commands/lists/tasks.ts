import {ageInWords} from '../../domain/age.ts';
import type {TaskSummary} from '../../domain/summaries.ts';
import {taskUse} from '../../store/metrics/uses.ts';
import {sortRows} from '../output/sort-rows.ts';
import {type Listing, timeValue} from './listing.ts';
import {createdField, idField} from './object-fields.ts';
import {listCommand} from './run-list.ts';
import {type Used, usedFields, usedOf} from './used-fields.ts';

const isWanted = ({task}: TaskSummary) =>
  task.desiredState === 'running' || task.desiredState === 'ready' || task.desiredState === 'complete';

/** `medianest tasks`. */
export const tasksListing: Listing<Used<TaskSummary>> = {
  name: 'tasks',
  sources: ['tasks', 'services', 'nodes'],
  alsoAsk: ['containers'],
  rows: store =>
    sortRows(store.derived('tasks').values(), row => [
      row.name,
      isWanted(row) ? 0 : 1,
      -row.task.createdAtMs,
      row.task.id,
    ]),
  usedRows: (look, nowMs) =>
    tasksListing.rows(look.store).map(row => ({...row, used: usedOf(taskUse(row, look, nowMs), nowMs)})),
  nameOf: row => row.name,
  labelsOf: () => ({}),
  fields: [
    idField('task', row => row.task.id),
    {
      name: 'name',
      type: 'string',
      meaning:
        '`<service>.<slot>`, for global services `<service>.<node id>`. Not unique: past tasks keep it.',
      title: 'NAME',
      value: row => row.name,
    },
    {
      name: 'service',
      type: 'string',
      meaning: 'Name of its service.',
      value: row => row.serviceName,
    },
    {name: 'serviceId', type: 'string', meaning: 'Id of its service.', value: row => row.task.serviceId},
    {
      name: 'slot',
      type: 'number',
      meaning: 'Slot; 0 for tasks of global services.',
      value: row => row.task.slot,
    },
    {
      name: 'node',
      type: 'string or null',
      meaning: 'Hostname of its node; null while none was found.',
      title: 'NODE',
      value: row => (row.task.nodeId === null ? null : row.hostname),
      cell: row => `${row.task.nodeId === null ? '-' : row.hostname}${row.nodeDown ? ' (down)' : ''}`,
      level: row => (row.nodeDown ? 'critical' : 'ok'),
    },
    {name: 'nodeId', type: 'string or null', meaning: 'Id of its node.', value: row => row.task.nodeId},
    {
      name: 'desiredState',
      type: 'string',
      meaning: 'What the swarm wants it to be: `running`, `ready`, `complete`, `shutdown` or `remove`.',
      title: 'DESIRED',
      value: row => row.task.desiredState,
    },
    {
      name: 'state',
      type: 'string',
      meaning: 'What its node last said. On a node that is down it is an old truth: see `nodeDown`.',
      title: 'STATE',
      value: row => row.task.state,
      cell: (row, nowMs) =>
        `${row.task.state}${row.nodeDown ? '?' : ''} ${ageInWords(nowMs - row.task.stateSinceMs)}`,
      level: row => row.verdict.level,
    },
    {
      name: 'nodeDown',
      type: 'boolean',
      meaning: 'Whether its node is down, so that nobody knows its state.',
      value: row => row.nodeDown,
    },
    {
      name: 'upToDate',
      type: 'boolean',
      meaning: 'Whether it is of the current spec of its service.',
      value: row => row.upToDate,
    },
    {
      name: 'error',
      type: 'string',
      meaning: 'The engine’s reason, whole; empty when there is none.',
      value: row => row.task.error,
    },
    {
      name: 'exitCode',
      type: 'number or null',
      meaning: 'Exit code of its container; null while it has not ended.',
      value: row => row.task.exitCode,
    },
    {
      name: 'image',
      type: 'string',
      meaning: 'Image.',
      title: 'IMAGE',
      value: row => row.task.image,
      gives: true,
    },
    {
      name: 'health',
      type: 'string',
      meaning: '`ok`, `progress`, `unknown`, `warning` or `critical`.',
      value: row => row.verdict.level,
    },
    {
      name: 'reasons',
      type: 'array of strings',
      meaning: 'Why the health is what it is, worst first.',
      title: 'ERROR',
      value: row => row.verdict.reasons,
      cell: row => row.task.error || (row.verdict.level === 'ok' ? '' : (row.verdict.reasons[0] ?? '')),
      gives: true,
    },
    ...usedFields<TaskSummary>(
      'Memory limit of its container, else the memory of its node; null where it is not known.',
    ),
    {
      name: 'containerId',
      type: 'string or null',
      meaning: 'Id of its container.',
      value: row => row.task.containerId,
    },
    {
      name: 'stateSince',
      type: 'string or null',
      meaning:
        'Last change of state by the clock of its node. Set anew after partitions: not "running since".',
      value: row => timeValue(row.task.stateSinceMs),
    },
    createdField(row => row.task.createdAtMs),
  ],
};

/** Runs `medianest tasks`. */
export const runTasks = listCommand(tasksListing);
