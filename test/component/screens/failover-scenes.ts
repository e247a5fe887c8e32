import type {Scene} from './scenes.ts';
import {typed} from './typed.ts';

const scene = (name: string, shows: string, ...keys: readonly string[]): Scene => ({
  name,
  shows,
  go: typed(...keys),
});

const drain = [':drain-safely worker-1\r'] as const;

/** What is asked, shown and told around procedures. */
export const failoverScenes: readonly Scene[] = [
  scene('failover-form', 'which procedure is meant for a node', ':no /worker-1\r', 'F'),
  scene('failover-plan', 'the steps of a procedure, to be confirmed', ...drain),
  scene('failover-running', 'a procedure as a checklist', ...drain, 'tab', 'enter'),
];
