import {ageInWords} from '../../domain/age.ts';
import type {Secret} from '../../domain/model/index.ts';
import {sortRows} from '../output/sort-rows.ts';
import {type Listing, timeValue} from './listing.ts';
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
    {name: 'id', type: 'string', meaning: 'Id of the secret.', value: row => row.id},
    {name: 'name', type: 'string', meaning: 'Name.', title: 'NAME', value: row => row.name},
    {
      name: 'stack',
      type: 'string or null',
      meaning: 'Stack that it belongs to.',
      title: 'STACK',
      value: row => row.stack,
    },
    {
      name: 'driver',
      type: 'string',
      meaning: 'External driver; empty for the engine’s own store.',
      title: 'DRIVER',
      value: row => row.driver,
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

/** Runs `medianest secrets`. */
export const runSecrets = listCommand(secretsListing);
