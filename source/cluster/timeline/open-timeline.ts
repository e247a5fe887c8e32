import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {createMemoryTimeline} from '../../store/timeline/memory-timeline.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';
import {createKeptTimeline} from './kept-timeline.ts';
import {openSqliteTimeline, type TimelineBounds} from './sqlite-timeline.ts';

/**
 * Opens the timeline of one swarm, by its id; where the engine does not tell which swarm it is of, in memory only. Who only
 * reads gives no bounds: then nothing has to make room.
 */
export const openTimeline = (
  stateFolder: string,
  clusterId: string | null,
  bounds: TimelineBounds | null = null,
): TimelineStore => {
  if (clusterId === null) return createMemoryTimeline('this engine does not say which swarm it is of');
  const path = join(stateFolder, 'timeline', `${clusterId.replaceAll(/[^a-zA-Z0-9]/g, '_')}.sqlite`);
  return createKeptTimeline(path, () => openSqliteTimeline(path, bounds, Date.now()), pause);
};
