import {userInfo} from 'node:os';
import type {IncidentMark} from '../../domain/incident/incident.ts';
import {createRedactor, type Redactor} from '../../domain/masking/redactor.ts';
import {journalIn} from '../open-for-actions.ts';
import {openTimeline} from '../timeline/open-timeline.ts';
import type {IncidentCluster} from './gather-object.ts';
import {type IncidentShelf, openIncidentShelf} from './incident-shelf.ts';
import {type IncidentRecorder, recordIncident} from './recorder.ts';
import type {StoppedIncident} from './stop-incident.ts';

/** Everything that is done with incidents, on the files of this machine's user. */
export interface IncidentDesk {
  readonly shelf: IncidentShelf;
  /** Who begins incidents here, as the journal names people. */
  readonly who: string;
  /** Records what a cluster tells; a redactor that is given is kept for the end, since it learns. */
  record(mark: IncidentMark, cluster: IncidentCluster, redactor?: Redactor): IncidentRecorder;
  /** Writes the report and ends the incident; where it cannot be written, the incident stays open. */
  stop(
    mark: IncidentMark,
    cluster: IncidentCluster | {readonly missing: string},
    redactor?: Redactor,
  ): Promise<StoppedIncident>;
}

/** As well as a process can tell: who became this user with sudo, and from where they came. */
const personHere = (env: Readonly<Record<string, string | undefined>>): string => {
  const user = env['SUDO_USER'] || accountName();
  const from = (env['SSH_CONNECTION'] ?? '').split(' ')[0] ?? '';
  return from === '' ? user : `${user} from ${from}`;
};

/** In a container a user may have a number and no name. */
const accountName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
};

/** Opens the desk; a folder is made only when an incident is begun. */
export const openIncidentDesk = (stateFolder: string, nowMs: () => number): IncidentDesk => {
  const shelf = openIncidentShelf(stateFolder);
  const journal = journalIn(stateFolder);
  return {
    shelf,
    who: personHere(process.env),
    record: (mark, cluster, redactor = createRedactor()) =>
      recordIncident({mark, cluster, files: shelf.filesOf(mark), redactor, nowMs}),
    async stop(mark, cluster, redactor = createRedactor()) {
      const stoppedMs = nowMs();
      // No console must pay at its start for a report that few of them write.
      const {stopIncident} = await import('./stop-incident.ts');
      // Begun while no manager answered: which swarm it is may be known by now.
      const swarm =
        mark.cluster ?? ('store' in cluster ? (cluster.store.engineInfo?.clusterId ?? null) : null);
      const timeline = swarm === null ? null : openTimeline(stateFolder, swarm);
      const stopped = await stopIncident({
        ...{mark, stoppedMs, redactor, cluster, files: shelf.filesOf(mark)},
        timeline: timeline ?? {missing: 'no manager has told which swarm it is'},
        journal: {records: journal.list(), fault: journal.readFault()},
      });
      timeline?.close();
      if (stopped.kind === 'problem') return stopped;
      const fault = shelf.end(mark, stoppedMs);
      return fault === null ? stopped : {kind: 'problem', message: `it cannot be noted as stopped: ${fault}`};
    },
  };
};
