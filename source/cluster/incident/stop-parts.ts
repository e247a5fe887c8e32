import type {JournalRecord} from '../../actions/journal/record.ts';
import type {IncidentMark} from '../../domain/incident/incident.ts';
import type {Redactor} from '../../domain/masking/redactor.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';
import type {IncidentCluster} from './gather-object.ts';
import type {IncidentFiles} from './incident-files.ts';

/** What the end of an incident is made of. */
export interface StopParts {
  readonly mark: IncidentMark;
  readonly stoppedMs: number;
  readonly files: IncidentFiles;
  readonly redactor: Redactor;
  /** Null with the reason where no manager answers. */
  readonly cluster: IncidentCluster | {readonly missing: string};
  readonly timeline: Pick<TimelineStore, 'read' | 'gaps'> | {readonly missing: string};
  readonly journal: {readonly records: readonly JournalRecord[]; readonly fault: string | null};
}
