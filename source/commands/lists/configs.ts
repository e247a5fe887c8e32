import {ageInWords} from '../../domain/age.ts';
import type {Config} from '../../domain/model/index.ts';
import {sortRows} from '../output/sort-rows.ts';
import {type Listing, timeValue} from './listing.ts';
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
    {name: 'id', type: 'string', meaning: 'Id of the config.', value: row => row.id},
    {name: 'name', type: 'string', meaning: 'Name.', title: 'NAME', value: row => row.name},
    {
      name: 'stack',
      type: 'string or null',
      meaning: 'Stack that it belongs to.',
      title: 'STACK',
      value: row => row.stack,
    },
    {
      name: 'bytes',
      type: 'number',
      meaning: 'Size of the data.',
      title: 'BYTES',
      align: 'right',
      value: row => row.bytes,
    },
    {name: 'labels', type: 'object', meaning: 'Labels.', value: row => row.labels},
    {
      name: 'createdAt',
      type: 'string',
      meaning: 'When it was created.',
      title: 'AGE',
      align: 'right',
      value: row => timeValue(row.createdAtMs),
      cell: (row, nowMs) => ageInWords(nowMs - row.createdAtMs),
    },
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
