import {statSync} from 'node:fs';
import {join} from 'node:path';
import type {Journal} from '../../actions/journal/journal.ts';
import type {Cluster} from '../cluster.ts';
import {journalFile} from '../open-for-actions.ts';
import {openTimeline} from './open-timeline.ts';
import type {TimelineBounds} from './sqlite-timeline.ts';
import {recordSwarm, type SwarmTimeline} from './swarm-timeline.ts';

/** Records what happens in a cluster for as long as it is open, beside the journal of this machine. */
export const recordTimeline = (
  cluster: Cluster,
  parts: {
    readonly journal: Pick<Journal, 'list'>;
    readonly stateFolder: string;
    /** Hosts of a simulated swarm, whose timeline is no part of this machine's. */
    readonly simulated: readonly string[];
    readonly bounds: TimelineBounds;
  },
): SwarmTimeline => {
  const folder = () =>
    parts.simulated.includes(cluster.endpoint.host) ? join(parts.stateFolder, 'demo') : parts.stateFolder;
  return recordSwarm({
    store: cluster.store,
    open: clusterId => openTimeline(folder(), clusterId, parts.bounds),
    journal: parts.journal,
    journalStamp: () => stampOf(journalFile(folder())),
    clock: {
      now: Date.now,
      after(ms, call) {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
    },
    // Not random bytes: to load them takes 10 ms, in the turn in which the first list is complete.
    newId: () =>
      `${process.pid.toString(36)}${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`,
  });
};

const stampOf = (path: string): string => {
  const found = statSync(path, {throwIfNoEntry: false});
  return found === undefined ? '' : `${found.size} ${found.mtimeMs}`;
};
