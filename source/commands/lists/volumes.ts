import type {Volume} from '../../domain/model/index.ts';
import {sortRows} from '../output/sort-rows.ts';
import type {Listing} from './listing.ts';
import {createdField, stackField} from './object-fields.ts';
import {listCommand} from './run-list.ts';

/** `medianest volumes`. */
export const volumesListing: Listing<Volume> = {
  name: 'volumes',
  sources: ['volumes'],
  rows: store => sortRows(store.table('volumes').values(), row => [row.name]),
  nameOf: row => row.name,
  labelsOf: row => row.labels,
  fields: [
    {
      name: 'name',
      type: 'string',
      meaning: 'Name; unique on this engine only.',
      title: 'NAME',
      value: row => row.name,
    },
    stackField(row => row.stack),
    {name: 'driver', type: 'string', meaning: 'Driver.', title: 'DRIVER', value: row => row.driver},
    {name: 'scope', type: 'string', meaning: '`local` or `global`.', title: 'SCOPE', value: row => row.scope},
    {
      name: 'mountpoint',
      type: 'string',
      meaning: 'Where it lies on the machine of the engine.',
      title: 'MOUNTPOINT',
      value: row => row.mountpoint,
      gives: true,
    },
    {name: 'labels', type: 'object', meaning: 'Labels.', value: row => row.labels},
    createdField(row => row.createdAtMs),
  ],
};

/** Runs `medianest volumes`. */
export const runVolumes = listCommand(volumesListing);
