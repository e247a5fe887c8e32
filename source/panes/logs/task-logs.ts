import type {Place} from '../pane.ts';

/** The log of one task. */
export const taskLogs = (id: string, name: string): Place => ({
  kind: 'logs',
  wish: {kind: 'tasks', ids: [id]},
  name,
});
