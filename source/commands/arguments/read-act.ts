import type {ServicePatch} from '../../actions/edit/service-patch.ts';
import {readEdits} from './edit-options.ts';
import {type ObjectOptions, readObjectOptions} from './object-options.ts';
import {readSwarmOptions, type SwarmOptions} from './swarm-options.ts';

/** How the cluster is to be changed. */
export interface ActOptions {
  readonly yes: boolean;
  /** The name that a person typed to confirm; null: none. */
  readonly confirm: string | null;
  readonly dryRun: boolean;
  readonly wait: boolean;
  readonly readOnly: boolean;
  readonly image: string | null;
  /** What is to become of a service's fields, the image among them. */
  readonly patch: ServicePatch;
  /** What new objects are to be like. */
  readonly object: ObjectOptions;
  /** How the swarm itself and its nodes are to be changed. */
  readonly swarm: SwarmOptions;
  readonly withRegistryAuth: boolean;
  readonly force: boolean;
}

/** Reads the options of commands that change the cluster; `text` gives the last value of an option, null without one, `texts` all. */
export function readAct(
  flags: Readonly<Record<string, unknown>>,
  text: (name: string) => string | null,
  texts: (name: string) => readonly string[],
): ActOptions {
  const {yes, dryRun, wait, readOnly, withRegistryAuth, force} = flags;
  return {
    yes: yes === true,
    confirm: text('confirm'),
    dryRun: dryRun === true,
    wait: wait === true,
    readOnly: readOnly === true,
    image: text('image'),
    patch: readEdits(flags, texts),
    object: readObjectOptions(flags, texts),
    swarm: readSwarmOptions(flags, text),
    withRegistryAuth: withRegistryAuth === true,
    force: force === true,
  };
}
