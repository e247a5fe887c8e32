import type {JsonRecord} from '../../../source/actions/spec/json.ts';
import {nowMs} from '../../builders/objects.ts';
import {aRecord} from '../../builders/records.ts';
import type {Scene} from './scenes.ts';
import {typed} from './typed.ts';

const scene = (name: string, shows: string, ...keys: readonly string[]): Scene => ({
  name,
  shows,
  go: typed(...keys),
});

const web = [':svc /shop_web\r'] as const;
const withReplicas = (count: number) => (spec: JsonRecord) => ({
  ...spec,
  Mode: {Replicated: {Replicas: count}},
});

const records = [
  aRecord(),
  aRecord({
    id: '1b2c3d4e5f60',
    startedAt: new Date(nowMs - 3_600_000).toISOString(),
    title: 'update shop_pay to registry.example.org:5000/pay:2',
    object: {kind: 'service', id: 'pay-id', name: 'shop_pay'},
    result: {kind: 'failed', message: 'the rollout failed and was rolled back: shop_pay.2 ended: exit 137'},
    warnings: [
      {name: 'digest', level: 'warning', reason: 'the registry could not be asked; the image is not pinned'},
    ],
    risk: 'disruptive',
  }),
  aRecord({
    id: '2c3d4e5f6071',
    startedAt: new Date(nowMs - 7_200_000).toISOString(),
    title: 'demote manager-3',
    object: {kind: 'node', id: 'm3', name: 'manager-3'},
    result: {kind: 'refused', message: 'quorum would be lost: 1 of 2 managers would be reachable'},
    steps: [],
    undo: null,
    commands: [],
    durationMs: 0,
  }),
];

/** What is asked, shown and told around actions. */
export const actingScenes: readonly Scene[] = [
  scene('act-form', 'how many replicas, asked for', ...web, 's'),
  scene('act-form-fault', 'an answer that is none', ...web, 's', 'many', 'enter'),
  scene('act-plan', 'a plan that moves tasks, to be confirmed', ...web, 'r'),
  scene('act-destructive', 'a plan for which the name is typed', ...web, 'ctrl+d', 'shop', 'enter'),
  scene('act-refused', 'why something cannot be done', ':no /manager-1\r', 'M'),
  scene(
    'act-several',
    'several plans in one dialog, one of them refused',
    ':no\r',
    'j',
    'space',
    'j',
    'j',
    'j',
    'space',
    'r',
  ),
  scene('act-running', 'an action on its way', ':no /worker-1\r', 'r', 'tab', 'enter'),
  scene(
    'act-strip',
    'actions on their way above the footer',
    ':no /worker-1\r',
    'r',
    'tab',
    'enter',
    'esc',
    ':pause worker-1\r',
  ),
  {
    name: 'act-conflict',
    shows: 'a change by someone else in the meantime: all three sides',
    async go(console, swarm) {
      await typed(...web, 's', '1', 'enter')(console, swarm);
      swarm.beforeWrite(() => swarm.meddle('web', withReplicas(9)));
      await typed('tab', 'enter')(console, swarm);
    },
  },
  scene(
    'act-leave',
    'leaving while an action goes on',
    ':no /worker-1\r',
    'r',
    'tab',
    'enter',
    'esc',
    'ctrl+c',
  ),
  {
    name: 'journal',
    shows: 'what was done, newest first',
    async go(console, swarm) {
      for (const record of records) swarm.runner.journal.append(record);
      await typed('@')(console, swarm);
    },
  },
  {
    name: 'journal-record',
    shows: 'one action with its changes, its commands and its undo',
    async go(console, swarm) {
      for (const record of records) swarm.runner.journal.append(record);
      await typed('@', 'j', 'enter')(console, swarm);
    },
  },
  scene('palette-names', 'names behind the name of an action', ':', 'drain ', 'tab'),
];
