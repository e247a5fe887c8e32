import type {ActionSwarm} from '../../builders/action-swarm.ts';
import {nowMs} from '../../builders/objects.ts';
import type {ConsoleHarness} from '../console-harness.tsx';
import {typed} from './typed.ts';

/** A moment of the console, and how to get there. */
export interface Scene {
  readonly name: string;
  /** What of it matters, for whoever reads the expectations. */
  readonly shows: string;
  readonly go: (console: ConsoleHarness, swarm: ActionSwarm) => Promise<void>;
}

const scene = (name: string, shows: string, ...keys: readonly string[]): Scene => ({
  name,
  shows,
  go: typed(...keys),
});

const pay = [':svc\r', '/pay\r'] as const;

/** Every screen that there is: the lists, the views of an object, what lies over them, and what is said. */
export const scenes: readonly Scene[] = [
  scene('overview', 'what is wrong, worst first'),
  scene('services', 'the list, beside it the selected one and its tasks', ':svc\r', 'G', 'k'),
  scene('nodes', 'managers, workers, one down, one drained, one paused', ':no\r', 'j'),
  scene('tasks', 'failed, pending, starting and running tasks', ':ta\r'),
  scene('stacks', 'stacks with their services', ':st\r'),
  scene('containers', 'containers of the connected engine', ':co\r'),
  scene('networks', 'networks of the swarm and of the engine', ':net\r'),
  scene('volumes', 'volumes, one with a name of 64 characters', ':vol\r'),
  scene('secrets', 'secrets and who uses them', ':sec\r'),
  scene('configs', 'configs and who uses them', ':cfg\r'),
  scene('events', 'what happened, newest first', ':ev\r'),
  scene('health', 'how the swarm is, causes first', ':health\r'),
  scene('timeline', 'what happened, and when nobody looked', ':tl\r'),
  scene('contexts', 'docker contexts', ':ctx\r'),
  scene('tasks-of-service', 'the tasks of a failing service', ...pay, 'enter'),
  scene('describe-service', 'a failing service', ...pay, 'd'),
  scene('describe-node', 'a node that is down', ':no\r', '/worker-2\r', 'd'),
  scene('describe-task', 'a failed task', ':ta\r', '/137\r', 'd'),
  scene('logs', 'the log of a failed task', ':ta\r', '/137\r', 'enter'),
  scene(
    'logs-fields',
    'errors and JSON lines as fields',
    ':ta\r',
    '/137\r',
    'l',
    'x',
    '/error|refused\r',
    'v',
  ),
  scene('describe-network', 'a network', ':net\r', '/back\r', 'd'),
  scene('spec', 'a spec as YAML, with what is secret masked', ...pay, 'y'),
  scene('spec-search', 'matches in a text', ...pay, 'y', '/example\r'),
  scene('used-by', 'who uses a secret', ':sec\r', '/payment\r', 'u'),
  scene('help', 'the keys that mean something on a list', ':svc\r', '?'),
  scene('settings', 'the settings in force', ':settings\r'),
  scene('palette', 'the command line, nothing typed', ':svc\r', ':'),
  scene('palette-typed', 'the command line, part of a name typed', ':svc\r', ':', 's', 'e'),
  scene('themes', 'the themes to choose from', ':theme\r'),
  scene('filter', 'an expression being typed', ':svc\r', '/shop'),
  scene('filter-fault', 'an expression that is none', ':svc\r', '/(shop'),
  scene('nothing-found', 'a filter that nothing passes', ':svc\r', '/no such thing\r'),
  scene('columns', 'the columns to choose from', ':svc\r', 'ctrl+w', 'j'),
  scene('marks', 'marked rows', ':svc\r', 'space', 'j', 'space'),
  scene('faults', 'only what is not well', ':svc\r', '!'),
  scene('zoom', 'one pane over all of the screen', ':svc\r', '+'),
  scene('message', 'something said in place of the keys', ':svc\r', 'ctrl+r'),
  scene('warning', 'why a key does nothing now', ':svc\r', 'X'),
  {
    name: 'lost',
    shows: 'an old truth, marked as old',
    async go(console, swarm) {
      await typed(':svc\r')(console, swarm);
      await console.tell({
        kind: 'freshness',
        sources: ['services', 'tasks', 'nodes', 'engine', 'events'],
        freshness: {kind: 'stale', sinceMs: nowMs - 130_000, reason: 'the swarm has no leader'},
      });
    },
  },
];
