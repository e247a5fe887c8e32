import type {Network} from '../../domain/model/index.ts';
import {sortRows} from '../output/sort-rows.ts';
import type {Listing} from './listing.ts';
import {createdField, idField, nameField, stackField} from './object-fields.ts';
import {listCommand} from './run-list.ts';

/** `medianest networks`. */
export const networksListing: Listing<Network> = {
  name: 'networks',
  sources: ['networks'],
  // The node list tells whether the manager that answers still has a quorum.
  alsoAsk: ['nodes'],
  rows: store => sortRows(store.table('networks').values(), row => [row.name]),
  nameOf: row => row.name,
  labelsOf: row => row.labels,
  fields: [
    idField('network', row => row.id),
    nameField(row => row.name),
    stackField(row => row.stack),
    {name: 'driver', type: 'string', meaning: 'Driver.', title: 'DRIVER', value: row => row.driver},
    {
      name: 'scope',
      type: 'string',
      meaning: '`swarm`, `local` (this engine only) or `global`.',
      title: 'SCOPE',
      value: row => row.scope,
    },
    {
      name: 'attachable',
      type: 'boolean',
      meaning: 'Whether containers outside services may join it.',
      value: row => row.attachable,
    },
    {name: 'internal', type: 'boolean', meaning: 'Whether it has no way out.', value: row => row.internal},
    {
      name: 'ingress',
      type: 'boolean',
      meaning: 'Whether it carries the routing mesh.',
      value: row => row.ingress,
    },
    {
      name: 'encrypted',
      type: 'boolean',
      meaning: 'Whether its traffic between nodes is encrypted.',
      title: 'ENCRYPTED',
      value: row => row.encrypted,
      cell: row => (row.encrypted ? 'yes' : 'no'),
    },
    {
      name: 'subnets',
      type: 'array of strings',
      meaning: 'Address ranges.',
      title: 'SUBNETS',
      value: row => row.subnets,
      cell: row => row.subnets.join(', '),
      gives: true,
    },
    {name: 'labels', type: 'object', meaning: 'Labels.', value: row => row.labels},
    createdField(row => row.createdAtMs),
  ],
};

/** Runs `medianest networks`. */
export const runNetworks = listCommand(networksListing);
