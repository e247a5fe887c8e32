import type {LogWish} from '../../domain/logs/log-wish.ts';
import type {Place} from '../pane.ts';

const withinMs = 30_000;

/** What was written half a minute before and after a moment. */
export const logsAround = (wish: LogWish, name: string, atMs: number): Place => ({
  kind: 'logs',
  wish,
  name,
  around: {atMs, withinMs},
});
