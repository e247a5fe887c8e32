import type {Container} from '../../domain/model/index.ts';
import {sortRows} from '../output/sort-rows.ts';
import type {Listing} from './listing.ts';
import {ageField} from './object-fields.ts';
import {listCommand} from './run-list.ts';

/** `medianest containers`. */
export const containersListing: Listing<Container> = {
  name: 'containers',
  sources: ['containers'],
  rows: store => sortRows(store.table('containers').values(), row => [row.name]),
  nameOf: row => row.name,
  labelsOf: row => row.labels,
  fields: [
    {
      name: 'id',
      type: 'string',
      meaning: 'Id of the container.',
      title: 'ID',
      value: row => row.id,
      cell: row => row.id.slice(0, 12),
    },
    {name: 'name', type: 'string', meaning: 'Name.', title: 'NAME', value: row => row.name, gives: true},
    {
      name: 'image',
      type: 'string',
      meaning: 'Image.',
      title: 'IMAGE',
      value: row => row.image,
      gives: true,
    },
    {
      name: 'state',
      type: 'string',
      meaning: '`created`, `running`, `paused`, `restarting`, `removing`, `exited` or `dead`.',
      value: row => row.state,
    },
    {
      name: 'status',
      type: 'string',
      meaning: 'The engine’s phrase, such as `Up 3 hours (healthy)`.',
      title: 'STATUS',
      value: row => row.status,
      level: row => (row.health === 'unhealthy' ? 'critical' : row.state === 'running' ? 'ok' : 'warning'),
    },
    {
      name: 'health',
      type: 'string',
      meaning: 'Of its health check: `none`, `starting`, `healthy` or `unhealthy`.',
      title: 'HEALTH',
      value: row => row.health,
    },
    {name: 'taskId', type: 'string or null', meaning: 'Task that it belongs to.', value: row => row.taskId},
    {
      name: 'serviceId',
      type: 'string or null',
      meaning: 'Service that it belongs to.',
      value: row => row.serviceId,
    },
    {
      name: 'ports',
      type: 'array of strings',
      meaning: 'Ports.',
      title: 'PORTS',
      value: row => row.ports,
      cell: row => row.ports.join(', '),
      gives: true,
    },
    {name: 'labels', type: 'object', meaning: 'Labels.', value: row => row.labels},
    ageField(row => row.createdAtMs),
  ],
};

/** Runs `medianest containers`. */
export const runContainers = listCommand(containersListing);
