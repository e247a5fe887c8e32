import type {Secret} from '../../domain/model/index.ts';
import {sortRows} from '../output/sort-rows.ts';
import {type Listing, timeValue} from './listing.ts';
import {ageField, idField, nameField, stackField} from './object-fields.ts';
import {listCommand} from './run-list.ts';

/** `medianest secrets`. */
export const secretsListing: Listing<Secret> = {
  name: 'secrets',
  sources: ['secrets'],
  // The node list tells whether the manager that answers still has a quorum.
  alsoAsk: ['nodes'],
  rows: store => sortRows(store.table('secrets').values(), row => [row.name]),
  nameOf: row => row.name,
  labelsOf: row => row.labels,
  fields: [
    idField('secret', row => row.id),
    nameField(row => row.name),
    stackField(row => row.stack),
    {
      name: 'driver',
      type: 'string',
      meaning: 'External driver; empty for the engine’s own store.',
      title: 'DRIVER',
      value: row => row.driver,
    },
    {name: 'labels', type: 'object', meaning: 'Labels.', value: row => row.labels},
    ageField(row => row.createdAtMs),
    {
      name: 'updatedAt',
      type: 'string',
      meaning: 'When its labels last changed; the data never can.',
      value: row => timeValue(row.updatedAtMs),
    },
  ],
};

/** Runs `medianest secrets`. */
export const runSecrets = listCommand(secretsListing);
