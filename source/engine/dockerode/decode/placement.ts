import type {Platform} from '../../../domain/model/index.ts';
import {type Fields, fields, list, text} from './fields.ts';

export const platformsOf = (placement: Fields): readonly Platform[] =>
  list(placement['Platforms']).map(item => ({
    os: text(fields(item)['OS']),
    architecture: text(fields(item)['Architecture']),
  }));

/** Labels over which replicas are spread, most important first. */
export const spreadsOf = (placement: Fields): readonly string[] =>
  list(placement['Preferences'])
    .map(item => text(fields(fields(item)['Spread'])['SpreadDescriptor']))
    .filter(descriptor => descriptor !== '');

/** Plugins that a node must have, as `Volume/rexray` or `Log/gelf`; those of networks follow from their drivers. */
export const neededPlugins = (template: Fields, container: Fields): readonly string[] => {
  const volumes = list(container['Mounts'])
    .filter(mount => text(fields(mount)['Type']) === 'volume')
    .map(mount => text(fields(fields(fields(mount)['VolumeOptions'])['DriverConfig'])['Name']))
    .filter(driver => driver !== '' && driver !== 'local');
  const log = text(fields(template['LogDriver'])['Name']);
  return [
    ...new Set([
      ...volumes.map(driver => `Volume/${driver}`),
      ...(log === '' || log === 'none' ? [] : [`Log/${log}`]),
    ]),
  ];
};

/** Plugins that a node has, in the same words. */
export const pluginsOf = (engine: Fields): readonly string[] =>
  list(engine['Plugins']).map(item => `${text(fields(item)['Type'])}/${text(fields(item)['Name'])}`);
