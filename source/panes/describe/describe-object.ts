import type {Describe, ObjectKind} from '../pane.ts';
import {describeConfig} from './config.ts';
import {describeContainer} from './container.ts';
import {describeNetwork} from './network.ts';
import {describeNode} from './node.ts';
import {describeSecret} from './secret.ts';
import {describeService} from './service.ts';
import {describeStack} from './stack.ts';
import {describeTask} from './task.ts';
import {describeVolume} from './volume.ts';

const describers: Readonly<Record<ObjectKind, Describe>> = {
  node: describeNode,
  service: describeService,
  task: describeTask,
  stack: describeStack,
  network: describeNetwork,
  volume: describeVolume,
  secret: describeSecret,
  config: describeConfig,
  container: describeContainer,
};

/**
 * A readable page about one object. `raw` is the engine's own JSON, null while it is asked for, or the error with which
 * the engine refused it; a stack has none.
 */
export const describeObject: Describe = input => describers[input.object.kind](input);
