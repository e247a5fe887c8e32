import {demoOptions} from '../demo/demo-options.ts';
import {agentOptions} from './agent-options.ts';
import {checkOptions} from './check-options.ts';
import {editOptions} from './edit-options.ts';
import {logOptions} from './log-options.ts';
import {objectOptions} from './object-options.ts';
import type {CommandLineOption} from './option.ts';
import {swarmOptions} from './swarm-options.ts';
import {timelineOptions} from './timeline-options.ts';

export type {CommandLineOption, OptionScope} from './option.ts';

/** Under which name the parser has an option: `no-trunc` is `trunc: false`, `screen-reader` is `screenReader`. */
export function flagName(option: string): string {
  return option.replace(/^no-/, '').replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Every option there is; parser, help, completion and docs/commands.md are made from this list. */
export const commandLineOptions: readonly CommandLineOption[] = [
  {
    name: 'host',
    short: 'H',
    value: 'ADDRESS',
    multiple: true,
    scope: 'global',
    purpose:
      'Engine to use, as in DOCKER_HOST. May be repeated: the first that answers is used, the others stand in.',
  },
  {name: 'context', short: 'c', value: 'NAME', scope: 'global', purpose: 'Docker context to use.'},
  {name: 'tls', scope: 'global', purpose: 'Use TLS without checking the engine’s certificate.'},
  {name: 'tlsverify', scope: 'global', purpose: 'Use TLS and check the engine’s certificate.'},
  {name: 'tlscacert', value: 'FILE', scope: 'global', purpose: 'Certificate authority to trust.'},
  {name: 'tlscert', value: 'FILE', scope: 'global', purpose: 'Certificate to show to the engine.'},
  {name: 'tlskey', value: 'FILE', scope: 'global', purpose: 'Key of that certificate.'},
  {
    name: 'timeout',
    value: 'TIME',
    scope: 'global',
    purpose:
      'How long to wait for an answer: seconds, or with a unit such as 500ms, 20s, 1m. Default 25s: a swarm needs up to 20s to find a new leader.',
  },
  {
    name: 'no-color',
    scope: 'global',
    purpose: 'No colours. The variable NO_COLOR and any output that is no terminal do the same.',
  },
  {
    name: 'screen-reader',
    scope: 'global',
    purpose:
      'The console as plain lines, for a screen reader. MEDIANEST_SCREEN_READER=1 and the setting do the same.',
  },
  {
    name: 'read-only',
    scope: 'global',
    purpose:
      'Refuse every change of a cluster. The setting readOnly does the same, for all contexts or for one.',
  },
  {name: 'help', short: 'h', scope: 'global', purpose: 'Say what the command does and takes.'},
  {name: 'version', scope: 'global', purpose: 'Print the version.'},
  {
    name: 'filter',
    value: 'FILTER',
    scope: 'list',
    purpose:
      'Only rows that fit, as "/" filters in the console: a regular expression, "!" before it for all others, "-l key=value" for labels, "-f" for a fuzzy match.',
  },
  {
    name: 'sort',
    value: 'FIELD',
    scope: 'list',
    purpose: 'Sort by a field of the JSON; "-" before it for the largest first.',
  },
  {
    name: 'format',
    value: 'FORMAT',
    choices: ['table', 'json', 'names'],
    scope: 'list',
    purpose: 'table (the default), json, or names: one name a line.',
  },
  {name: 'json', scope: 'json', purpose: 'Print JSON.'},
  {
    name: 'yes',
    short: 'y',
    scope: 'act',
    purpose: 'Do it without asking, where tasks stop or move. What cannot be taken back needs --confirm.',
  },
  {
    name: 'confirm',
    value: 'NAME',
    scope: 'act',
    purpose: 'The name of the object, for what cannot be taken back: the same as typing it when asked.',
  },
  {name: 'dry-run', scope: 'act', purpose: 'Print the plan and change nothing.'},
  {
    name: 'wait',
    scope: 'act',
    purpose: 'Wait until the cluster is as wanted, and end with 5 when it does not come to be so.',
  },
  {name: 'image', value: 'IMAGE', scope: 'image', purpose: 'The image to run, e.g. registry.example/app:2.'},
  {
    name: 'with-registry-auth',
    scope: 'auth',
    purpose: 'Send the credentials of this machine along, for nodes to pull the image with.',
  },
  ...editOptions,
  ...objectOptions,
  ...swarmOptions,
  ...agentOptions,
  ...logOptions,
  ...timelineOptions,
  ...checkOptions,
  {
    name: 'force',
    scope: 'force',
    purpose:
      'Remove a node that is not down (its containers go on, out of sight), or let a manager leave without being demoted.',
  },
  {
    name: 'no-trunc',
    scope: 'list',
    purpose: 'Do not shorten cells to the width of the terminal. Piped output is never shortened.',
  },
  ...demoOptions,
];
