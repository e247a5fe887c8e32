import {type CommandLineOption, commandLineOptions} from '../arguments/options.ts';
import {actionRecords} from './action-records.ts';
import type {CatalogueEntry} from './entry.ts';
import {general} from './general.ts';
import {logs} from './logs.ts';
import {looking} from './looking.ts';
import {nodeActions} from './node-actions.ts';
import {objectActions} from './object-actions.ts';
import {ownServices} from './own-services.ts';
import {serviceActions} from './service-actions.ts';
import {stackActions} from './stack-actions.ts';
import {swarmActions} from './swarm-actions.ts';

const entries = [
  ...looking,
  ...logs,
  ...serviceActions,
  ...nodeActions,
  ...swarmActions,
  ...objectActions,
  ...stackActions,
  ...ownServices,
  ...actionRecords,
  ...general,
] as const;

export type CommandName = (typeof entries)[number]['name'];

/** Every command without a screen, in the order of help and documentation. */
export const catalogue: readonly CatalogueEntry<CommandName>[] = entries;

/** Finds a command by its name or another spelling of it. */
export function findCommand(name: string): CatalogueEntry<CommandName> | undefined {
  return catalogue.find(entry => entry.name === name || entry.aliases.includes(name));
}

/** The options that a command takes, its own first. */
export function optionsOf(entry: CatalogueEntry): readonly CommandLineOption[] {
  const own = commandLineOptions.filter(
    option => option.scope !== 'global' && entry.takes.includes(option.scope),
  );
  return [...own, ...commandLineOptions.filter(option => option.scope === 'global')];
}
