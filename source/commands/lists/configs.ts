import type {Config} from '../../domain/model/index.ts';
import {sortRows} from '../output/sort-rows.ts';
import {type Listing, timeValue} from './listing.ts';
import {ageField, idField, nameField, stackField} from './object-fields.ts';
import {listCommand} from './run-list.ts';

/** `medianest configs`. */
export const configsListing: Listing<Config> = {
  name: 'configs',
  sources: ['configs'],
  // The node list tells whether the manager that answers still has a quorum.
  alsoAsk: ['nodes'],
  rows: store => sortRows(store.table('configs').values(), row => [row.name]),
  nameOf: row => row.name,
  labelsOf: row => row.labels,
  fields: [
    idField('config', row => row.id),
    nameField(row => row.name),
    stackField(row => row.stack),
    {
      name: 'bytes',
      type: 'number',
      meaning: 'Size of the data.',
      title: 'BYTES',
      align: 'right',
      value: row => row.bytes,
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

/** Runs `medianest configs`. */
export const runConfigs = listCommand(configsListing);
