import {objectOf, setting, wholeNumber} from './shape.ts';

/** What is kept of what happened in a swarm. */
export interface TimelineSettings {
  readonly entries: number;
  readonly days: number;
}

const entries = setting(
  'entries',
  wholeNumber(1_000, 1_000_000),
  100_000,
  'Entries kept of each swarm; beyond them the oldest go. A thousand take about half a megabyte.',
);
const days = setting('days', wholeNumber(1, 3_650), 30, 'Days after which entries go.');
const timelineInner = [entries, days];
/** How much of the timeline is kept. */
export const timeline = setting<TimelineSettings>(
  'timeline',
  objectOf(timelineInner, read => ({entries: read(entries), days: read(days)})),
  {entries: entries.fallback, days: days.fallback},
  'How much is kept of what happened in a swarm, in a file of the state folder for each swarm.',
  timelineInner,
);
