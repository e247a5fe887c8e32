import type {DockerContext, RunCommand} from '../command.ts';
import type {RowListing} from './listing.ts';
import {chooseRows, writeRows} from './write-rows.ts';

/** `medianest contexts`. */
export const contextsListing: RowListing<DockerContext> = {
  name: 'contexts',
  nameOf: row => row.name,
  labelsOf: () => ({}),
  fields: [
    {
      name: 'name',
      type: 'string',
      meaning: 'Name.',
      title: 'NAME',
      value: row => row.name,
      cell: row => (row.current ? `${row.name} *` : row.name),
    },
    {
      name: 'current',
      type: 'boolean',
      meaning: 'Whether docker itself would use it now (`*` in the table).',
      value: row => row.current,
    },
    {
      name: 'host',
      type: 'string',
      meaning: 'Address of the engine, as in DOCKER_HOST.',
      title: 'HOST',
      value: row => row.host,
    },
    {
      name: 'description',
      type: 'string',
      meaning: 'What its maker wrote about it.',
      title: 'DESCRIPTION',
      value: row => row.description,
      gives: true,
    },
    {
      name: 'problem',
      type: 'string or null',
      meaning: 'Why it cannot be used; null when it can.',
      title: 'PROBLEM',
      value: row => row.problem,
      cell: row => row.problem ?? '',
      level: row => (row.problem === null ? 'ok' : 'warning'),
      gives: true,
    },
  ],
};

/** Runs `medianest contexts`: reads docker's own files, asks no engine. */
export const runContexts: RunCommand = async (invocation, ports) => {
  const choice = chooseRows(contextsListing, invocation);
  if (choice.kind === 'problem') {
    ports.err(`medianest contexts: ${choice.message}\n`);
    return 2;
  }
  await writeRows(contextsListing, await ports.listContexts(), choice, 'live', invocation, ports);
  return 0;
};
