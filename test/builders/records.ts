import type {JournalRecord} from '../../source/actions/journal/record.ts';
import {nowMs} from './objects.ts';

/** A record of the journal: web was scaled from 2 to 5, and that was seen. */
export const aRecord = (part: Partial<JournalRecord> = {}): JournalRecord => ({
  id: '0a1b2c3d4e5f',
  startedAt: new Date(nowMs - 90_000).toISOString(),
  endedAt: new Date(nowMs - 77_600).toISOString(),
  durationMs: 12_400,
  who: {user: 'root', sudoUser: 'ann', sshConnection: '192.0.2.7 50000 192.0.2.1 22'},
  where: {context: 'default', host: 'unix:///var/run/docker.sock', cluster: 'cluster-1'},
  title: 'scale web from 2 to 5',
  action: 'scale',
  object: {kind: 'service', id: 'web-id', name: 'web'},
  steps: [
    {
      kind: 'update-service',
      id: 'web-id',
      name: 'web',
      changes: [{path: ['Mode', 'Replicated', 'Replicas'], before: 2, after: 5}],
    },
  ],
  risk: 'safe',
  warnings: [],
  commands: ['docker service scale web=5'],
  result: {kind: 'done', message: '5/5 running'},
  undo: {
    kind: 'update-service',
    id: 'web-id',
    name: 'web',
    changes: [{path: ['Mode', 'Replicated', 'Replicas'], before: 5, after: 2}],
  },
  undoOf: null,
  ...part,
});
